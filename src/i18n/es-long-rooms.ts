/**
 * Spanish words for finding one's way in a long room: where one left off, and the way to the newest.
 */
import type { englishLongRooms } from './en-long-rooms.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishLongRooms: PartOfTwo<typeof englishLongRooms> = {
  'messages.earlier': 'Mostrar mensajes anteriores',
  'messages.later': 'Mostrar mensajes posteriores',
  'messages.new': { one: '{count} mensaje nuevo', other: '{count} mensajes nuevos' },
  'messages.newest': 'Mensajes más recientes',
  'messages.since': 'Nuevo desde que estuviste aquí',
};
