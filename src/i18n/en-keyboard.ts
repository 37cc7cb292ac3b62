/**
 * English words of the command palette and of the sheet of keyboard shortcuts.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishKeyboard = {
  'palette.heading': 'Go to a room, or do something',
  'palette.label': 'Room or action',
  'palette.placeholder': 'Type to find it',
  'palette.found': { one: '{count} found', other: '{count} found' },
  'palette.invite': 'Invite someone to this room',

  'shortcuts.heading': 'Keyboard shortcuts',
  'shortcuts.palette': 'Go to a room, or do something',
  'shortcuts.previous': 'Room before this one',
  'shortcuts.next': 'Room after this one',
  'shortcuts.send': 'Send the message',
  'shortcuts.new-line': 'New line',
  'shortcuts.mention': 'Mention someone, while writing',
  'shortcuts.close': 'Close what is open',
  'shortcuts.sheet': 'Show this, outside of a text box',
  'shortcuts.help-key': 'The key ? shows this',
  'shortcuts.help-key-hint': 'Turn it off if you press it without meaning to, such as with speech input.',

  'keys.control': 'Ctrl',
  'keys.alt': 'Alt',
  'keys.shift': 'Shift',
  'keys.enter': 'Enter',
  'keys.escape': 'Esc',
} as const satisfies Readonly<Record<string, Phrase>>;
