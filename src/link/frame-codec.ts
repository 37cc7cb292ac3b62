/**
 * The form of a frame (DESIGN section 4, "Frames"): a header of 12 bytes in clear, `ver1 ‖ type1 ‖ epoch2 ‖ n8`, authenticated as AAD; then AES-256-GCM
 * of `len4 ‖ data ‖ 0…`.
 *
 * Invariants: a frame has exactly one valid form for its type and data, so padding can carry nothing; lengths are judged from the frame alone, before
 * anything is decrypted.
 */
import { AES_GCM_TAG_LENGTH, counterNonce } from '../crypto/aes-gcm.js';
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { isBulkFrameType } from './frame-types.js';

/** The first byte of every frame, and of a link: the protocol's version. */
export const LINK_VERSION = 1;

/** Bytes of the header. */
export const FRAME_HEADER_LENGTH = 12;

/** Bytes that a frame adds to its plaintext. */
export const FRAME_OVERHEAD = FRAME_HEADER_LENGTH + AES_GCM_TAG_LENGTH;

/** The longest frame, in bytes. */
export const FRAME_MAX_LENGTH = 65_536;

/** Bytes of the length in front of the data. */
const DATA_LENGTH_SIZE = 4;

/** Padded plaintexts have 256·2ᵏ bytes, k ≤ 7. */
const SMALLEST_PADDED = 256;
const LARGEST_PADDED = SMALLEST_PADDED * 2 ** 7;

/** What a header says. */
export interface FrameHeader {
  readonly type: number;
  readonly epoch: number;
  readonly n: number;
}

/** The most data a frame of this type holds, in bytes: 65,504 for bulk types, 32,764 for the others. */
export function maxFrameData(type: number): number {
  return (isBulkFrameType(type) ? FRAME_MAX_LENGTH - FRAME_OVERHEAD : LARGEST_PADDED) - DATA_LENGTH_SIZE;
}

/** `len4 ‖ data`, padded with zeros unless the type is bulk: a copy, so `data` may change afterwards. Throws `RangeError` when `type` is no byte or `data` too long for it. */
export function packFrameData(type: number, data: Uint8Array): Bytes {
  if (!Number.isInteger(type) || type < 0 || type > 0xff) throw new RangeError(`type ${type} is not a byte`);
  if (data.length > maxFrameData(type))
    throw new RangeError(`data has ${data.length} bytes, at most ${maxFrameData(type)} for type ${type}`);
  const plaintext = new Uint8Array(plaintextLengthFor(type, data.length));
  new DataView(plaintext.buffer).setUint32(0, data.length);
  plaintext.set(data, DATA_LENGTH_SIZE);
  return plaintext;
}

function plaintextLengthFor(type: number, dataLength: number): number {
  const needed = DATA_LENGTH_SIZE + dataLength;
  if (isBulkFrameType(type)) return needed;
  let padded = SMALLEST_PADDED;
  while (padded < needed) padded *= 2;
  return padded;
}

/** The data in a plaintext, as a view. Throws `ParleyError('frame-invalid')` unless `packFrameData` would have made exactly this plaintext. */
export function unpackFrameData(type: number, plaintext: Bytes): Bytes {
  if (plaintext.length < DATA_LENGTH_SIZE) throw new ParleyError('frame-invalid', 'no length');
  const length = new DataView(plaintext.buffer, plaintext.byteOffset).getUint32(0);
  const end = DATA_LENGTH_SIZE + length;
  if (length > maxFrameData(type) || plaintext.length !== plaintextLengthFor(type, length))
    throw new ParleyError('frame-invalid', `${length} bytes in ${plaintext.length}`);
  // SECURITY: padding that may hold anything is a second, unseen channel (frame-codec.test.ts: "refuses padding that is not zero, whichever byte").
  for (let i = end; i < plaintext.length; i++) if (plaintext[i] !== 0) throw new ParleyError('frame-invalid', 'padding is not zero');
  return plaintext.subarray(DATA_LENGTH_SIZE, end);
}

/** The 12 bytes of a header. */
export function writeFrameHeader(header: FrameHeader): Bytes {
  const bytes = new Uint8Array(FRAME_HEADER_LENGTH);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, LINK_VERSION);
  view.setUint8(1, header.type);
  view.setUint16(2, header.epoch);
  view.setUint32(4, Math.floor(header.n / 2 ** 32));
  view.setUint32(8, header.n >>> 0);
  return bytes;
}

/** Reads a frame's header and judges its length. Throws `ParleyError('frame-invalid')`: too short or too long, another version, a length that no data of this type has. */
export function readFrameHeader(frame: Bytes): FrameHeader {
  if (frame.length < FRAME_OVERHEAD + DATA_LENGTH_SIZE || frame.length > FRAME_MAX_LENGTH)
    throw new ParleyError('frame-invalid', `${frame.length} bytes`);
  const view = new DataView(frame.buffer, frame.byteOffset);
  if (view.getUint8(0) !== LINK_VERSION) throw new ParleyError('frame-invalid', `version ${view.getUint8(0)}`);
  const type = view.getUint8(1);
  if (!isBulkFrameType(type) && !isPaddedLength(frame.length - FRAME_OVERHEAD))
    throw new ParleyError('frame-invalid', `${frame.length} bytes for padded type ${type}`);
  // Above 2⁵³ this rounds, but never down to a counter that is in use.
  return { type, epoch: view.getUint16(2), n: view.getUint32(4) * 2 ** 32 + view.getUint32(8) };
}

function isPaddedLength(length: number): boolean {
  return length >= SMALLEST_PADDED && length <= LARGEST_PADDED && (length & (length - 1)) === 0;
}

/** Encrypts a packed plaintext into a whole frame. The caller never uses the same epoch and `n` of a direction twice. */
export async function sealFrame(key: AesGcmKey, header: FrameHeader, plaintext: Bytes): Promise<Bytes> {
  const head = writeFrameHeader(header);
  const sealed = await key.seal(counterNonce(header.n), plaintext, head);
  const frame = new Uint8Array(FRAME_HEADER_LENGTH + sealed.length);
  frame.set(head);
  frame.set(sealed, FRAME_HEADER_LENGTH);
  return frame;
}

/** The data of a frame whose header was read, and found to be the expected one, before. Throws `ParleyError`: `not-authentic`, `frame-invalid`. */
export async function openFrame(key: AesGcmKey, header: FrameHeader, frame: Bytes): Promise<Bytes> {
  const plaintext = await key.open(counterNonce(header.n), frame.subarray(FRAME_HEADER_LENGTH), frame.subarray(0, FRAME_HEADER_LENGTH));
  return unpackFrameData(header.type, plaintext);
}
