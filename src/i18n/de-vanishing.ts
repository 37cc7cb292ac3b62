/**
 * German words of messages that disappear.
 */
import type { englishVanishing } from './en-vanishing.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanVanishing: PartOfTwo<typeof englishVanishing> = {
  'timer.hours': { one: '{count} Stunde', other: '{count} Stunden' },
  'timer.days': { one: '{count} Tag', other: '{count} Tagen' },
  'timer.weeks': { one: '{count} Woche', other: '{count} Wochen' },
  'timer.heading': 'Nachrichten, die verschwinden',
  'timer.label': 'Was von jetzt an geschrieben wird, verschwindet',
  'timer.off': 'Nie',
  'timer.after': 'Nach {span}',
  'timer.hint':
    'Gilt für alle hier. Was vorher geschrieben wurde, bleibt. Jedes Gerät zählt nach seiner eigenen Uhr, und niemand lässt sich am Kopieren hindern.',
  'timer.is-off': 'Nachrichten bleiben hier stehen.',
  'timer.is-on': 'Nachrichten verschwinden hier nach {span}',
  'message.vanishing': 'Wann sie verschwindet',
  'message.vanishes': 'Verschwindet am {moment}',
  'quote.vanished': 'Eine Nachricht, die verschwunden ist',
  'notice.timer-on': '{author} hat festgelegt, dass Nachrichten nach {span} verschwinden. Was vorher geschrieben wurde, bleibt',
  'notice.timer-off': '{author} hat festgelegt, dass Nachrichten bleiben',
};
