/**
 * Spanish words of the self-test.
 */
import type { englishSelfTest } from './en-self-test.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishSelfTest: PartOfTwo<typeof englishSelfTest> = {
  'selftest.heading': 'Autoprueba',
  'selftest.lead': 'Si Parley funciona en este navegador. Tus mensajes no se tocan y no se llama a nadie.',
  'selftest.limit':
    'Un archivo que alguien haya cambiado puede decir aquí lo que quiera. Si el tuyo es el verdadero lo dice su suma de verificación, que se compara fuera de él.',
  'selftest.list': 'Lo que se prueba',
  'selftest.waiting': 'En espera',
  'selftest.running': 'Probando…',
  'selftest.passed': 'Superada',
  'selftest.failed': 'Fallida',
  'selftest.cryptography': 'Cifrado',
  'selftest.about-cryptography': 'El navegador calcula lo que dicen los estándares y rechaza lo que se ha cambiado.',
  'selftest.protocol': 'El protocolo de Parley',
  'selftest.about-protocol': 'Saludo, mensajes, números y emojis salen igual que en otro programa que lo habla.',
  'selftest.storage': 'Almacenamiento',
  'selftest.about-storage': 'Lo que se guarda, cifrado, sigue ahí más tarde y desaparece al eliminarlo.',
  'selftest.webrtc': 'Conexiones',
  'selftest.about-webrtc':
    'Esta página se conecta consigo misma como se conectaría con los demás, y los mensajes cifrados van en ambos sentidos.',
  'selftest.peerjs': 'Encontrar a los demás',
  'selftest.about-peerjs': 'PeerJS, que Parley toma de fuera, está aquí y es el correcto.',
  'selftest.failed-computing': 'Este navegador calcula algo mal. No uses Parley en él.',
  'selftest.failed-storage': 'Este navegador no conserva lo que se guarda. Parley perdería mensajes aquí.',
  'selftest.failed-webrtc':
    'Esta página no pudo conectarse consigo misma, así que no llegaría a nadie. Quizá WebRTC esté desactivado, por un ajuste o una extensión, o no haya red alguna.',
  'selftest.failed-peerjs': 'Sin PeerJS no se puede encontrar a nadie.',
  'selftest.detail': 'Para quien te ayude: {detail}',
  'selftest.all-passed': 'Todo bien: Parley funciona en este navegador.',
  'selftest.some-failed': { one: 'Ha fallado {count} prueba.', other: 'Han fallado {count} pruebas.' },
  'selftest.again': 'Probar otra vez',
  'selftest.leave': 'Abrir Parley',
  'selftest.open': 'Probar este navegador',
};
