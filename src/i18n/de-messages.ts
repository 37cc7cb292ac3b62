/**
 * German words of what can be done with a message.
 */
import type { englishMessages } from './en-messages.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanMessages: PartOfTwo<typeof englishMessages> = {
  'message.more': 'Mehr',
  'message.menu': 'Was mit dieser Nachricht geschehen soll',
  'message.reply': 'Antworten',
  'message.edit': 'Bearbeiten',
  'message.copy': 'Text kopieren',
  'message.copied': 'Kopiert.',
  'message.copy-failed': 'Kopieren ging nicht.',
  'message.erase': 'Für alle löschen',
  'message.go-to': 'Zur Nachricht',
  'message.answer-to': 'Antwort auf {author}:',
  'message.edited': 'bearbeitet',
  'message.versions': 'Frühere Fassungen',
  'quote.missing': 'Eine Nachricht, die nicht hier ist',
  'quote.erased': 'Eine Nachricht, die gelöscht wurde',
  'composer.replying': 'Antwort auf {author}',
  'composer.replying-self': 'Antwort auf dich selbst',
  'composer.editing': 'Bearbeiten',
  'composer.stop-reply': 'Nicht antworten',
  'composer.stop-edit': 'Nicht weiter bearbeiten',
  'erase.heading': 'Diese Nachricht löschen?',
  'erase.mine': 'Sie verschwindet für alle hier, mit allem, was sie vor dem Bearbeiten sagte.',
  'erase.theirs': '{author} hat sie geschrieben. Sie verschwindet für alle hier, mit allem, was sie vor dem Bearbeiten sagte.',
  'erase.seen': 'Wer sie gelesen oder kopiert hat, behält, was er weiß. Ein ausgeschaltetes Gerät verliert sie, wenn es wiederkommt.',
  'export.quote': '{author}: {sentence}',
  'export.earlier': 'Früher, am {date}:',
  'erase.yes': 'Für alle löschen',
  'message.pin': 'Anheften',
  'message.unpin': 'Lösen',
  'pinned.label': 'Angeheftete Nachricht',
};
