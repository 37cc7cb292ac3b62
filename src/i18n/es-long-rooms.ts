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
  'find.in-room': 'Buscar en esta sala',
  'find.everywhere': 'Buscar en todas las salas',
  'find.close': 'Cerrar la búsqueda',
  'find.results': 'Mensajes encontrados',
  'find.looking': 'Buscando…',
  'find.share': 'Buscando… {share} %',
  'find.none': 'No se encontró nada',
  'find.found': { one: '{count} encontrado', other: '{count} encontrados' },
  'find.first': { one: 'El {count} más reciente encontrado', other: 'Los {count} más recientes encontrados' },
  'find.place': '{place} de {count}',
  'find.more': 'Buscar más atrás',
  'find.newer': 'Resultado más reciente',
  'find.older': 'Resultado más antiguo',
  'find.unopened': { one: 'Todavía se está leyendo {count} sala', other: 'Todavía se están leyendo {count} salas' },
  'find.date': 'Ir a una fecha',
  'find.go': 'Ir',
};
