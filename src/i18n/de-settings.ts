/**
 * German words of the settings, and of choosing a profile.
 */
import type { englishSettings } from './en-settings.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanSettings: PartOfTwo<typeof englishSettings> = {
  'settings.heading': 'Einstellungen',
  'settings.passphrase': 'Passphrase',
  'settings.passphrase-lead': 'Sie öffnet, was hier gespeichert ist. Niemand kann sie zurücksetzen.',
  'settings.device-lead':
    'Es gibt keine: Ein Schlüssel, den dieser Browser aufbewahrt, öffnet Parley. Wer diesen Browser benutzen kann, kann also alles lesen.',
  'settings.current': 'Bisherige Passphrase',
  'settings.new': 'Neue Passphrase',
  'settings.new-hint': 'Ein paar Wörter ohne Zusammenhang sind gut.',
  'settings.repeat': 'Neue Passphrase noch einmal',
  'settings.change': 'Passphrase ändern',
  'settings.set': 'Passphrase festlegen',
  'settings.busy': 'Wird mit der neuen abgeschlossen…',
  'settings.done': 'Von jetzt an öffnet die neue Passphrase Parley, und nichts anderes.',
  'settings.copies':
    'Kopien, die jemand vorher von den Daten dieses Browsers gemacht hat, lassen sich weiterhin mit dem öffnen, was sie damals geöffnet hat.',
  'settings.lock': 'Sperren',
  'settings.lock-after': 'Von selbst sperren',
  'settings.lock-5': 'Nach 5 Minuten',
  'settings.lock-15': 'Nach 15 Minuten',
  'settings.lock-60': 'Nach einer Stunde',
  'settings.lock-never': 'Nie',
  'settings.lock-hint':
    'Wenn so lange niemand Parley angerührt hat, auch wenn das Gerät schlief. Gesperrt ist es offline: Was andere schreiben, kommt, wenn du es entsperrst.',
  'settings.lock-now': 'Jetzt sperren',
  'settings.lock-none': 'Mit einer Passphrase lässt sich Parley sperren, und es sperrt sich selbst, wenn du weg bist.',

  'profiles.heading': 'Wer benutzt Parley?',
  'profiles.lead': 'Jedes Profil ist jemand für sich, mit eigenen Räumen und eigenem Schloss.',
  'profiles.list': 'Profile',
  'profiles.new': 'Neues Profil',
  'profiles.new-name': 'Name des Profils',
  'profiles.new-hint': 'Er steht auf diesem Bildschirm und in der Adresse, im Klartext. Was andere sehen, bestimmst du danach.',
  'profiles.this': 'Profil: {name}',
  'profiles.other': 'Anderes Profil',
  'unlock.idle': { one: 'Gesperrt nach {count} Minute ohne Benutzung.', other: 'Gesperrt nach {count} Minuten ohne Benutzung.' },
};
