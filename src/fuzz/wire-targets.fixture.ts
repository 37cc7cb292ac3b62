/**
 * What another person's browser, or the server between, says: handshake, frames, signalling.
 */
import { importAndWipe } from '../crypto/aes-gcm.js';
import { generateSigningKey } from '../crypto/ed25519.js';
import { NoiseHandshake } from '../crypto/noise.js';
import { utf8Bytes } from '../lib/bytes.js';
import { frameHeader, openFrame, packFrameData, sealFrame } from '../link/frame-codec.js';
import { readAuth } from '../link/link-epoch.js';
import { signByHand } from '../log/log-world.fixture.js';
import { forkOf } from '../log/forks.js';
import { handMadeEntry } from '../log/log-world.fixture.js';
import {
  LOG_FRAME,
  encodeForkFrames,
  encodeHaveFrames,
  encodeNeedFrames,
  encodePushFrames,
  encodeVectorFrames,
  encodeWantFrames,
  parseForkFrame,
  parseHaveFrame,
  parseNeedFrame,
  parsePushFrame,
  parseVectorFrame,
  parseWantFrame,
} from '../log/sync-frames.js';
import {
  encodeAnswerFrame,
  encodeKnockFrame,
  encodePeersFrame,
  encodeStatusFrame,
  parseAnswerFrame,
  parseKnockFrame,
  parsePeersFrame,
  parseStatusFrame,
} from '../room/room-frames.js';
import { judgeServerMessage } from '../transport/signalling-filter.js';
import { fingerprintOfSdp } from '../transport/sdp-binding.js';
import type { FuzzTarget } from './fuzzing.fixture.js';
import { fuzzAuth, resignedAuth, retaggedMessage1 } from './signing.fixture.js';

const bytes = (length: number, fill = 5): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(fill);
const hex = (length: number, fill = 5): string => bytes(length, fill).toHex();
const textOf = (input: Uint8Array): string => new TextDecoder().decode(input);

const noiseStart = { prologue: bytes(161), psks: { psk0: bytes(32) } };
const authHash = bytes(32, 9);
const FRAME_TYPES = [LOG_FRAME.push, 0x90] as const;

const SDP = `v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}\r\n`;
const OFFER = { type: 'data', connectionId: 'c1', label: 'c1', reliable: true, serialization: 'raw', sdp: { type: 'offer', sdp: SDP } };

async function sealedWith(plaintext: Uint8Array<ArrayBuffer>, type: number): Promise<Uint8Array<ArrayBuffer>> {
  return sealFrame(await importAndWipe(bytes(32)), frameHeader(type, 0, 7), plaintext);
}

/** Frames of either kind of padding; the first byte says which. */
function frameTarget(type: (typeof FRAME_TYPES)[number]): FuzzTarget {
  return {
    name: `frame of type ${type}`,
    samples: () => [0, 1, 252, 253, 5_000].map((length) => packFrameData(type, bytes(length))),
    // What the other side seals is theirs to choose.
    mend: (plaintext) => sealedWith(plaintext, type),
    decode: async (frame) => openFrame(await importAndWipe(bytes(32)), frameHeader(type, 0, 7), frame),
    codes: ['frame-invalid', 'not-authentic'],
  };
}

/** Of each one, what it takes. */
export const wireTargets: readonly FuzzTarget[] = [
  {
    name: 'Noise message 1',
    samples: async () => [await (await NoiseHandshake.start({ role: 'initiator', ...noiseStart })).writeMessage()],
    mend: (input) => retaggedMessage1(noiseStart.prologue, noiseStart.psks.psk0, input),
    decode: async (input) => (await NoiseHandshake.start({ role: 'responder', ...noiseStart })).readMessage(input),
    takenLeast: 0.05,
    codes: ['malformed', 'handshake-failed'],
  },
  {
    name: 'AUTH',
    samples: async () => [await fuzzAuth(authHash)],
    mend: (input) => resignedAuth(authHash, input),
    takenLeast: 0.05,
    decode: (input) => readAuth('initiator', authHash, input),
    codes: ['malformed', 'not-authentic'],
  },
  ...FRAME_TYPES.map(frameTarget),
  {
    name: 'PEERS',
    samples: () =>
      [[], [0], [0, 1, 2, 3]].map((slots) =>
        encodePeersFrame({ holdsLobby: slots.length > 1, online: slots.map((slot) => ({ fp: bytes(32, slot), slot })) }),
      ),
    decode: parsePeersFrame,
    codes: ['malformed'],
  },
  {
    name: 'KNOCK',
    samples: () => [
      encodeKnockFrame({ name: 'Ana', redeem: null }),
      encodeKnockFrame({ name: 'Ünïcödé 😀', redeem: { token: bytes(32), signature: bytes(64) } }),
    ],
    decode: parseKnockFrame,
    codes: ['malformed', 'too-large'],
  },
  {
    name: 'ANSWER',
    samples: () => [encodeAnswerFrame('asking'), encodeAnswerFrame('invite-unheard')],
    decode: parseAnswerFrame,
    codes: ['malformed'],
  },
  { name: 'STATUS', samples: () => [encodeStatusFrame({ isAway: true, isTyping: false })], decode: parseStatusFrame, codes: ['malformed'] },
  {
    name: 'HAVE',
    samples: () =>
      [0, 1, 5].flatMap((count) =>
        encodeHaveFrames(Array.from({ length: count }, (_, i) => ({ feedKey: hex(40, i), count: i + 1, headText: hex(32, i) }))).map(
          ({ data }) => data,
        ),
      ),
    decode: parseHaveFrame,
    codes: ['malformed'],
  },
  {
    name: 'WANT',
    samples: () =>
      encodeWantFrames({ isUrgent: true, credit: 300, ranges: [{ feedKey: hex(40), from: 0, to: 2 ** 31 }] }).map(({ data }) => data),
    decode: parseWantFrame,
    codes: ['malformed'],
  },
  {
    name: 'PUSH',
    samples: async () => {
      const key = await generateSigningKey();
      const items = await Promise.all([{}, { payloadBytes: new Uint8Array(0), salt: bytes(16, 0) }].map((made) => signByHand(key, made)));
      const [one, other] = items.map(({ item }) => item) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
      return [[one], [one, other], [other, one, one]].flatMap((some) => encodePushFrames(some, true).map(({ data }) => data));
    },
    decode: parsePushFrame,
    codes: ['malformed', 'too-large'],
  },
  {
    name: 'ACK and READ',
    samples: () => encodeVectorFrames(LOG_FRAME.ack, new Map([0, 1, 2].map((i) => [hex(40, i), 1 + i]))).map(({ data }) => data),
    decode: parseVectorFrame,
    codes: ['malformed'],
  },
  {
    name: 'FORK',
    samples: async () => {
      const key = await generateSigningKey();
      const [a, b] = await Promise.all([handMadeEntry(key, {}), handMadeEntry(key, { time: 5 })]);
      const { proofBytes } = forkOf(a, b);
      return proofBytes === null
        ? []
        : [[proofBytes], [proofBytes, proofBytes]].flatMap((some) => encodeForkFrames(some).map(({ data }) => data));
    },
    decode: parseForkFrame,
    codes: ['malformed', 'too-large'],
  },
  {
    name: 'NEED',
    samples: () => encodeNeedFrames([hex(32), hex(32, 6)]).map(({ data }) => data),
    decode: parseNeedFrame,
    codes: ['malformed', 'too-large'],
  },
  {
    name: 'message of the signalling server',
    samples: () =>
      [
        { type: 'OPEN' },
        { type: 'EXPIRE', src: 'b1' },
        { type: 'OFFER', src: 'b1', payload: OFFER },
        { type: 'ANSWER', src: 'b2', payload: { type: 'data', connectionId: 'known', sdp: { type: 'answer', sdp: SDP } } },
        { type: 'CANDIDATE', src: 'b2', payload: { type: 'data', connectionId: 'known', candidate: { candidate: 'candidate:1' } } },
      ].map((message) => utf8Bytes(JSON.stringify(message))),
    decode: (input) => {
      let message: unknown;
      try {
        message = JSON.parse(textOf(input));
      } catch {
        // PeerJS parses; what it cannot never gets here.
        return 'drop';
      }
      return judgeServerMessage(message, { ownId: 'a1', echoId: 'e1', hasConnection: (_src, id) => id === 'known' });
    },
    codes: [],
  },
  { name: 'SDP', samples: () => [utf8Bytes(SDP)], decode: (input) => fingerprintOfSdp(textOf(input)), codes: [] },
];
