/**
 * English words for finding one's way in a long room: where one left off, the way to the newest, and finding.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishLongRooms = {
  'messages.earlier': 'Show earlier messages',
  'messages.later': 'Show later messages',
  'messages.new': { one: '{count} new message', other: '{count} new messages' },
  'messages.newest': 'Newest messages',
  'messages.since': 'New since you were here',

  'find.in-room': 'Find in this room',
  'find.everywhere': 'Search all rooms',
  'find.close': 'Close the search',
  'find.results': 'Messages found',
  'find.looking': 'Looking…',
  'find.share': 'Looking… {share} %',
  'find.none': 'Nothing found',
  'find.found': { one: '{count} found', other: '{count} found' },
  'find.first': { one: 'The newest {count} found', other: 'The newest {count} found' },
  'find.place': '{place} of {count}',
  'find.more': 'Look further back',
  'find.newer': 'Newer result',
  'find.older': 'Older result',
  'find.unopened': { one: '{count} room is still being read', other: '{count} rooms are still being read' },
  'find.date': 'Go to date',
  'find.go': 'Go',
} as const satisfies Readonly<Record<string, Phrase>>;
