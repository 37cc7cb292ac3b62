/**
 * X25519 (RFC 7748) for the ephemeral keys of a handshake.
 *
 * Invariants: private keys are non-extractable and never stored (DESIGN: no static DH keys); a shared secret that the other side could force
 * to a known value is refused, whatever the browser does about it; and a public key has one encoding only, u < p. RFC 7748 would have larger values
 * reduced, but X25519 never puts them out, and browsers differ: Firefox refuses some of them, Chromium none.
 */
import { bytesFromHex, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { FIELD_25519_PRIME, isLittleEndianBelow } from './field-25519.js';

/** Bytes of a public key and of a shared secret. */
export const X25519_LENGTH = 32;

/** A key pair for one handshake. */
export interface X25519KeyPair {
  /** The u-coordinate, 32 bytes little-endian. */
  readonly publicKey: Bytes;
  /** The scalar, for `deriveBits`. */
  readonly privateKey: CryptoKey;
}

/** The u-coordinates of every point whose order divides 8, on the curve and on its twist (RFC 7748 section 6.1; cr.yp.to/ecdh.html). */
const LOW_ORDER_U: readonly Bytes[] = [
  '0000000000000000000000000000000000000000000000000000000000000000', // 0
  '0100000000000000000000000000000000000000000000000000000000000000', // 1
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', // p − 1
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', // order 8
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157', // order 8
].map(bytesFromHex);

/** Makes a fresh key pair. */
export async function generateX25519(): Promise<X25519KeyPair> {
  const pair = await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
  return { publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)), privateKey: pair.privateKey };
}

/**
 * The shared secret, 32 bytes. Throws `ParleyError('malformed')` unless `remotePublic` has 32 bytes, and `ParleyError('not-authentic')` when it is
 * not below p, is a point of low order, or gives zero: no honest side ever sends such a key.
 */
export async function x25519(pair: X25519KeyPair, remotePublic: Bytes): Promise<Bytes> {
  if (remotePublic.length !== X25519_LENGTH) throw new ParleyError('malformed', `X25519 key of ${remotePublic.length} bytes`);
  // SECURITY: a low-order key would give a secret that everybody knows (x25519.test.ts: "refuses every encoding of a low-order point").
  const isSound = isLittleEndianBelow(remotePublic, FIELD_25519_PRIME) && !LOW_ORDER_U.some((low) => equalBytes(low, remotePublic));
  if (!isSound) throw new ParleyError('not-authentic', 'X25519 key of low order or not canonical');
  const publicKey = await crypto.subtle.importKey('raw', remotePublic, 'X25519', false, []);
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: publicKey }, pair.privateKey, 8 * X25519_LENGTH));
  // The table above leaves no way to get here, and this check needs no table (RFC 7748 section 6.1).
  if (shared.every((byte) => byte === 0)) throw new ParleyError('not-authentic', 'X25519 secret of zero');
  return shared;
}
