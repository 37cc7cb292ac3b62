/**
 * What an Ed25519 key and signature must look like before WebCrypto may judge them.
 *
 * Engines disagree: a public key with y ≥ p verifies in Chromium and fails in Firefox, and a small-order key lets one signature fit any message
 * in both. A log that is valid here and void there would split a room, so the questionable encodings are refused by comparing bytes, everywhere
 * alike (DESIGN section 4). Spec: RFC 8032 sections 5.1.3 and 5.1.7; the curve has cofactor 8.
 *
 * Invariant: an honest signer never produces anything that is refused here (short of odds of 2⁻²⁵⁰).
 */
import { bytesFromHex, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { FIELD_25519_PRIME, isLittleEndianBelow } from './field-25519.js';

/** Bytes of a public key, of R and of S. */
const ED25519_HALF = 32;

/** L = 2²⁵² + 27742317777372353535851937790883648493, the order of the base point, little-endian. */
const ED25519_L = bytesFromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');

/** The y of the eight points whose order divides 8 (two points, ±x, share most of these). */
const SMALL_ORDER_Y: readonly Bytes[] = [
  '0100000000000000000000000000000000000000000000000000000000000000', // order 1: (0, 1)
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', // order 2: (0, −1)
  '0000000000000000000000000000000000000000000000000000000000000000', // order 4
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', // order 8
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', // order 8
].map(bytesFromHex);

/** Whether `pk` and `sig` have the right lengths and pass every strict rule. Says nothing about the signature itself. */
export function isStrictEd25519(pk: Uint8Array, sig: Uint8Array): boolean {
  if (pk.length !== ED25519_HALF || sig.length !== 2 * ED25519_HALF) return false;
  return (
    isStrictEd25519Point(pk) && isStrictEd25519Point(sig.subarray(0, ED25519_HALF)) && isStrictEd25519Scalar(sig.subarray(ED25519_HALF))
  );
}

/** Whether 32 bytes, read as a point, have y < p and are none of the small-order points. Does not check that the point is on the curve: WebCrypto does. */
export function isStrictEd25519Point(point: Uint8Array): boolean {
  const y = point.slice();
  // The top bit is the sign of x. With y as below, ±x are both of small order, and "x = 0, negative" is not canonical: the sign never saves a point.
  y[ED25519_HALF - 1] = (y[ED25519_HALF - 1] as number) & 0x7f;
  return isLittleEndianBelow(y, FIELD_25519_PRIME) && !SMALL_ORDER_Y.some((small) => equalBytes(small, y));
}

/** Whether 32 bytes, little-endian, are below L. */
export function isStrictEd25519Scalar(scalar: Uint8Array): boolean {
  return isLittleEndianBelow(scalar, ED25519_L);
}
