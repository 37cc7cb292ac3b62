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
  'find.in-room': 'Chercher dans ce salon',
  'find.everywhere': 'Chercher dans tous les salons',
  'find.close': 'Fermer la recherche',
  'find.results': 'Messages trouvés',
  'find.looking': 'Recherche…',
  'find.share': 'Recherche… {share} %',
  'find.none': 'Rien trouvé',
  'find.found': { one: '{count} trouvé', other: '{count} trouvés' },
  'find.first': { one: 'Le {count} plus récent trouvé', other: 'Les {count} plus récents trouvés' },
  'find.place': '{place} sur {count}',
  'find.more': 'Chercher plus loin',
  'find.newer': 'Résultat plus récent',
  'find.older': 'Résultat plus ancien',
  'find.unopened': { one: '{count} salon est encore en cours de lecture', other: '{count} salons sont encore en cours de lecture' },
  'find.date': 'Aller à une date',
  'find.go': 'Aller',
};
