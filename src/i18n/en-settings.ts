/**
 * English words of the settings, and of choosing a profile.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishSettings = {
  'settings.heading': 'Settings',
  'settings.passphrase': 'Passphrase',
  'settings.passphrase-lead': 'It opens what is stored here. Nobody can reset it.',
  'settings.device-lead': 'There is none: a key that this browser keeps opens Parley, so whoever can use this browser can read everything.',
  'settings.current': 'Current passphrase',
  'settings.new': 'New passphrase',
  'settings.new-hint': 'A few unrelated words are good.',
  'settings.repeat': 'New passphrase again',
  'settings.change': 'Change the passphrase',
  'settings.set': 'Set a passphrase',
  'settings.busy': 'Locking with the new one…',
  'settings.done': 'From now on the new passphrase opens Parley, and nothing else does.',
  'settings.copies': 'Copies that somebody made of this browser’s data before still open with what opened them then.',
  'settings.lock': 'Lock',
  'settings.lock-after': 'Lock by itself',
  'settings.lock-5': 'After 5 minutes',
  'settings.lock-15': 'After 15 minutes',
  'settings.lock-60': 'After an hour',
  'settings.lock-never': 'Never',
  'settings.lock-hint':
    'When nobody has touched Parley for so long, also while the machine slept. Locked, it is offline: what others write comes when you unlock it.',
  'settings.lock-now': 'Lock now',
  'settings.lock-none': 'With a passphrase, Parley can be locked, and locks itself when you are away.',

  'profiles.heading': 'Who is using Parley?',
  'profiles.lead': 'Each profile is somebody of their own, with rooms and a lock of their own.',
  'profiles.list': 'Profiles',
  'profiles.new': 'New profile',
  'profiles.new-name': 'Name of the profile',
  'profiles.new-hint': 'It stands on this screen and in the address, in clear. What others see you choose afterwards.',
  'profiles.this': 'Profile: {name}',
  'profiles.other': 'Another profile',
  'unlock.idle': { one: 'Locked after {count} minute without use.', other: 'Locked after {count} minutes without use.' },
} as const satisfies Readonly<Record<string, Phrase>>;
