/**
 * German words for deleting everything on this device.
 */
import type { englishWipe } from './en-wipe.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanWipe: PartOfTwo<typeof englishWipe> = {
  'wipe.open': 'Alles löschen…',
  'wipe.forgotten':
    'Ohne die Passphrase öffnet nichts, was hier gespeichert ist. Ist sie verloren, kannst du nur alles löschen und neu anfangen.',
  'wipe.heading': 'Alles auf diesem Gerät löschen',
  'wipe.lead':
    'Deine Schlüssel, deine Räume, alle Nachrichten und wen du überprüft hast verschwinden aus diesem Browser. Es dauert einen Augenblick und braucht keine Passphrase.',
  'wipe.final': 'Nichts bringt sie zurück, auch nicht die Passphrase. In deinen Räumen wärst du jemand Neues.',
  'wipe.others':
    'Die anderen behalten, was sie haben, auch was du geschrieben hast. Sie erfahren nichts davon: Sie sehen nur, dass du nicht mehr verbunden bist.',
  'wipe.outside': 'Was du außerhalb dieser Seite kopiert oder gespeichert hast, bleibt, wo es ist, und diese Seite selbst auch.',
  'wipe.yes': 'Jetzt alles löschen',
  'wipe.busy': 'Alles wird gelöscht…',
  'wipe.left-heading': 'Nicht alles ist gelöscht',
  'wipe.again': 'Noch einmal versuchen',
};
