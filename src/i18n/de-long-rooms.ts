/**
 * German words for finding one's way in a long room: where one left off, and the way to the newest.
 */
import type { englishLongRooms } from './en-long-rooms.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanLongRooms: PartOfTwo<typeof englishLongRooms> = {
  'messages.earlier': 'Frühere Nachrichten zeigen',
  'messages.later': 'Spätere Nachrichten zeigen',
  'messages.new': { one: '{count} neue Nachricht', other: '{count} neue Nachrichten' },
  'messages.newest': 'Neueste Nachrichten',
  'messages.since': 'Neu, seit du hier warst',
};
