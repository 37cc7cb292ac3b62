/**
 * English words of what can be chosen about Parley as a whole: the sections of the settings, how the page looks, how one writes, one's name.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishPreferences = {
  'settings.sections': 'Sections',
  'settings.appearance': 'Appearance',
  'settings.writing': 'Writing',
  'settings.lock-passphrase': 'Lock and passphrase',
  'settings.name': 'Your name',

  'appearance.theme': 'Theme',
  'appearance.system': 'Like this device',
  'appearance.light': 'Light',
  'appearance.dark': 'Dark',
  'appearance.text-size': 'Size of text',
  'appearance.small': 'Small',
  'appearance.normal': 'Normal',
  'appearance.large': 'Large',
  'appearance.larger': 'Larger',
  'appearance.hint':
    'These two are kept unsealed in this browser, so that the locked screen looks right. They say nothing of you. More contrast and less motion follow your device.',

  'writing.enter': 'The Enter key',
  'writing.enter-sends': 'Sends the message',
  'writing.enter-breaks': 'Makes a new line; Ctrl or Command and Enter sends',
  'writing.telling': 'In rooms you make or join from now on',
  'writing.read': 'Tell people there what I have read',
  'writing.typing': 'Show them when I am writing',
  'writing.telling-hint': 'In each room you can decide otherwise, at the foot of its people.',

  'name.lead': 'What the others see. They are told in every room you are in, and whoever has verified you sees under which name that was.',
  'name.label': 'New name',
  'name.change': 'Change the name',
  'name.done': 'From now on you are {name}.',

  'storage.lead': 'How full this browser is, backups, and getting rid of old messages.',
} as const satisfies Readonly<Record<string, Phrase>>;
