/**
 * French words for finding one's way in a long room: where one left off, and the way to the newest.
 */
import type { englishLongRooms } from './en-long-rooms.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchLongRooms: PartOfTwo<typeof englishLongRooms> = {
  'messages.earlier': 'Afficher les messages précédents',
  'messages.later': 'Afficher les messages suivants',
  'messages.new': { one: '{count} nouveau message', other: '{count} nouveaux messages' },
  'messages.newest': 'Messages les plus récents',
  'messages.since': 'Nouveau depuis votre dernière visite',
};
