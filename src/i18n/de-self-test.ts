/**
 * German words of the self-test.
 */
import type { englishSelfTest } from './en-self-test.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanSelfTest: PartOfTwo<typeof englishSelfTest> = {
  'selftest.heading': 'Selbsttest',
  'selftest.lead': 'Ob Parley in diesem Browser funktioniert. Deine Nachrichten werden nicht angerührt, und niemand wird angerufen.',
  'selftest.limit':
    'Eine Datei, die jemand verändert hat, kann hier sagen, was sie will. Ob deine die echte ist, sagt ihre Prüfsumme, die außerhalb von ihr verglichen wird.',
  'selftest.list': 'Was getestet wird',
  'selftest.waiting': 'Wartet',
  'selftest.running': 'Wird getestet…',
  'selftest.passed': 'Bestanden',
  'selftest.failed': 'Fehlgeschlagen',
  'selftest.cryptography': 'Verschlüsselung',
  'selftest.about-cryptography': 'Der Browser rechnet, wie es die Standards sagen, und weist zurück, was verändert wurde.',
  'selftest.protocol': 'Das Protokoll von Parley',
  'selftest.about-protocol': 'Handshake, Nachrichten, Nummern und Emoji sind dieselben wie in einem anderen Programm, das es spricht.',
  'selftest.storage': 'Speicher',
  'selftest.about-storage': 'Was verschlüsselt gespeichert wird, ist später wieder da und nach dem Löschen fort.',
  'selftest.webrtc': 'Verbindungen',
  'selftest.about-webrtc':
    'Diese Seite erreicht sich selbst, wie sie andere erreichen würde, und verschlüsselte Nachrichten gehen hin und her.',
  'selftest.peerjs': 'Andere finden',
  'selftest.about-peerjs': 'PeerJS, das Parley von außen holt, ist da und ist das richtige.',
  'selftest.failed-computing': 'Dieser Browser rechnet etwas falsch. Verwende Parley nicht in ihm.',
  'selftest.failed-storage': 'Dieser Browser behält nicht, was gespeichert wird. Parley würde hier Nachrichten verlieren.',
  'selftest.failed-webrtc':
    'Diese Seite konnte sich selbst nicht erreichen und würde also niemanden erreichen. Vielleicht ist WebRTC ausgeschaltet, durch eine Einstellung oder Erweiterung, oder es gibt gar kein Netz.',
  'selftest.failed-peerjs': 'Ohne PeerJS kann niemand gefunden werden.',
  'selftest.detail': 'Für die Person, die dir hilft: {detail}',
  'selftest.all-passed': 'Alles in Ordnung: Parley funktioniert in diesem Browser.',
  'selftest.some-failed': { one: '{count} Test ist fehlgeschlagen.', other: '{count} Tests sind fehlgeschlagen.' },
  'selftest.again': 'Noch einmal testen',
  'selftest.leave': 'Parley öffnen',
  'selftest.open': 'Diesen Browser testen',
};
