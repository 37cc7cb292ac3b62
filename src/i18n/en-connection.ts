/**
 * English words of choosing how one is connected, of trying servers, and of the connection doctor.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishConnection = {
  'connect.lead':
    'People find each other at a meeting point (signalling server). STUN and TURN servers help two find a way to each other. None can read what you write.',
  'connect.relay': 'Relays only',
  'connect.relay-hint':
    'Others are reached through TURN servers alone and do not learn your IP address; the relay and the meeting point do. Every connection is made anew.',
  'connect.seen-none': 'Nobody here can see your IP address now.',
  'connect.seen': { one: '{count} person here can see your IP address.', other: '{count} people here can see your IP address.' },
  'connect.seen-unknown': 'Of {count} here it is not known whether they can see your IP address.',
  'connect.signalling': 'Meeting points',
  'connect.signalling-hint':
    'Such as {example}. The first that can be reached is used. Your rooms meet there, except those whose invite named another: agree on it with the others.',
  'connect.signalling-nth': 'Meeting point {count}',
  'connect.ice': 'STUN and TURN servers',
  'connect.ice-hint': 'Such as {example}. A TURN server relays where no direct way is found, and wants a user name and a password.',
  'connect.ice-nth': 'STUN or TURN server {count}',
  'connect.username': 'User name',
  'connect.credential': 'Password',
  'connect.remove': 'Remove {name}',
  'connect.add': 'Add',
  'connect.save': 'Use these servers',
  'connect.save-hint': 'Every connection is then closed and made anew.',
  'connect.page': 'Use the page’s own servers',
  'connect.saved': 'In use now.',
  'connect.test': 'Test',

  'connection.no-way': 'Only relays are allowed, and no TURN server is set: nobody can be reached',

  'trial.list': 'Test of the servers',
  'trial.running': 'Being asked…',
  'trial.unused': 'Not asked: with relays only it is not used.',
  'trial.works-signalling': 'Works: people can find each other there.',
  'trial.works-stun': 'Works: it tells this browser how it is seen from outside.',
  'trial.works-turn': 'Works: it relays.',
  'trial.failed-signalling':
    'Cannot be reached, or lets nobody in. Check the address with its path and key, and your network, or try another.',
  'trial.failed-stun': 'Told this browser no address. Direct connections may fail: check the address, try another, or add a TURN server.',
  'trial.refused-turn': 'Refuses the user name or the password. Ask whoever runs it.',
  'trial.failed-turn': 'No relay came of it: it cannot be reached, or refuses the user name or the password. Check them, or try another.',

  'doctor.heading': 'Connection doctor',
  'doctor.servers': 'Servers',
  'doctor.no-stun': 'No STUN server is set: direct connections may work within one network only.',
  'doctor.no-turn': 'No TURN server is set: where networks let no direct way through, people cannot reach each other.',
  'doctor.online': 'At the meeting point: others can find you.',
  'doctor.nobody': 'Nobody is connected. Both sides need Parley open, unlocked, and at the same meeting point.',
  'doctor.own': 'You, somewhere else',
  'doctor.direct': 'Direct',
  'doctor.relayed': 'Through a relay: slower, and just as sealed',
  'doctor.unknown': 'Which way is not known',
  'doctor.round-trip': '{count} ms there and back',
  'doctor.no-round-trip': 'Time there and back not known',
  'doctor.seen': 'Can see your IP address',
  'doctor.hidden': 'Cannot see your IP address',
  'doctor.seen-unknown': 'Whether your IP address can be seen is not known',
} as const satisfies Readonly<Record<string, Phrase>>;
