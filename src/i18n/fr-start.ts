/**
 * French words outside rooms: starting, first run, unlocking, the list of rooms, home.
 */
import type { englishStart } from './en-start.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchStart: PartOfTwo<typeof englishStart> = {
  'app.name': 'Parley',
  'app.promise': 'Une conversation privée dans un seul fichier.',
  'app.title-unread': '({count}) Parley',
  'loading.text': 'Parley démarre…',
  'fatal.heading': 'Parley n’a pas démarré',
  'fatal.button': 'Réessayer',
  'elsewhere.heading': 'Parley est ouvert dans un autre onglet',
  'elsewhere.text': 'Un seul onglet à la fois peut garder vos messages. Continuez là-bas, ou passez ici.',
  'elsewhere.button': 'Utiliser Parley ici',

  'first.lead':
    'Parlez avec les personnes de votre choix, de navigateur à navigateur. Sans compte, et sans serveur qui garde ce que vous écrivez.',
  'first.point-sealed': 'Scellé chez vous, ouvert chez eux.',
  'first.point-kept': 'Votre historique reste dans ce navigateur, chiffré.',
  'first.point-checked': 'Vous vous assurez une fois, avec sept images, que vos amis sont bien ceux qu’ils disent être.',
  'first.name': 'Votre nom',
  'first.name-hint': 'Ce que les autres voient.',
  'first.passphrase': 'Phrase secrète',
  'first.passphrase-hint':
    'Elle protège ce qui est gardé sur cet appareil. Quelques mots sans lien entre eux conviennent bien. Personne ne peut la réinitialiser.',
  'strength.weak': 'Facile à deviner. Ajoutez quelques mots sans lien entre eux.',
  'strength.fair': 'Correcte. Un ou deux mots de plus, sans lien, la rendent forte.',
  'strength.strong': 'Difficile à deviner, sauf si c’est une citation.',
  'first.start': 'Commencer',
  'first.busy': 'Création de vos clés…',
  'first.pending-invite': 'Votre invitation est gardée, et vous sera proposée dès que vous aurez commencé.',
  'first.without-heading': 'Vraiment sans ?',
  'first.without': 'Toute personne qui peut utiliser ce navigateur pourra alors lire vos messages.',
  'first.without-file':
    'Cette page a été ouverte depuis un fichier. Dans certains navigateurs, toute autre page ouverte depuis un fichier pourrait aussi les lire.',
  'first.continue': 'Continuer sans phrase secrète',

  'unlock.heading': 'Heureux de vous revoir',
  'unlock.text': 'Vos messages sont scellés. La phrase secrète les ouvre.',
  'unlock.passphrase': 'Phrase secrète',
  'unlock.button': 'Déverrouiller',
  'unlock.busy': 'Ouverture…',

  'rooms.heading': 'Salons',
  'rooms.home': 'Accueil',
  'rooms.none': 'Aucun salon pour l’instant.',
  'rooms.unread': { one: '{count} non lu', other: '{count} non lus' },
  'rooms.online': { one: '{count} connecté', other: '{count} connectés' },
  'rooms.quiet': 'Personne n’est connecté',
  'rooms.lock': 'Verrouiller Parley',
  'rooms.me': 'Vous êtes {name}',
  'rooms.no-passphrase': 'Pas de phrase secrète : toute personne qui utilise ce navigateur peut ouvrir Parley.',

  'home.greeting': 'Bonjour, {name}',
  'home.lead': 'Créez un salon et invitez quelqu’un, ou rejoignez celui où l’on vous a invité.',
  'home.new-room': 'Nouveau salon',
  'home.new-room-hint': 'C’est vous qui décidez qui inviter.',
  'home.join': 'Rejoindre avec une invitation',
  'home.join-hint': 'Quelqu’un vous a envoyé un lien ou un code.',
  'home.room-name': 'Nom du salon',
  'home.room-name-hint': 'Tout le monde dans le salon le voit, et quiconque détient une invitation aussi.',
  'home.create': 'Créer le salon',
  'home.creating': 'Création…',
  'home.invite': 'Lien ou code d’invitation',
  'home.invite-hint': 'Collez-le en entier. Il est lu ici et n’est envoyé nulle part.',
  'home.join-button': 'Rejoindre',
  'home.joining': 'Connexion…',
  'home.back': 'Retour',
  'home.server-heading': 'Ce salon se réunit ailleurs',
  'home.server':
    'L’invitation vous demande d’utiliser le point de rencontre {server}. Qui l’exploite apprend les adresses internet de tous ceux qui s’y rencontrent, et quand. Appuyez de nouveau sur « Rejoindre » pour accepter.',
};
