/**
 * Hashes, MACs, key derivation and randomness: thin names for what WebCrypto has, so that the rest of `crypto/` reads like the protocol.
 *
 * Specs: FIPS 180-4 (SHA-2), RFC 2104 (HMAC), RFC 5869 (HKDF), RFC 8018 (PBKDF2). No algorithm is implemented here.
 */
import { concatBytes, labelledBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';

/** Every hash, signature and HKDF `info` of ours starts with a label of this form (DESIGN section 4), so that no two uses can be confused. */
export type ParleyLabel = `parley/1 ${string}`;

/** No bytes, such as an empty salt. */
export const NO_BYTES: Bytes = new Uint8Array(0);

/** `getRandomValues` refuses more at once (Web Cryptography API section 10.1.1). */
const RANDOM_MAX_LENGTH = 65_536;

/** Throws `RangeError` naming the first part that has not exactly `length` bytes: a mistake of the caller, never of a peer. */
export function requireLength(length: number, parts: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, part] of Object.entries(parts))
    if (part.length !== length) throw new RangeError(`${name} has ${part.length} bytes instead of ${length}`);
}

async function digestOf(algorithm: string, [only = NO_BYTES, ...more]: readonly Bytes[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, more.length === 0 ? only : concatBytes(only, ...more)));
}

/** SHA-256 of the parts joined: 32 bytes. */
export function sha256(...parts: readonly Bytes[]): Promise<Bytes> {
  return digestOf('SHA-256', parts);
}

/** SHA-512 of the parts joined: 64 bytes. */
export function sha512(...parts: readonly Bytes[]): Promise<Bytes> {
  return digestOf('SHA-512', parts);
}

/** SHA-256 of the label's ASCII, then the parts: 32 bytes. */
export function hashLabelled(label: ParleyLabel, ...parts: readonly Bytes[]): Promise<Bytes> {
  return sha256(labelledBytes(label, ...parts));
}

/** HMAC-SHA-256 of the parts joined: 32 bytes. The key has at least one byte. */
export async function hmacSha256(keyBytes: Bytes, ...parts: readonly Bytes[]): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', keyBytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, concatBytes(...parts)));
}

async function derivedBytes(algorithm: HkdfParams | Pbkdf2Params, secret: Bytes, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, algorithm.name, false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 8 * length));
}

/** HKDF-SHA-256, RFC 5869: 1 to 8160 bytes. An empty `salt` counts as zeros, as the RFC says. */
export function hkdfSha256(ikm: Bytes, salt: Bytes, info: Bytes, length: number): Promise<Bytes> {
  return derivedBytes({ name: 'HKDF', hash: 'SHA-256', salt, info }, ikm, length);
}

/** PBKDF2-HMAC-SHA-256, RFC 8018 section 5.2, with 1 to 2³² − 1 rounds. */
export function pbkdf2Sha256(password: Bytes, salt: Bytes, rounds: number, length: number): Promise<Bytes> {
  return derivedBytes({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, password, length);
}

/** `count` bytes from the browser's cryptographic generator. */
export function randomBytes(count: number): Bytes {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at += RANDOM_MAX_LENGTH) crypto.getRandomValues(bytes.subarray(at, at + RANDOM_MAX_LENGTH));
  return bytes;
}
