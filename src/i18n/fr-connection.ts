/**
 * French words of choosing how one is connected, of trying servers, and of the connection doctor.
 */
import type { englishConnection } from './en-connection.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchConnection: PartOfTwo<typeof englishConnection> = {
  'connect.lead':
    'On se trouve à un point de rencontre (serveur de signalisation). Les serveurs STUN et TURN aident deux personnes à trouver un chemin l’une vers l’autre. Aucun ne peut lire ce que vous écrivez.',
  'connect.relay': 'Relais uniquement',
  'connect.relay-hint':
    'Les autres ne sont joints que par des serveurs TURN et n’apprennent pas votre adresse IP ; le relais et le point de rencontre, si. Toutes les connexions sont rétablies.',
  'connect.seen-none': 'Personne ici ne peut voir votre adresse IP en ce moment.',
  'connect.seen': {
    one: '{count} personne ici peut voir votre adresse IP.',
    other: '{count} personnes ici peuvent voir votre adresse IP.',
  },
  'connect.seen-unknown': 'De {count} ici, on ne sait pas si votre adresse IP leur est visible.',
  'connect.signalling': 'Points de rencontre',
  'connect.signalling-hint':
    'Par exemple {example}. Le premier qui est joignable est utilisé. Vos salons s’y retrouvent, sauf ceux dont l’invitation en nommait un autre : mettez-vous d’accord avec les autres.',
  'connect.signalling-nth': 'Point de rencontre {count}',
  'connect.ice': 'Serveurs STUN et TURN',
  'connect.ice-hint':
    'Par exemple {example}. Un serveur TURN relaie là où aucun chemin direct n’est trouvé, et demande un nom d’utilisateur et un mot de passe.',
  'connect.ice-nth': 'Serveur STUN ou TURN {count}',
  'connect.username': 'Nom d’utilisateur',
  'connect.credential': 'Mot de passe',
  'connect.remove': 'Retirer {name}',
  'connect.add': 'Ajouter',
  'connect.save': 'Utiliser ces serveurs',
  'connect.save-hint': 'Toutes les connexions sont alors fermées et rétablies.',
  'connect.page': 'Utiliser les serveurs de la page',
  'connect.saved': 'Utilisés dès maintenant.',
  'connect.test': 'Tester',
  'connection.no-way': 'Seuls les relais sont permis, et aucun serveur TURN n’est indiqué : personne n’est joignable',
  'trial.list': 'Test des serveurs',
  'trial.running': 'Interrogé…',
  'trial.unused': 'Pas interrogé : par relais uniquement, il ne sert pas.',
  'trial.works-signalling': 'Fonctionne : on peut s’y trouver.',
  'trial.works-stun': 'Fonctionne : il dit à ce navigateur comment on le voit de l’extérieur.',
  'trial.works-turn': 'Fonctionne : il relaie.',
  'trial.failed-signalling':
    'Injoignable, ou ne laisse entrer personne. Vérifiez l’adresse avec son chemin et sa clé, et votre réseau, ou essayez-en un autre.',
  'trial.failed-stun':
    'N’a donné aucune adresse à ce navigateur. Les connexions directes peuvent échouer : vérifiez l’adresse, essayez-en un autre, ou ajoutez un serveur TURN.',
  'trial.refused-turn': 'Refuse le nom d’utilisateur ou le mot de passe. Demandez à qui le gère.',
  'trial.failed-turn':
    'Aucun relais n’en est sorti : il est injoignable, ou refuse le nom d’utilisateur ou le mot de passe. Vérifiez-les, ou essayez-en un autre.',
  'doctor.heading': 'Médecin des connexions',
  'doctor.servers': 'Serveurs',
  'doctor.no-stun': 'Aucun serveur STUN n’est indiqué : les connexions directes ne marchent peut-être que dans un même réseau.',
  'doctor.no-turn':
    'Aucun serveur TURN n’est indiqué : là où les réseaux ne laissent passer aucun chemin direct, on ne peut pas se joindre.',
  'doctor.online': 'Au point de rencontre : les autres peuvent vous trouver.',
  'doctor.nobody': 'Personne n’est connecté. Des deux côtés, Parley doit être ouvert, déverrouillé et au même point de rencontre.',
  'doctor.own': 'Vous, ailleurs',
  'doctor.direct': 'Directe',
  'doctor.relayed': 'Par un relais : plus lente, et tout aussi scellée',
  'doctor.unknown': 'On ne sait pas par quel chemin',
  'doctor.round-trip': '{count} ms aller et retour',
  'doctor.no-round-trip': 'Durée de l’aller et retour inconnue',
  'doctor.seen': 'Peut voir votre adresse IP',
  'doctor.hidden': 'Ne peut pas voir votre adresse IP',
  'doctor.seen-unknown': 'On ne sait pas si votre adresse IP est visible',
};
