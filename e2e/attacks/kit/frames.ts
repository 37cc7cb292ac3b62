/**
 * Frames of docs/PROTOCOL.md section 8 and the data of AUTH (section 7). Everything that a frame must be can also be made wrong here.
 */
import { Reader, join, toNumber, uint } from './bytes.js';
import { decrypt, encrypt, isSignedBy, sign } from './primitives.js';
import type { Identity } from './room.js';

export const TYPE = {
  AUTH: 0x01,
  REKEY: 0x02,
  PING: 0x03,
  PONG: 0x04,
  CLOSE: 0x05,
  PEERS: 0x10,
  KNOCK: 0x11,
  ANSWER: 0x12,
  STATUS: 0x13,
  SAS_START: 0x20,
  SAS_COMMIT: 0x21,
  SAS_NONCE: 0x22,
  SAS_REVEAL: 0x23,
  SAS_CANCEL: 0x24,
  HAVE: 0x40,
  WANT: 0x41,
  PUSH: 0x42,
  ACK: 0x43,
  READ: 0x44,
  FORK: 0x45,
  NEED: 0x46,
} as const;

/** The first byte of a signed AUTH. */
export const ROLE = { I: 0, R: 1 } as const;
export type Role = keyof typeof ROLE;

export interface Header {
  readonly version: number;
  readonly type: number;
  readonly epoch: number;
  readonly n: number;
}

export interface Frame extends Header {
  readonly data: Uint8Array;
}

/** 12 bytes. */
export function writeHeader({ version, type, epoch, n }: Header): Uint8Array {
  return join(Uint8Array.of(version, type), uint(epoch, 2), uint(n, 8));
}

export function readHeader(frame: Uint8Array): Header {
  const reader = new Reader(frame.slice(0, 12));
  return { version: reader.number(1), type: reader.number(1), epoch: reader.number(2), n: reader.number(8) };
}

/** The plaintext of these data: exact for bulk types, else the smallest power of two from 256 on that holds it. */
export function pad(type: number, data: Uint8Array): Uint8Array {
  let length = 256;
  while (length < 4 + data.length) length *= 2;
  return join(uint(data.length, 4), data, new Uint8Array(type >= 0x80 ? 0 : length - 4 - data.length));
}

/** A frame of any plaintext. */
export function sealPlaintext(key: Uint8Array, header: Header, plaintext: Uint8Array): Uint8Array {
  const aad = writeHeader(header);
  return join(aad, encrypt(key, join(new Uint8Array(4), uint(header.n, 8)), aad, plaintext));
}

/** A frame as it should be. */
export function seal(key: Uint8Array, header: Omit<Header, 'version'>, data: Uint8Array): Uint8Array {
  return sealPlaintext(key, { version: 1, ...header }, pad(header.type, data));
}

/** Takes a frame apart; throws `RangeError` unless it has its one valid form, and `Error` when the tag does not fit. */
export function open(key: Uint8Array, frame: Uint8Array): Frame {
  const header = readHeader(frame);
  if (header.version !== 1) throw new RangeError('version');
  const aad = frame.slice(0, 12);
  const plaintext = decrypt(key, join(new Uint8Array(4), uint(header.n, 8)), aad, frame.slice(12));
  const data = plaintext.slice(4, 4 + toNumber(plaintext.slice(0, 4)));
  if (Buffer.compare(plaintext, pad(header.type, data)) !== 0) throw new RangeError('padding');
  return { ...header, data };
}

export interface Auth {
  readonly pk: Uint8Array;
  readonly run: Uint8Array;
  readonly caps: Uint8Array;
}

const NO_CAPS: Uint8Array = new Uint8Array(4);

/** The data of AUTH, 108 bytes. */
export function writeAuth(identity: Identity, role: Role, h: Uint8Array, caps = NO_CAPS): Uint8Array {
  const said = join(identity.pk, identity.run, caps);
  return join(said, sign(identity.seed, 'parley/1 auth', Uint8Array.of(ROLE[role]), h, said));
}

/** Reads AUTH of whoever has `role`; throws `RangeError` when it is not theirs. */
export function readAuth(data: Uint8Array, role: Role, h: Uint8Array): Auth {
  const reader = new Reader(data);
  const auth = { pk: reader.take(32), run: reader.take(8), caps: reader.take(4) };
  const signature = reader.take(64);
  reader.end();
  if (!isSignedBy(auth.pk, signature, 'parley/1 auth', Uint8Array.of(ROLE[role]), h, data.slice(0, 44))) throw new RangeError('signature');
  return auth;
}
