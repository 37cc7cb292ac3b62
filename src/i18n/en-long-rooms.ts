/**
 * English words for finding one's way in a long room: where one left off, and the way to the newest.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishLongRooms = {
  'messages.earlier': 'Show earlier messages',
  'messages.later': 'Show later messages',
  'messages.new': { one: '{count} new message', other: '{count} new messages' },
  'messages.newest': 'Newest messages',
  'messages.since': 'New since you were here',
} as const satisfies Readonly<Record<string, Phrase>>;
