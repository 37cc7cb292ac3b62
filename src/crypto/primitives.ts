/**
 * Hashes, MACs, key derivation and randomness: thin names for what WebCrypto has, so that the rest of `crypto/` reads like the protocol.
 *
 * Specs: FIPS 180-4 (SHA-2), RFC 2104 (HMAC), RFC 5869 (HKDF), RFC 8018 (PBKDF2). No algorithm is implemented here.
 */
import { asciiBytes, concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';

/** Every hash, signature and HKDF `info` of ours starts with a label of this form (DESIGN section 4), so that no two uses can be confused. */
export type ParleyLabel = `parley/1 ${string}`;

/** RFC 5869 section 2.3: 255 blocks of SHA-256. */
const HKDF_MAX_LENGTH = 255 * 32;

/** `getRandomValues` refuses more at once (Web Cryptography API section 10.1.1). */
const RANDOM_MAX_LENGTH = 65_536;

// One part, the common case, is handed on without a copy.
function joinParts(parts: readonly Bytes[]): Bytes {
  return parts.length === 1 ? (parts[0] as Bytes) : concatBytes(...parts);
}

/** SHA-256 of the parts joined: 32 bytes. */
export async function sha256(...parts: readonly Bytes[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joinParts(parts)));
}

/** SHA-512 of the parts joined: 64 bytes. */
export async function sha512(...parts: readonly Bytes[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-512', joinParts(parts)));
}

/** SHA-256 of the label's ASCII, then the parts: 32 bytes. */
export function hashLabelled(label: ParleyLabel, ...parts: readonly Bytes[]): Promise<Bytes> {
  return sha256(asciiBytes(label), ...parts);
}

/** HMAC-SHA-256 of the parts joined: 32 bytes. The key may have any length. */
export async function hmacSha256(keyBytes: Bytes, ...parts: readonly Bytes[]): Promise<Bytes> {
  // WebCrypto refuses an empty key. HMAC pads a short key with zeros to the block (RFC 2104 section 2), so zeros are the same key.
  const material = keyBytes.length === 0 ? new Uint8Array(32) : keyBytes;
  const key = await crypto.subtle.importKey('raw', material, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, joinParts(parts)));
}

/** HKDF-SHA-256, RFC 5869. An empty `salt` counts as zeros, as the RFC says. Throws `RangeError` unless `length` is 1 to 8160 bytes. */
export async function hkdfSha256(ikm: Bytes, salt: Bytes, info: Bytes, length: number): Promise<Bytes> {
  if (!Number.isInteger(length) || length < 1 || length > HKDF_MAX_LENGTH)
    throw new RangeError(`length ${length} is not 1 to ${HKDF_MAX_LENGTH}`);
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, length * 8));
}

/** PBKDF2-HMAC-SHA-256, RFC 8018 section 5.2. Throws `RangeError` unless `rounds` is 1 to 2³² − 1 and `length` is positive. */
export async function pbkdf2Sha256(password: Bytes, salt: Bytes, rounds: number, length: number): Promise<Bytes> {
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 0xffff_ffff) throw new RangeError(`rounds ${rounds} is not 1 to 2^32 - 1`);
  if (!Number.isInteger(length) || length < 1) throw new RangeError(`length ${length} is not a positive integer`);
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, length * 8));
}

/** `count` bytes from the browser's cryptographic generator. Throws `RangeError` when `count` is negative or not an integer. */
export function randomBytes(count: number): Bytes {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`count ${count} is not a length`);
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at += RANDOM_MAX_LENGTH) crypto.getRandomValues(bytes.subarray(at, at + RANDOM_MAX_LENGTH));
  return bytes;
}
