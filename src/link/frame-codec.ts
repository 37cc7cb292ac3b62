/**
 * The form of a frame (DESIGN section 4, "Frames"): a header of 12 bytes in clear, `ver1 ‖ type1 ‖ epoch2 ‖ n8`, authenticated as AAD; then AES-256-GCM
 * of `len4 ‖ data ‖ 0…`.
 *
 * Invariants: a frame has exactly one valid form for its type and data, so padding can carry nothing; header and length are judged from the frame alone,
 * before anything is decrypted.
 */
import { AES_GCM_TAG_LENGTH, counterNonce } from '../crypto/aes-gcm.js';
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { u32Bytes } from '../lib/byte-writer.js';
import { ByteReader } from '../lib/byte-reader.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { FIRST_BULK_FRAME_TYPE } from './frame-types.js';

/** The first byte of every frame, and of a link: the protocol's version. */
export const LINK_VERSION = 1;

const FRAME_HEADER_LENGTH = 12;

/** Bytes that a frame adds to its plaintext. */
export const FRAME_OVERHEAD = FRAME_HEADER_LENGTH + AES_GCM_TAG_LENGTH;

/** The longest frame, in bytes. */
export const FRAME_MAX_LENGTH = 65_536;

/** Bytes of the length in front of the data. */
const DATA_LENGTH_SIZE = 4;

/** Padded plaintexts have 256·2ᵏ bytes, k ≤ 7. */
const SMALLEST_PADDED = 256;
const LARGEST_PADDED = SMALLEST_PADDED * 2 ** 7;

/** The most data a frame of this type holds, in bytes: 65,504 for bulk types, 32,764 for the others. */
export function maxFrameData(type: number): number {
  return (type < FIRST_BULK_FRAME_TYPE ? LARGEST_PADDED : FRAME_MAX_LENGTH - FRAME_OVERHEAD) - DATA_LENGTH_SIZE;
}

/** How long the plaintext is that holds so much data. */
function plaintextLength(type: number, dataLength: number): number {
  const needed = DATA_LENGTH_SIZE + dataLength;
  if (type >= FIRST_BULK_FRAME_TYPE) return needed;
  let padded = SMALLEST_PADDED;
  while (padded < needed) padded *= 2;
  return padded;
}

/** How long the whole frame is that holds so much data. Throws `RangeError` when no frame of the type does. */
export function frameLength(type: number, dataLength: number): number {
  if (dataLength > maxFrameData(type)) throw new RangeError(`data has ${dataLength} bytes, at most ${maxFrameData(type)}`);
  return FRAME_OVERHEAD + plaintextLength(type, dataLength);
}

/** `len4 ‖ data`, padded with zeros unless the type is bulk, at the front of `into`. Throws `RangeError` when `data` is too long. */
export function packFrameData(type: number, data: Uint8Array, into: Bytes = new Uint8Array(FRAME_MAX_LENGTH)): Bytes {
  const plaintext = into.subarray(0, frameLength(type, data.length) - FRAME_OVERHEAD);
  plaintext.set(u32Bytes(data.length));
  plaintext.set(data, DATA_LENGTH_SIZE);
  return plaintext.fill(0, DATA_LENGTH_SIZE + data.length);
}

/** The data in a plaintext of at least four bytes, as a view. Throws `ParleyError('frame-invalid')` unless `packFrameData` would have made exactly this plaintext. */
export function unpackFrameData(type: number, plaintext: Bytes): Bytes {
  const length = new ByteReader(plaintext).u32();
  const padding = plaintext.subarray(DATA_LENGTH_SIZE + length);
  // SECURITY: padding that may hold anything is a second, unseen channel (frame-codec.test.ts: "refuses padding that is not zero, whichever byte").
  if (plaintext.length !== plaintextLength(type, length) || padding.some((byte) => byte !== 0)) throw new ParleyError('frame-invalid');
  return plaintext.subarray(DATA_LENGTH_SIZE, DATA_LENGTH_SIZE + length);
}

/** The 12 bytes of a header: the nonce, with version, type and epoch in its first four bytes, which are zero there. */
export function frameHeader(type: number, epoch: number, n: number): Bytes {
  const header = counterNonce(n);
  header.set([LINK_VERSION, type, epoch >> 8, epoch]);
  return header;
}

function nonceOf(header: Bytes): Bytes {
  return header.slice().fill(0, 0, 4);
}

/** Encrypts a packed plaintext into what follows the header in a frame. The caller never uses the same header twice under one key. */
export function sealFrameBody(key: AesGcmKey, header: Bytes, plaintext: Bytes): Promise<Bytes> {
  return key.seal(nonceOf(header), plaintext, header);
}

/** Encrypts a packed plaintext into a whole frame; the same holds. */
export async function sealFrame(key: AesGcmKey, header: Bytes, plaintext: Bytes): Promise<Bytes> {
  return concatBytes(header, await sealFrameBody(key, header, plaintext));
}

/**
 * The data of a frame that has to have exactly this header. The frame has been read when this returns, and its memory may be given up. Rejects with `ParleyError`: `frame-invalid` when it has another one, or a form that no data of
 * its type has; `not-authentic`.
 */
export async function openFrame(key: AesGcmKey, header: Bytes, frame: Bytes): Promise<Bytes> {
  const type = header[1] as number;
  const length = frame.length - FRAME_OVERHEAD;
  const isSound =
    length >= DATA_LENGTH_SIZE && frame.length <= FRAME_MAX_LENGTH && length === plaintextLength(type, length - DATA_LENGTH_SIZE);
  // SECURITY: a frame that was replayed, dropped, moved or sent back ends the link here (link.hostile.test.ts: "closes at a frame that is replayed", and its neighbours).
  if (!isSound || !equalBytes(frame.subarray(0, FRAME_HEADER_LENGTH), header)) throw new ParleyError('frame-invalid');
  return unpackFrameData(type, await key.open(nonceOf(header), frame.subarray(FRAME_HEADER_LENGTH), header));
}
