/**
 * English words of the self-test.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishSelfTest = {
  'selftest.heading': 'Self-test',
  'selftest.lead': 'Whether Parley works in this browser. Your messages are not touched, and nobody is called.',
  'selftest.limit':
    'A file that somebody has changed can say here whatever it likes. Whether yours is the real one, its checksum says, which you compare outside of it.',
  'selftest.list': 'What is tested',
  'selftest.waiting': 'Waiting',
  'selftest.running': 'Being tested…',
  'selftest.passed': 'Passed',
  'selftest.failed': 'Failed',
  'selftest.cryptography': 'Encryption',
  'selftest.about-cryptography': 'The browser computes what the standards say, and refuses what was changed.',
  'selftest.protocol': 'Parley’s protocol',
  'selftest.about-protocol': 'Handshake, messages, numbers and emoji come out as in another program that speaks it.',
  'selftest.storage': 'Storage',
  'selftest.about-storage': 'What is stored, encrypted, is there again later, and gone once it is deleted.',
  'selftest.webrtc': 'Connections',
  'selftest.about-webrtc': 'This page reaches itself as it would reach others, and encrypted messages go both ways.',
  'selftest.peerjs': 'Finding others',
  'selftest.about-peerjs': 'PeerJS, which Parley gets from outside, is here and is the right one.',
  'selftest.failed-computing': 'This browser computes something wrong. Do not use Parley in it.',
  'selftest.failed-storage': 'This browser does not keep what is stored. Parley would lose messages here.',
  'selftest.failed-webrtc':
    'This page could not reach itself, and so would reach nobody. WebRTC may be switched off, by a setting or an extension, or there is no network at all.',
  'selftest.failed-peerjs': 'Without PeerJS nobody can be found.',
  'selftest.detail': 'For whoever helps you: {detail}',
  'selftest.all-passed': 'All is well: Parley works in this browser.',
  'selftest.some-failed': {
    one: '{count} test failed.',
    other: '{count} tests failed.',
  },
  'selftest.again': 'Test again',
  'selftest.leave': 'Open Parley',
  'selftest.open': 'Test this browser',
} as const satisfies Record<string, Phrase>;
