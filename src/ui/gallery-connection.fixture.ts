/**
 * Samples of how one is connected: the section of the settings, and the connection doctor.
 */
import type { ConnectionSettingsView, DoctorDialogView, LinkView, TrialView } from '../app/connection-state.js';

export const sampleConnectionSettings: ConnectionSettingsView = {
  texts: {
    signalling: ['https://0.peerjs.com:443/?key=peerjs'],
    ice: [{ url: 'stun:stun.l.google.com:19302', username: '', credential: '' }],
  },
  isOwn: false,
  relayOnly: false,
  hasRelay: false,
  fault: null,
  saves: 0,
  exposure: { seeing: 3, unknown: 0 },
  trials: [],
};

const galleryTrials: readonly TrialView[] = [
  { kind: 'signalling', address: 'https://peers.example.org:9000/chat/?key=peerjs', outcome: 'works' },
  { kind: 'signalling', address: 'https://0.peerjs.com:443/?key=peerjs', outcome: 'silent' },
  { kind: 'stun', address: 'stun:stun.example.org:3478', outcome: 'silent' },
  { kind: 'turn', address: 'turn:relay.example.org:3478?transport=udp', outcome: 'refused' },
  { kind: 'turn', address: 'turns:relay.example.org:443?transport=tcp', outcome: 'running' },
];

/** Servers of one's own, one of them wrong, and what came of trying them. */
export const sampleOwnServers: ConnectionSettingsView = {
  texts: {
    signalling: ['https://peers.example.org:9000/chat/?key=peerjs', 'peers.example.org/?'],
    ice: [
      { url: 'stun:stun.example.org:3478', username: '', credential: '' },
      { url: 'turn:relay.example.org:3478?transport=udp', username: 'ana', credential: 'secret' },
    ],
  },
  isOwn: true,
  relayOnly: true,
  hasRelay: false,
  fault: { error: 'signalling-address-invalid', list: 'signalling', index: 1 },
  saves: 0,
  exposure: { seeing: 0, unknown: 1 },
  trials: galleryTrials,
};

function galleryLink(changes: Partial<LinkView>): LinkView {
  return { id: 'ben', name: 'Ben', isOwn: false, way: 'direct', isAddressHidden: false, roundTripMs: 23, ...changes };
}

export const sampleDoctor: DoctorDialogView = {
  dialog: 'doctor',
  relayOnly: false,
  hasRelay: true,
  trials: galleryTrials,
  rooms: [
    {
      ridHex: '0a'.repeat(16),
      name: 'Saturday walks',
      signalling: 'online',
      links: [
        galleryLink({}),
        galleryLink({ id: 'cleo', name: 'Cleo', way: 'relayed', isAddressHidden: true, roundTripMs: 148 }),
        galleryLink({ id: 'me', name: 'Ana', isOwn: true, roundTripMs: 4 }),
        galleryLink({ id: 'dora', name: '', way: 'unknown', isAddressHidden: null, roundTripMs: null }),
      ],
    },
    { ridHex: '0b'.repeat(16), name: 'Kitchen', signalling: 'offline', links: [] },
  ],
};

/** Nothing works. */
export const sampleDoctorAlone: DoctorDialogView = {
  dialog: 'doctor',
  relayOnly: true,
  hasRelay: false,
  trials: [{ kind: 'stun', address: 'stun:stun.example.org:3478', outcome: 'unused' }],
  rooms: [],
};
