/**
 * Test vectors that the kit makes, each value from fixed inputs: kept in e2e/attacks/vectors/, for whoever wants to compare another implementation. All
 * bytes are hexadecimal; `[a, b)` of docs/PROTOCOL.md section 22 is `range(a, b)` here.
 */
import { hex, join, utf8 } from './bytes.js';
import { KIND, ZERO_ID, signEntry, writeItem, writePayload } from './entries.js';
import type { Body, Entry } from './entries.js';
import { TYPE, seal, writeAuth } from './frames.js';
import { Handshake, linkPrologue, rekeyPrologue } from './noise.js';
import type { Secrets } from './noise.js';
import { sha256 } from './primitives.js';
import { backupVectors, packingVectors, vaultVectors } from './storage-vectors.js';
import { Room, fingerprint, newIdentity, redeem, tokenKey, writeInvite } from './room.js';
import type { Identity, Invite } from './room.js';
import { EMOJI_NAMES, commitment, roomFingerprint, safetyNumber, sasEmoji } from './verification.js';

/** The bytes `from`, `from` + 1, … below `to`. */
export function range(from: number, to: number): Uint8Array {
  return Uint8Array.from({ length: to - from }, (_, i) => from + i);
}

/** Bytes as hexadecimal, wherever they stand in it. */
export function asJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asJson(one)]));
  return value;
}

function person(label: string): Identity {
  return newIdentity(sha256(`vector seed ${label}`), sha256(`vector run ${label}`).slice(0, 8));
}

const [ana, ben] = [person('Ana'), person('Ben')];
const room = new Room(sha256('vector room secret'), ana.pk);
const binding = {
  rid: room.rid,
  idI: room.peerId(ben.fp, 1),
  idR: room.lobby,
  dtlsI: sha256('vector certificate I'),
  dtlsR: sha256('vector certificate R'),
};

interface Shaken {
  readonly inputs: Readonly<Record<string, Uint8Array>>;
  readonly message1: Uint8Array;
  readonly message2: Uint8Array;
  readonly secrets: Secrets;
}

function shake(label: string, prologue: Uint8Array, psk: Uint8Array): Shaken {
  const [ephemeralI, ephemeralR] = [sha256(`vector ephemeral I ${label}`), sha256(`vector ephemeral R ${label}`)];
  const [i, r] = [new Handshake(prologue, psk, ephemeralI), new Handshake(prologue, psk, ephemeralR)];
  const message1 = i.write1();
  r.read1(message1);
  const message2 = r.write2();
  i.read2(message2);
  return { inputs: { prologue, psk, ephemeralI, ephemeralR }, message1, message2, secrets: i.secrets() };
}

function roomVectors(): object {
  const slots = [0, 1, 2, 3].map((slot) => room.peerId(ben.fp, slot));
  const { psk, rid, lobby } = room;
  return {
    roomSecret: room.secret,
    founder: ana.pk,
    founderFp: fingerprint(ana.pk),
    psk,
    rid,
    lobby,
    member: ben.pk,
    memberFp: ben.fp,
    peerIds: slots,
  };
}

function inviteVectors(): object {
  const token = sha256('vector token').slice(0, 16);
  const common = { secret: room.secret, founder: ana.pk, inviter: ben.fp };
  const invites: readonly Invite[] = [
    { ...common, token: null, server: null, name: 'Kitchen' },
    { ...common, token, server: null, name: 'Küche 🍳' },
    { ...common, token, server: 'http://127.0.0.1:9000/?key=peerjs', name: '' },
  ];
  const shown = redeem(token, room.rid, ben.pk);
  return {
    codes: invites.map((invite) => ({ ...invite, code: writeInvite(invite) })),
    token: { token, tokenPk: tokenKey(token).pk, rid: room.rid, pk: ben.pk, redeem: shown },
  };
}

function handshakeVectors(): object {
  const first = shake('link', linkPrologue(binding), room.psk);
  const [authI, authR] = [writeAuth(ben, 'I', first.secrets.h), writeAuth(ana, 'R', first.secrets.h)];
  const frame = (key: Uint8Array, type: number, epoch: number, n: number, data: Uint8Array): object => {
    return { key, type, epoch, n, data, frame: seal(key, { type, epoch, n }, data) };
  };
  const { keyI, keyR, h, exp } = first.secrets;
  const rekey = shake('rekey', rekeyPrologue(h), exp);
  const next = rekey.secrets;
  return {
    binding,
    first: { ...first, channelMessage1: join(Uint8Array.of(1), first.message1) },
    auth: {
      i: { seed: ben.seed, pk: ben.pk, run: ben.run, role: 0, h, data: authI },
      r: { seed: ana.seed, pk: ana.pk, run: ana.run, role: 1, h, data: authR },
    },
    frames: {
      authI: frame(keyI, TYPE.AUTH, 0, 0, authI),
      authR: frame(keyR, TYPE.AUTH, 0, 0, authR),
      ping: frame(keyI, TYPE.PING, 0, 1, range(0, 8)),
      pong: frame(keyR, TYPE.PONG, 0, 1, range(0, 8)),
      close: frame(keyI, TYPE.CLOSE, 0, 2, Uint8Array.of(0)),
      fullest256: frame(keyI, 0x7f, 0, 3, new Uint8Array(252).fill(7)),
      least512: frame(keyI, 0x7f, 0, 4, new Uint8Array(253).fill(7)),
      bulk: frame(keyI, 0x80, 0, 5, range(0, 5)),
      emptyBulk: frame(keyI, 0xff, 0, 2 ** 32, new Uint8Array()),
    },
    rekey,
    nextEpoch: {
      authI: frame(next.keyI, TYPE.AUTH, 1, 0, writeAuth(ben, 'I', next.h)),
      authR: frame(next.keyR, TYPE.AUTH, 1, 0, writeAuth(ana, 'R', next.h)),
    },
  };
}

function entriesOfVectors(): readonly Entry[] {
  const feed = sha256('vector feed').slice(0, 8);
  const first: Body = { rid: room.rid, pk: ana.pk, feed, seq: 0, prev: ZERO_ID, parents: [], time: 1_800_000_000_000, kind: KIND.create };
  const salt = (label: string): Uint8Array => sha256(`vector salt ${label}`).slice(0, 16);
  const create = signEntry(ana.seed, first, writePayload({ name: 'Kitchen', by: 'Ana' }), salt('create'));
  const second: Body = { ...first, seq: 1, prev: create.id, time: 1_800_000_000_001, kind: KIND.admit };
  const admit = signEntry(ana.seed, second, writePayload({ pk: ben.pk, name: 'Ben' }), salt('admit'));
  const third: Body = { ...first, pk: ben.pk, feed: range(0, 8), parents: [admit.id], time: 1_800_000_000_002, kind: KIND.text };
  const text = signEntry(ben.seed, third, utf8('{"text":"Grüße 🍳"}'), salt('text'));
  return [create, admit, text];
}

function entryVectors(): object {
  return entriesOfVectors().map((entry) => ({ ...entry, seed: entry.kind === KIND.text ? ben.seed : ana.seed, item: writeItem(entry) }));
}

function verificationVectors(): object {
  const inputs = {
    h0: sha256('vector h0'),
    exp0: sha256('vector exp0'),
    fpS: ana.fp,
    fpC: ben.fp,
    nonceS: sha256('vector nonce S'),
    nonceC: sha256('vector nonce C'),
  };
  const emoji = sasEmoji(inputs);
  const everybody = [ana.pk, ben.pk, person('Cem').pk];
  return {
    safetyNumber: { pkA: ana.pk, fpA: ana.fp, pkB: ben.pk, fpB: ben.fp, number: safetyNumber(ana, ben) },
    emoji: {
      ...inputs,
      commitment: commitment(inputs.h0, inputs.fpC, inputs.fpS, inputs.nonceC),
      emoji,
      names: emoji.map((one) => EMOJI_NAMES[one]),
    },
    roomFingerprint: { rid: room.rid, members: everybody, ...roomFingerprint(room.rid, everybody) },
  };
}

/** Every file of e2e/attacks/vectors/ by its name, as JSON. */
export const VECTORS: Readonly<Record<string, () => object>> = {
  room: roomVectors,
  invite: inviteVectors,
  handshake: handshakeVectors,
  entry: entryVectors,
  verification: verificationVectors,
  packing: packingVectors,
  vault: () => vaultVectors(entriesOfVectors().map(writeItem)),
  backup: () => backupVectors(entriesOfVectors().map(writeItem)),
};
