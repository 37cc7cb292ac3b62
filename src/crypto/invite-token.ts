/**
 * The token of an invite: 16 bytes that are never sent. They seed an Ed25519 key; the `invite` entry in the log holds
 * its public key, and whoever redeems it signs their own.
 */
import { labelledBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { signingKeyFromSeed, verifyEd25519 } from './ed25519.js';
import type { SigningKey } from './ed25519.js';
import { NO_BYTES, hkdfSha256, requireLength } from './primitives.js';

/** The signing key of a token: seed = `HKDF(ikm=token, salt="", info="parley/1 invite token", 32)`. Throws `RangeError` unless `token` has 16 bytes. */
export async function tokenSigningKey(token: Bytes): Promise<SigningKey> {
  requireLength(16, { token });
  return signingKeyFromSeed(await hkdfSha256(token, NO_BYTES, utf8Bytes('parley/1 invite token'), 32));
}

/** What a redemption signs: `"parley/1 redeem" ‖ rid ‖ pk`. */
function redeemMessage(rid: Bytes, pk: Bytes): Bytes {
  requireLength(16, { rid });
  requireLength(32, { pk });
  // SECURITY: names the newcomer, so that nobody else can use the signature (invite-token.test.ts: "is worth nothing to another person or in another room").
  return labelledBytes('parley/1 redeem', rid, pk);
}

/** Shows that the newcomer `pk` holds the token: 64 bytes. Throws `RangeError` unless `rid` has 16 bytes and `pk` 32. */
export async function redeemSignature(tokenKey: SigningKey, rid: Bytes, pk: Bytes): Promise<Bytes> {
  return tokenKey.sign(redeemMessage(rid, pk));
}

/** Whether `sig` shows that the newcomer `pk` holds the token whose public key is `tokenPk`. Throws `RangeError` unless `rid` has 16 bytes and `pk` 32. */
export async function verifyRedeem(tokenPk: Bytes, rid: Bytes, pk: Bytes, sig: Bytes): Promise<boolean> {
  return verifyEd25519(tokenPk, redeemMessage(rid, pk), sig);
}
