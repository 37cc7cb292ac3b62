/**
 * French words of messages that disappear.
 */
import type { englishVanishing } from './en-vanishing.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchVanishing: PartOfTwo<typeof englishVanishing> = {
  'timer.hours': { one: '{count} heure', other: '{count} heures' },
  'timer.days': { one: '{count} jour', other: '{count} jours' },
  'timer.weeks': { one: '{count} semaine', other: '{count} semaines' },
  'timer.heading': 'Messages éphémères',
  'timer.label': 'Ce qui est écrit à partir de maintenant disparaît',
  'timer.off': 'Jamais',
  'timer.after': 'Au bout de {span}',
  'timer.hint':
    'Décidé pour tout le monde ici. Ce qui a été écrit avant reste. Chaque appareil compte avec sa propre horloge, et on ne peut empêcher personne de copier.',
  'timer.is-off': 'Les messages restent ici.',
  'timer.is-on': 'Les messages disparaissent ici au bout de {span}',
  'message.vanishing': 'Quand il disparaît',
  'message.vanishes': 'Disparaît le {moment}',
  'quote.vanished': 'Un message qui a disparu',
  'notice.timer-on': '{author} a décidé que les messages disparaissent au bout de {span}. Ce qui a été écrit avant reste',
  'notice.timer-off': '{author} a décidé que les messages restent',
};
