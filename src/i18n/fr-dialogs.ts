/**
 * French words of the dialogs and of the alert.
 */
import type { englishDialogs } from './en-dialogs.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchDialogs: PartOfTwo<typeof englishDialogs> = {
  'dialog.close': 'Fermer',

  'invite.heading': 'Inviter',
  'invite.lead': 'Envoyez l’un des deux à la personne que vous voulez ici.',
  'invite.link': 'Lien d’invitation',
  'invite.code': 'Code d’invitation',
  'invite.same': 'Parley a été ouvert depuis un fichier, qui n’a pas d’adresse à partager : les deux cases contiennent le code.',
  'invite.copy-link': 'Copier le lien',
  'invite.copy-code': 'Copier le code',
  'invite.copied-link': 'Lien copié.',
  'invite.copied-code': 'Code copié.',
  'invite.copy-failed': 'La copie n’a pas réussi. Le texte est sélectionné : appuyez sur Ctrl et C, ou Commande et C.',
  'invite.qr': 'Afficher le lien en code QR',
  'invite.qr-picture': 'Code QR du lien d’invitation',
  'invite.qr-hint': 'Qui le photographie détient l’invitation, comme avec le lien.',
  'invite.token': 'Laisser entrer sans demander',
  'invite.token-hint': 'Pour qui arrive le premier. Vous pouvez la retirer ici à tout moment.',
  'invite.expires': 'Sert une fois, jusqu’au {date}.',
  'invite.expires-many': 'Sert pour {count} personnes, jusqu’au {date}.',
  'invite.uses': 'Pour combien de personnes',
  'invite.days': 'Pour combien de temps',
  'invite.days-1': 'Un jour',
  'invite.days-7': 'Une semaine',
  'invite.days-30': 'Un mois',
  'invite.open-heading': 'Invitations en cours',
  'invite.open': {
    one: 'Laisse encore entrer {count} personne, jusqu’au {date}.',
    other: 'Laisse encore entrer {count} personnes, jusqu’au {date}.',
  },
  'invite.open-by': {
    one: 'De {name} : laisse encore entrer {count} personne, jusqu’au {date}.',
    other: 'De {name} : laisse encore entrer {count} personnes, jusqu’au {date}.',
  },
  'invite.withdraw': 'Retirer',
  'invite.busy': 'Création de l’invitation…',
  'invite.gives-heading': 'Ce que révèle une invitation',
  'invite.gives':
    'Qui la détient apprend le nom du salon et qui a invité, peut voir quand quelqu’un est en ligne, et peut demander à entrer. Elle ne permet à personne de lire quoi que ce soit.',
  'invite.gives-token':
    'La première personne qui s’en sert entre sans qu’on demande et peut lire ce qui a été dit avant. Envoyez-la là où personne d’autre ne lit.',
  'invite.gives-token-many':
    'Tant qu’elle sert, qui la détient entre sans qu’on demande et peut lire ce qui a été dit avant. Envoyez-la là où personne d’autre ne lit.',

  'verify.heading': 'Vérifier {name}',
  'verify.lead': 'Appelez-vous, ou asseyez-vous ensemble, et comparez l’un des trois ci-dessous. Ne comparez pas dans cette conversation.',
  'verify.emoji': 'Emoji',
  'verify.emoji-idle': 'Si personne ne se tient entre vous, vous voyez tous deux les sept mêmes images.',
  'verify.start-idle': 'Comparer les emoji',
  'verify.emoji-offered': 'L’autre côté a commencé à comparer.',
  'verify.start-offered': 'Afficher mes emoji',
  'verify.emoji-waiting': 'En attente de l’autre côté. Demandez-lui d’ouvrir aussi cette fenêtre.',
  'verify.emoji-comparing': 'Lisez-les-vous l’un à l’autre, dans cet ordre.',
  'verify.start-failed': 'Comparer de nouveau les emoji',
  'verify.emoji-away': 'Il faut être connecté pour cela.',
  'verify.retry-at': 'Vous pourrez réessayer à {time}.',
  'verify.number': 'Numéro de sécurité',
  'verify.number-hint': 'Fonctionne aussi quand l’un de vous est hors ligne. Chaque chiffre doit être le même.',
  'verify.number-busy': 'Calcul en cours…',
  'verify.code': 'Code QR',
  'verify.code-picture': 'Code QR à scanner par {name}',
  'verify.code-hint': 'Assis ensemble ? Laissez {name} scanner ceci, ou scannez le code sur son écran.',
  'verify.code-only': 'Assis ensemble ? {name} peut scanner ceci avec l’appareil photo de son appareil.',
  'verify.scan': 'Scanner le code de {name}',
  'verify.scan-stop': 'Arrêter l’appareil photo',
  'verify.scan-hint': 'Tenez son écran devant l’appareil photo. Aucune image ne quitte cette page.',
  'verify.camera': 'Ce que voit l’appareil photo',
  'verify.camera-refused':
    'Le navigateur ne laisse pas Parley utiliser l’appareil photo. Autorisez-le dans les réglages du navigateur, ou comparez les images ou le numéro.',
  'verify.camera-failed': 'L’appareil photo n’est pas utilisable en ce moment. Comparez les images ou le numéro.',
  'verify.scanned-match':
    'Le code correspond : c’est bien la clé de {name} que vous avez ici, et la vôtre est bien de l’autre côté. Si c’était son écran, appuyez sur « Cela correspond ».',
  'verify.scanned-not-me':
    'C’est bien la clé de {name}, mais le code concerne quelqu’un d’autre. Demandez-lui d’ouvrir « Vérifier » pour vous, et scannez de nouveau. Si rien ne change, appuyez sur « Cela ne correspond pas ».',
  'verify.scanned-not-them':
    'Ce n’est pas la clé que vous avez ici sous le nom de {name}. Si c’était son écran, et que « Vérifier » y était ouvert pour vous, appuyez sur « Cela ne correspond pas ».',
  'verify.scanned-no-code': 'Ce n’est pas un code de vérification. L’autre personne trouve le sien sous « Vérifier », avec votre nom.',
  'verify.meaning': 'Si tout correspond, personne ne se tient entre vous. Parley vous prévient si cette clé change un jour.',
  'verify.no-meaning': 'Si cela ne correspond pas, dites-le ici, et n’écrivez rien de privé.',
  'verify.match': 'Cela correspond',
  'verify.no-match': 'Cela ne correspond pas',
  'verify.done': 'Vous avez vérifié {name}.',
  'verify.changed':
    '{name}, avec qui vous aviez comparé, a une autre clé. Cela arrive avec un nouvel appareil, et quand quelqu’un se fait passer pour cette personne.',
  'verify.forked':
    '{name} a signé des historiques qui se contredisent. Son appareil a peut-être été copié. Posez-lui la question avant de comparer de nouveau.',

  'compare-room.heading': 'Comparer tout le salon',
  'compare-room.hint': 'Vérifiez d’un coup toutes les personnes assises avec vous, ou dans un même appel avec vous.',
  'compare-room.lead':
    'Asseyez-vous ensemble, ou soyez dans un appel où vous connaissez chaque voix. Lisez ceci à voix haute tour à tour, ou montrez tous vos écrans. Ne comparez pas dans cette conversation.',
  'compare-room.number': 'Numéro du salon',
  'compare-room.all-of-it':
    'Il ne compte qu’en entier : chaque image et chaque chiffre. On peut faire en sorte qu’une partie paraisse identique.',
  'compare-room.who': 'Qui compare avec vous ?',
  'compare-room.who-hint':
    'Ici, vous êtes {name}. Que chacun dise comment il s’appelle ici, et ne cochez que les personnes qui sont avec vous et qui l’ont dit.',
  'compare-room.namesake': 'Quelqu’un d’autre ici porte le même nom. Vérifiez cette personne séparément.',
  'compare-room.changed':
    'Entre-temps, quelqu’un est arrivé, est parti ou a pris un autre nom. Personne n’a été vérifié. Recommencez la comparaison depuis le début.',
  'compare-room.meaning':
    'Si tout correspond, vous avez tous la même liste de clés : personne que vous cochez n’a une autre clé que celle d’ici. Cela ne dit rien de ceux que vous ne cochez pas.',
  'compare-room.no-meaning': 'Si cela ne correspond pas, dites-le ici. Personne n’est marqué ; Parley vous dit quoi faire.',

  'emoji.names':
    'Chien, Chat, Lion, Cheval, Licorne, Cochon, Éléphant, Lapin, Panda, Coq, Manchot, Tortue, Poisson, Poulpe, Papillon, Fleur, ' +
    'Arbre, Cactus, Champi\u00ADgnon, Globe, Lune, Nuage, Feu, Banane, Pomme, Fraise, Maïs, Pizza, Gâteau, Cœur, Sourire, Robot, ' +
    'Chapeau, Lunettes, Clé plate, Père Noël, Pouce en l’air, Para\u00ADpluie, Sablier, Réveil, Cadeau, Ampoule, Livre, Crayon, Trombone, Ciseaux, Cadenas, Clé, ' +
    'Marteau, Téléphone, Drapeau, Train, Vélo, Avion, Fusée, Coupe, Ballon, Guitare, Trompette, Cloche, Ancre, Casque audio, Dossier, Punaise',

  'remove.heading': 'Retirer {name}',
  'remove.lead': 'Désormais, {name} ne reçoit plus rien de ce qui s’écrit ici, et personne ici ne se connecte plus avec cette personne.',
  'remove.keeps': 'Ce qu’elle a, elle le garde. Rien ne permet de le reprendre.',
  'remove.sees': 'Elle sait où ce salon se réunit, et peut donc encore voir quand quelqu’un ici est en ligne.',
  'remove.knocks':
    'Elle détient toujours une invitation, et peut donc demander à entrer sous un autre nom. Ne laissez entrer que les personnes avec qui vous avez comparé.',
  'remove.yes': 'Retirer',

  'leave.heading': 'Quitter ce salon',
  'leave.lead': 'Vous ne recevrez plus rien de ce qui s’écrit dans {room}, et ne pourrez plus y écrire.',
  'leave.keeps': 'Ce que vous en avez reste lisible ici. Ce que vous avez écrit reste chez les autres.',
  'leave.told': 'Les autres l’apprennent dès que l’un d’eux est en ligne.',
  'leave.back': 'Cette copie de Parley ne pourra plus y entrer.',
  'leave.founder':
    'Vous avez fondé ce salon. Après votre départ, personne ne peut retirer qui est entré juste après vous, et s’il n’y a pas d’admin, personne ne pourra plus jamais retirer quelqu’un ni nommer un admin.',
  'leave.yes': 'Quitter',

  'delete-room.heading': 'Supprimer ce salon ici',
  'delete-room.lead':
    'Tout ce qui est de {room} disparaît de cet appareil : ce qui a été écrit, qui en fait partie, et comment le trouver.',
  'delete-room.others': 'Ce que les autres ont, ils le gardent. Personne n’est averti.',
  'delete-room.member': 'Pour les autres, vous en faites toujours partie. Pour partir pour de bon, quittez-le d’abord.',
  'delete-room.alone': 'Personne d’autre n’en fait partie : ce qui a été écrit n’existe nulle part ailleurs.',
  'delete-room.back': 'Rien ne le fait revenir, sauf une sauvegarde, ou les autres si l’on vous invite de nouveau.',
  'delete-room.yes': 'Supprimer le salon ici',

  'knock.heading': '{name} demande à entrer',
  'knock.lead':
    'Cette personne détient une invitation pour {room}. N’importe qui peut prendre n’importe quel nom : assurez-vous que c’est bien qui vous pensez.',
  'knock.earlier': {
    one: 'Elle pourra lire {count} message antérieur.',
    other: 'Elle pourra lire {count} messages antérieurs.',
  },
  'knock.earlier-none': 'Il n’y a pas de messages antérieurs.',
  'knock.verified': 'Vous avez comparé ensemble, et cela correspondait.',
  'knock.verified-as': 'Vous avez comparé ensemble quand cette personne s’appelait {name}, et cela correspondait.',
  'knock.changed':
    'Ce n’est pas la même personne que {name}, avec qui vous aviez comparé : la clé est différente. Quelqu’un se fait peut-être passer pour elle.',
  'knock.forked':
    '{name} a signé des historiques qui se contredisent. Son appareil a peut-être été copié. Posez-lui la question avant de laisser entrer.',
  'knock.verify': 'Vérifier',
  'knock.admit': 'Laisser entrer',
  'knock.admit-unverified': 'Laisser entrer sans vérifier',
  'knock.refuse': 'Refuser',

  'alert.dismiss': 'Masquer',
  'alert.subject': '{name} : {sentence}',
};
