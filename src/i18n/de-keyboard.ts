/**
 * German words of the command palette and of the sheet of keyboard shortcuts.
 */
import type { englishKeyboard } from './en-keyboard.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanKeyboard: PartOfTwo<typeof englishKeyboard> = {
  'palette.heading': 'Zu einem Raum gehen, oder etwas tun',
  'palette.label': 'Raum oder Aktion',
  'palette.placeholder': 'Tippen, um zu suchen',
  'palette.found': { one: '{count} gefunden', other: '{count} gefunden' },
  'palette.invite': 'Jemanden in diesen Raum einladen',
  'shortcuts.heading': 'Tastenkürzel',
  'shortcuts.palette': 'Zu einem Raum gehen, oder etwas tun',
  'shortcuts.previous': 'Vorheriger Raum',
  'shortcuts.next': 'Nächster Raum',
  'shortcuts.send': 'Die Nachricht senden',
  'shortcuts.new-line': 'Neue Zeile',
  'shortcuts.mention': 'Beim Schreiben jemanden erwähnen',
  'shortcuts.close': 'Schließen, was offen ist',
  'shortcuts.sheet': 'Dies zeigen, außerhalb eines Textfelds',
  'shortcuts.help-key': 'Die Taste ? zeigt dies',
  'shortcuts.help-key-hint': 'Schalte sie aus, wenn du sie versehentlich drückst, etwa bei Spracheingabe.',
  'keys.control': 'Strg',
  'keys.alt': 'Alt',
  'keys.shift': 'Umschalt',
  'keys.enter': 'Eingabe',
  'keys.escape': 'Esc',
};
