/**
 * English words for deleting everything on this device.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishWipe = {
  'wipe.open': 'Delete everything…',
  'wipe.forgotten':
    'Without the passphrase nothing opens what is stored here. If it is lost, you can only delete everything and begin anew.',
  'wipe.heading': 'Delete everything on this device',
  'wipe.lead':
    'Your keys, your rooms, all messages, and whom you have verified go from this browser. It takes a moment and needs no passphrase.',
  'wipe.final': 'Nothing brings them back, not even the passphrase. In your rooms you would be someone new.',
  'wipe.others':
    'The others keep what they have, also what you wrote. They are not told: they see only that you are not connected any more.',
  'wipe.outside': 'What you copied or saved outside this page stays where it is, and so does this page itself.',
  'wipe.yes': 'Delete everything now',
  'wipe.busy': 'Deleting everything…',
  'wipe.left-heading': 'Not everything is deleted',
  'wipe.again': 'Try again',
} as const satisfies Readonly<Record<string, Phrase>>;
