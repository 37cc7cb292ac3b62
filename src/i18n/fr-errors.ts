/**
 * French sentences for everything that can go wrong: what happened, then what one can do.
 */
import type { englishErrors } from './en-errors.js';
import type { PartOfTwo } from './phrase.js';

/** One sentence or two for each error code, under `error.<code>`. */
export const frenchErrors: PartOfTwo<typeof englishErrors> = {
  'error.lost': 'La connexion a été coupée. Parley la rétablit de lui-même.',
  'error.unexpected': 'Quelque chose s’est mal passé dans Parley. Réessayez ; si cela se reproduit, rechargez la page.',
  'error.malformed': 'Quelque chose est arrivé que Parley ne sait pas lire. Cela a été laissé de côté.',
  'error.too-large': 'Quelque chose est arrivé qui est plus grand que ce que Parley permet. Cela a été laissé de côté.',
  'error.not-authentic':
    'Quelque chose est arrivé qui n’était pas signé par la personne de qui cela prétend venir. Cela a été laissé de côté.',
  'error.version-unknown': 'L’autre côté utilise une autre version de Parley. Ouvrez tous deux la plus récente.',
  'error.peer-unavailable': 'Personne ne répond. Demandez à l’autre personne d’ouvrir Parley.',
  'error.dial-timeout': 'Aucune connexion directe n’a pu être établie à temps. Essayez un autre réseau.',
  'error.binding-failed':
    'La connexion a été refusée : son certificat n’est pas celui qui était annoncé. Quelqu’un entre vous la manipule peut-être. Essayez un autre réseau.',
  'error.handshake-failed':
    'La connexion a été refusée dès le premier contrôle : quelqu’un entre vous la manipule peut-être, ou vos invitations diffèrent. Comparez-les.',
  'error.identity-unexpected':
    'Quelqu’un d’autre a répondu au nom d’une personne que vous connaissez. Quelqu’un entre vous manipule peut-être la connexion. Rien ne lui a été envoyé.',
  'error.handshake-unanswered':
    'L’autre côté a raccroché au premier contrôle. Il est peut-être parti, ou a une autre invitation, ou quelqu’un entre vous manipule la connexion.',
  'error.handshake-refused':
    'L’autre côté a raccroché en voyant qui vous êtes. Il est peut-être parti, ou ne vous laisse pas entrer. Demandez à la personne qui vous a invité.',
  'error.frame-invalid': 'L’autre côté n’a pas respecté les règles, la connexion a donc été fermée.',
  'error.link-refused':
    'L’autre côté ne vous compte pas parmi les membres de ce salon. Demandez à quelqu’un du salon de vous laisser entrer.',
  'error.passphrase-wrong': 'Cette phrase secrète n’ouvre pas Parley. Vérifiez les majuscules et la disposition du clavier.',
  'error.passphrase-differs': 'Les deux nouvelles phrases secrètes ne sont pas identiques. Retapez la seconde.',
  'error.storage-full':
    'Ce navigateur n’accepte plus rien. Rien n’est perdu, et ce qui est nouveau est gardé pour l’instant : créez une sauvegarde sous « Stockage et sauvegarde », puis retirez-y d’anciens messages, ou supprimez ou quittez un salon dont vous pouvez vous passer.',
  'error.storage-low':
    'Les quatre cinquièmes de ce que ce navigateur garde pour Parley sont utilisés. Créez une sauvegarde sous « Stockage et sauvegarde », puis retirez-y d’anciens messages, ou supprimez ou quittez un salon dont vous pouvez vous passer.',
  'error.storage-unavailable':
    'Ce navigateur ne donne à Parley aucun endroit où garder quoi que ce soit. Quittez la navigation privée, ou autorisez cette page à garder des données.',
  'error.vault-damaged':
    'Une partie de ce qui était gardé ici a été modifiée ou perdue. Ce qui est lisible est affiché ; le reste est récupéré là où c’est possible.',
  'error.history-damaged':
    'Une partie de ce qui était gardé ici est illisible : ce qui peut être lu est affiché, le reste est conservé, et ce qui manque est récupéré chez les autres.',
  'error.history-mended': 'Ce que les autres ici ont de ce qui manquait est de retour, et gardé.',
  'error.vault-newer': 'Un Parley plus récent a écrit ce qui est gardé ici. Ouvrez la version la plus récente.',
  'error.vault-elsewhere': 'Parley est ouvert dans un autre onglet. Utilisez-le là-bas, ou ici.',
  'error.vault-closed':
    'Parley a été verrouillé pendant qu’il travaillait. Déverrouillez-le et réessayez ; ce qui était gardé est en sécurité.',
  'error.vault-exists': 'Quelqu’un utilise déjà Parley dans ce navigateur. Rechargez la page et déverrouillez-le.',
  'error.blob-gone': 'Ceci a été supprimé pendant la lecture.',
  'error.wipe-blocked':
    'Un autre onglet de Parley retient ce qui reste, tout n’est donc pas encore supprimé. Fermez tous les autres onglets de Parley, puis réessayez.',
  'error.wipe-failed':
    'Le navigateur n’a pas tout supprimé. Réessayez ; si cela se reproduit, effacez les données de cette page dans les réglages du navigateur.',
  'error.draft-lost':
    'Le navigateur a refusé de garder ce que vous étiez en train d’écrire quand Parley a été verrouillé. C’est perdu ; ce que vous aviez envoyé est en sécurité.',
  'error.profile-invalid':
    'Un profil ne peut pas porter ce nom. Utilisez jusqu’à 40 lettres et chiffres, avec . _ ou - à l’intérieur, et sans espaces.',
  'error.backup-foreign': 'Ce fichier n’est pas une sauvegarde de Parley. Choisissez-en un dont le nom finit par « .parley ».',
  'error.backup-damaged':
    'Cette sauvegarde a été coupée ou modifiée, rien n’en a donc été repris. Copiez-la de nouveau ici, ou utilisez-en une autre.',
  'error.backup-newer': 'Cette sauvegarde a été créée par un Parley plus récent. Ouvrez-la avec la version la plus récente.',
  'error.backup-passphrase': 'Cette phrase secrète n’ouvre pas la sauvegarde. C’est celle qui a été tapée lors de sa création.',
  'error.backup-of-another':
    'Cette sauvegarde appartient à quelqu’un d’autre que la personne qui utilise Parley ici. Rien n’a été changé. Ouvrez-la dans un nouveau profil de navigateur.',
  'error.peerjs-missing':
    'PeerJS, qui trouve les autres personnes, n’a pas pu être chargé tel quel. Vérifiez votre connexion et réessayez, ou utilisez parley-offline.html, qui le contient.',
  'error.config-invalid': 'Les réglages de cette page ne sont pas valables. La personne qui l’a mise en place doit les corriger.',
  'error.signalling-address-invalid': 'Ce n’est pas l’adresse d’un point de rencontre. Écrivez-la comme dans l’exemple ci-dessus.',
  'error.ice-address-invalid': 'Ce n’est pas l’adresse d’un serveur STUN ou TURN. Écrivez-la comme dans l’exemple ci-dessus.',
  'error.turn-login-missing': 'Un serveur TURN demande un nom d’utilisateur et un mot de passe.',
  'error.framed':
    'Parley ne démarre pas à l’intérieur d’une autre page, qui pourrait voir et presser ce que vous ne pressez pas. Ouvrez-le dans son propre onglet.',
  'error.name-invisible': 'Personne ne pourrait voir ce nom. Tapez-en un avec des lettres lisibles.',
  'error.invite-malformed': 'Ce n’est pas une invitation entière. Copiez-la de nouveau en entier.',
  'error.invite-newer': 'Cette invitation a été créée par un Parley plus récent. Ouvrez la version la plus récente et réessayez.',
  'error.invite-expired': 'Cette invitation a dépassé sa date. Demandez-en une nouvelle.',
  'error.invite-used': 'Cette invitation a déjà servi. Demandez-en une nouvelle.',
  'error.invite-unknown': 'Cette invitation a été retirée, ou n’a pas été faite pour vous. Demandez-en une nouvelle.',
  'error.invite-unheard':
    'On a joint quelqu’un de ce salon qui ne connaît pas votre invitation, peut-être pas encore. Parley continue d’en chercher d’autres.',
  'error.invite-own': 'C’est une invitation que vous avez créée vous-même. Envoyez-la à la personne à qui vous voulez parler.',
  'error.invite-already-in': 'Vous êtes déjà dans ce salon.',
  'error.knock-refused': 'On ne vous a pas laissé entrer. Demandez à la personne qui vous a invité.',
  'error.room-not-as-invited':
    'Ce salon ne correspond pas à votre invitation, rien n’en a donc été cru. Demandez une nouvelle invitation par un autre moyen.',
  'error.room-removed': 'On vous a retiré de ce salon. Ce que vous en avez reste lisible ici.',
  'error.room-left': 'Vous avez quitté ce salon. Cette copie de Parley ne peut plus y entrer.',
  'error.room-forked':
    'La personne qui a fondé ce salon en a signé deux débuts, il a donc été arrêté. Créez-en un nouveau, et prévenez les autres.',
  'error.not-allowed': 'Vous ne pouvez plus faire cela dans ce salon : quelqu’un a changé qui peut faire quoi. Cela n’a rien entraîné.',
  'error.message-too-long': 'Ce message est trop long. Envoyez-le en plusieurs parties.',
  'error.sas-too-soon': 'Les emoji peuvent être comparés une fois par minute. Attendez, ou comparez le numéro de sécurité.',
  'error.sas-failed':
    'L’autre côté n’a pas respecté les règles de la comparaison. Quelqu’un entre vous la manipule peut-être. Comparez le numéro de sécurité.',
  'error.sas-stopped': 'L’autre côté a cessé de comparer, ou ne répond pas. Demandez-lui de réessayer, ou comparez le numéro de sécurité.',
  'error.sas-different':
    'L’autre personne dit que les emoji diffèrent. Quelqu’un entre vous manipule peut-être la connexion. N’écrivez rien de privé.',
  'error.room-differs':
    'Tout le monde n’a pas la même liste de personnes, ou pas les mêmes clés pour elles. Une liste est peut-être en retard, ou quelqu’un manipule la connexion. Vérifiez chaque personne séparément, et n’écrivez rien de privé avant.',
};
