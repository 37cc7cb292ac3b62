/**
 * French words of what can be done with a message.
 */
import type { englishMessages } from './en-messages.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchMessages: PartOfTwo<typeof englishMessages> = {
  'message.more': 'Plus',
  'message.menu': 'Que faire de ce message',
  'message.reply': 'Répondre',
  'message.edit': 'Modifier',
  'message.copy': 'Copier le texte',
  'message.copied': 'Copié.',
  'message.copy-failed': 'La copie n’a pas réussi.',
  'message.erase': 'Supprimer pour tout le monde',
  'message.go-to': 'Aller au message',
  'message.answer-to': 'Réponse à {author} :',
  'message.edited': 'modifié',
  'message.versions': 'Versions précédentes',
  'quote.missing': 'Un message qui n’est pas ici',
  'quote.erased': 'Un message qui a été supprimé',
  'composer.replying': 'Réponse à {author}',
  'composer.replying-self': 'Réponse à vous-même',
  'composer.editing': 'Modification',
  'composer.stop-reply': 'Ne pas répondre',
  'composer.stop-edit': 'Ne plus modifier',
  'message.forward': 'Transférer…',
  'forward.heading': 'Transférer vers…',
  'forward.lead': 'Il arrive dans ce que vous y écrivez, cité sans son auteur. C’est vous qui l’envoyez.',
  'forward.none': 'Il n’y a pas d’autre salon où vous pouvez écrire maintenant.',

  'poll.label': 'Sondage',
  'poll.one': 'Sondage : une seule réponse',
  'poll.many': 'Sondage : autant de réponses que vous voulez',
  'poll.voters': { one: '{count} personne a répondu', other: '{count} personnes ont répondu' },
  'poll.votes': {
    one: '{count} personne l’a choisie',
    other: '{count} personnes l’ont choisie',
  },
  'poll.who': 'Qui a choisi quoi',
  'poll.heading': 'Demander à tout le monde',
  'poll.lead': 'Un sondage dans {room}. Tout le monde y voit qui a choisi quoi.',
  'poll.question': 'La question',
  'poll.option': 'Réponse {number}',
  'poll.more': 'Une réponse de plus',
  'poll.several': 'On peut choisir plusieurs réponses',
  'poll.send': 'Demander',
  'poll.incomplete': 'Écrivez une question et au moins deux réponses.',
  'poll.same': 'Deux réponses sont identiques.',
  'composer.poll': 'Faire un sondage',

  'erase.heading': 'Supprimer ce message ?',
  'erase.mine': 'Il disparaît pour tout le monde ici, avec tout ce qu’il disait avant d’être modifié.',
  'erase.theirs': '{author} l’a écrit. Il disparaît pour tout le monde ici, avec tout ce qu’il disait avant d’être modifié.',
  'erase.seen': 'Qui l’a lu ou copié garde ce qu’il sait. Un appareil éteint le perd à son retour.',
  'export.quote': '{author} : {sentence}',
  'export.earlier': 'Auparavant, le {date} :',
  'erase.yes': 'Supprimer pour tout le monde',
  'message.pin': 'Épingler',
  'message.unpin': 'Désépingler',
  'pinned.label': 'Message épinglé',

  'mention.list': 'Personnes à mentionner',
  'mention.found': { one: '{count} personne à mentionner', other: '{count} personnes à mentionner' },
  'mention.more': {
    one: '{count} autre. Continuez à écrire pour la trouver.',
    other: '{count} autres. Continuez à écrire pour les trouver.',
  },
  'mention.line': 'Mentionne {names}',
  'mention.of-you': 'Vous mentionne',
  'mention.go': 'Vous êtes mentionné',
  'rooms.mentioned': 'vous êtes mentionné',
};
