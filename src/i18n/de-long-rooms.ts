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
  'find.in-room': 'In diesem Raum suchen',
  'find.everywhere': 'Alle Räume durchsuchen',
  'find.close': 'Suche schließen',
  'find.results': 'Gefundene Nachrichten',
  'find.looking': 'Suche läuft…',
  'find.share': 'Suche läuft… {share} %',
  'find.none': 'Nichts gefunden',
  'find.found': { one: '{count} gefunden', other: '{count} gefunden' },
  'find.first': { one: 'Die neueste {count} gefundene', other: 'Die neuesten {count} gefundenen' },
  'find.place': '{place} von {count}',
  'find.more': 'Weiter zurück suchen',
  'find.newer': 'Neueres Ergebnis',
  'find.older': 'Älteres Ergebnis',
  'find.unopened': { one: '{count} Raum wird noch gelesen', other: '{count} Räume werden noch gelesen' },
  'find.date': 'Zu einem Datum gehen',
  'find.go': 'Los',
};
