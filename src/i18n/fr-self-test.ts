/**
 * French words of the self-test.
 */
import type { englishSelfTest } from './en-self-test.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchSelfTest: PartOfTwo<typeof englishSelfTest> = {
  'selftest.heading': 'Autotest',
  'selftest.lead': 'Parley fonctionne-t-il dans ce navigateur ? Vos messages ne sont pas touchés, et personne n’est appelé.',
  'selftest.limit':
    'Un fichier que quelqu’un a modifié peut dire ici ce qu’il veut. Si le vôtre est le vrai, c’est sa somme de contrôle qui le dit, comparée en dehors de lui.',
  'selftest.list': 'Ce qui est testé',
  'selftest.waiting': 'En attente',
  'selftest.running': 'Test en cours…',
  'selftest.passed': 'Réussi',
  'selftest.failed': 'Échoué',
  'selftest.cryptography': 'Chiffrement',
  'selftest.about-cryptography': 'Le navigateur calcule ce que disent les normes, et refuse ce qui a été modifié.',
  'selftest.protocol': 'Le protocole de Parley',
  'selftest.about-protocol': 'Poignée de main, messages, numéros et émojis sont les mêmes que dans un autre programme qui le parle.',
  'selftest.storage': 'Stockage',
  'selftest.about-storage': 'Ce qui est enregistré, chiffré, se retrouve plus tard, et disparaît une fois supprimé.',
  'selftest.webrtc': 'Connexions',
  'selftest.about-webrtc':
    'Cette page se joint elle-même comme elle joindrait les autres, et des messages chiffrés passent dans les deux sens.',
  'selftest.peerjs': 'Trouver les autres',
  'selftest.about-peerjs': 'PeerJS, que Parley va chercher à l’extérieur, est là et c’est le bon.',
  'selftest.failed-computing': 'Ce navigateur calcule quelque chose de travers. N’y utilisez pas Parley.',
  'selftest.failed-storage': 'Ce navigateur ne garde pas ce qui est enregistré. Parley y perdrait des messages.',
  'selftest.failed-webrtc':
    'Cette page n’a pas pu se joindre elle-même, et ne joindrait donc personne. WebRTC est peut-être désactivé, par un réglage ou une extension, ou il n’y a pas de réseau du tout.',
  'selftest.failed-peerjs': 'Sans PeerJS, personne ne peut être trouvé.',
  'selftest.detail': 'Pour qui vous aide : {detail}',
  'selftest.all-passed': 'Tout va bien : Parley fonctionne dans ce navigateur.',
  'selftest.some-failed': { one: '{count} test a échoué.', other: '{count} tests ont échoué.' },
  'selftest.again': 'Tester encore',
  'selftest.leave': 'Ouvrir Parley',
  'selftest.open': 'Tester ce navigateur',
};
