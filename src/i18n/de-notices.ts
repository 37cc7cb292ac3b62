/**
 * German words of being told of messages: what the browser says outside of the page, and what can be chosen about it.
 */
import type { englishNotices } from './en-notices.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanNotices: PartOfTwo<typeof englishNotices> = {
  'notify.plain': 'Neue Nachricht',
  'notify.title': '{author} in {room}',
  'settings.notices': 'Hinweise',
  'notices.level': 'Wenn eine Nachricht kommt, die nicht auf dem Bildschirm ist',
  'notices.off': 'Mir außerhalb dieser Seite nichts sagen',
  'notices.plain': 'Mir sagen, dass eine da ist',
  'notices.full': 'Mir sagen, wer in welchem Raum was geschrieben hat',
  'notices.full-hint': 'Wer deinen Bildschirm sieht, kann das lesen, und dein System behält es vielleicht.',
  'notices.default': 'Dein Browser fragt dich einmal, ob Parley das darf.',
  'notices.denied':
    'Dieser Browser lehnt ab: Benachrichtigungen sind für diese Seite gesperrt. Erlaube sie in den Einstellungen des Browsers für diese Seite, dann wähle hier noch einmal.',
  'notices.unsupported':
    'Dieser Browser hat keine Benachrichtigungen für eine Seite, die so geöffnet wurde. Der Titel des Tabs zählt, was ungelesen ist.',
  'notices.sound': 'Einen kurzen Ton spielen',
  'notices.sound-hint': 'Zu hören erst, wenn du die Seite seit dem Öffnen benutzt hast.',
  'notices.quiet': 'Nicht stören',
  'notices.quiet-lead': 'Keine Benachrichtigungen und keine Töne; Ungelesenes wird trotzdem gezählt.',
  'notices.quiet-hour': 'Für eine Stunde',
  'notices.quiet-tomorrow': 'Bis morgen',
  'notices.quiet-on': 'Bis ich es ausschalte',
  'notices.is-quiet': 'Nichts stört dich, bis du es ausschaltest.',
  'notices.is-quiet-until': 'Nichts stört dich bis {moment}.',
  'notices.quiet-end': 'Ausschalten',
  'notices.muted': 'Stumm',
  'options.mute-heading': 'Dieser Raum',
  'options.mute': 'Stumm schalten',
  'options.mute-hint':
    'Er sagt dir außerhalb dieser Seite nichts, außer wenn dich eine Nachricht erwähnt; und der Titel des Tabs zählt ihn nicht.',
  'offer.heading': 'Nachrichten kamen, während du woanders warst.',
  'offer.text': 'Möchtest du es erfahren? Nur, dass eine da ist, nicht von wem.',
  'offer.yes': 'Sag es mir',
  'offer.no': 'Nein',
};
