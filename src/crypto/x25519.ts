/**
 * X25519 (RFC 7748).
 *
 * Invariants: private keys are non-extractable and never stored (DESIGN: no static DH keys); a shared secret that the other side could force
 * to a known value is refused, whatever the browser does about it; and a public key has one encoding only, u < p. RFC 7748 would have larger values
 * reduced, but X25519 never puts them out, and browsers differ: Firefox refuses some of them, Chromium none.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { FIELD_25519_PRIME, littleEndianNumber } from './ed25519-strict.js';

/** Bytes of a public key and of a shared secret. */
export const X25519_LENGTH = 32;

/** A key pair for one handshake. */
export interface X25519KeyPair {
  /** The u-coordinate, 32 bytes little-endian. */
  readonly publicKey: Bytes;
  /** The scalar, for `deriveBits`. */
  readonly privateKey: CryptoKey;
}

/** Makes a fresh key pair. */
export async function generateX25519(): Promise<X25519KeyPair> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
  return { publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)), privateKey };
}

/**
 * The shared secret, 32 bytes. Throws `ParleyError('malformed')` unless `remotePublic` has 32 bytes, and `ParleyError('not-authentic')` when it is
 * not below p or is a point of low order: no honest side ever sends such a key.
 */
export async function x25519(pair: X25519KeyPair, remotePublic: Bytes): Promise<Bytes> {
  if (remotePublic.length !== X25519_LENGTH) throw new ParleyError('malformed');
  const shared = littleEndianNumber(remotePublic) < FIELD_25519_PRIME ? await deriveShared(pair.privateKey, remotePublic) : null;
  // SECURITY: a low-order key, and only that, gives zero, which everybody knows (x25519.test.ts: "refuses every encoding of a low-order point").
  if (shared === null || shared.every((byte) => byte === 0)) throw new ParleyError('not-authentic');
  return shared;
}

async function deriveShared(privateKey: CryptoKey, remotePublic: Bytes): Promise<Bytes | null> {
  try {
    const key = await crypto.subtle.importKey('raw', remotePublic, 'X25519', false, []);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: key }, privateKey, 8 * X25519_LENGTH));
  } catch {
    // Most browsers refuse to give zero.
    return null;
  }
}
