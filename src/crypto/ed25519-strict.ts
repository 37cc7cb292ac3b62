/**
 * What Ed25519 keys and signatures must look like: before WebCrypto may judge them.
 *
 * Engines disagree: a public key with y ≥ p verifies in Chromium and fails in Firefox, and a small-order key lets one signature fit any message
 * in both. A log that is valid here and void there would split a room, so the questionable encodings are refused by their numbers, everywhere
 * alike (DESIGN section 4). Spec: RFC 8032 sections 5.1.3 and 5.1.7; the curve has cofactor 8.
 *
 * Invariant: an honest signer never produces anything that is refused here (short of odds of 2⁻²⁵⁰).
 */

/** p: both X25519 and Ed25519 count modulo this prime. */
export const FIELD_25519_PRIME = 2n ** 255n - 19n;

/** L, the order of the base point. */
const ED25519_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The y of two of the four points of order 8; that of the others is p − this. */
const ORDER_8_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;

/** The y of the eight points whose order divides 8 (two points, ±x, share most of these). */
const SMALL_ORDER_Y = [1n, FIELD_25519_PRIME - 1n, 0n, ORDER_8_Y, FIELD_25519_PRIME - ORDER_8_Y];

/** The number that bytes stand for, little-endian. */
export function littleEndianNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytes.toReversed().toHex()}`);
}

/** Whether `pk` and `sig` have the right lengths and pass every strict rule. Says nothing about the signature itself. */
export function isStrictEd25519(pk: Uint8Array, sig: Uint8Array): boolean {
  if (pk.length !== 32 || sig.length !== 64) return false;
  return isStrictEd25519Point(pk) && isStrictEd25519Point(sig.subarray(0, 32)) && isStrictEd25519Scalar(sig.subarray(32));
}

/** Whether 32 bytes, read as a point, have y < p and are none of the small-order points. Does not check that the point is on the curve: WebCrypto does. */
export function isStrictEd25519Point(point: Uint8Array): boolean {
  // The top bit is the sign of x. With y as below, ±x are both of small order, and "x = 0, negative" is not canonical: the sign never saves a point.
  const y = littleEndianNumber(point) % 2n ** 255n;
  return y < FIELD_25519_PRIME && !SMALL_ORDER_Y.includes(y);
}

/** Whether 32 bytes, little-endian, are below L. */
export function isStrictEd25519Scalar(scalar: Uint8Array): boolean {
  return littleEndianNumber(scalar) < ED25519_ORDER;
}
