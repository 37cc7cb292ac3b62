/**
 * French words for deleting everything on this device.
 */
import type { englishWipe } from './en-wipe.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchWipe: PartOfTwo<typeof englishWipe> = {
  'wipe.open': 'Tout supprimer…',
  'wipe.forgotten':
    'Sans la phrase secrète, rien n’ouvre ce qui est gardé ici. Si elle est perdue, il ne reste qu’à tout supprimer et à recommencer.',
  'wipe.heading': 'Tout supprimer sur cet appareil',
  'wipe.lead':
    'Vos clés, vos salons, tous les messages et la liste des personnes que vous avez vérifiées disparaissent de ce navigateur. Cela prend un instant et ne demande pas de phrase secrète.',
  'wipe.final': 'Rien ne les fait revenir, pas même la phrase secrète. Dans vos salons, vous seriez quelqu’un de nouveau.',
  'wipe.others':
    'Les autres gardent ce qu’ils ont, y compris ce que vous avez écrit. Ils n’en sont pas avertis : ils voient seulement que vous n’êtes plus connecté.',
  'wipe.outside': 'Ce que vous avez copié ou enregistré hors de cette page reste où c’est, et cette page elle-même aussi.',
  'wipe.yes': 'Tout supprimer maintenant',
  'wipe.busy': 'Suppression de tout…',
  'wipe.left-heading': 'Tout n’est pas supprimé',
  'wipe.again': 'Réessayer',
};
