/**
 * The token of an invite (DESIGN section 4, "Invite"): 16 bytes that are never sent. They seed an Ed25519 key; the `invite` entry in the log holds
 * its public key, and whoever redeems it signs their own.
 */
import { asciiBytes, concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { signingKeyFromSeed, verifyEd25519 } from './ed25519.js';
import type { SigningKey } from './ed25519.js';
import { hkdfSha256 } from './primitives.js';
import { requireLength } from './require-length.js';

const INVITE_TOKEN_INFO = asciiBytes('parley/1 invite token');

/** The signing key of a token: seed = `HKDF(ikm=token, salt="", info="parley/1 invite token", 32)`. Throws `RangeError` unless `token` has 16 bytes. */
export async function tokenSigningKey(token: Bytes): Promise<SigningKey> {
  requireLength('token', token, 16);
  const seed = await hkdfSha256(token, new Uint8Array(0), INVITE_TOKEN_INFO, 32);
  try {
    return await signingKeyFromSeed(seed);
  } finally {
    seed.fill(0);
  }
}

/** What a redemption signs: `"parley/1 redeem" ‖ rid ‖ pk`. */
function redeemMessage(rid: Bytes, pk: Bytes): Bytes {
  requireLength('rid', rid, 16);
  requireLength('pk', pk, 32);
  // SECURITY: names the newcomer, so that nobody else can use the signature (invite-token.test.ts: "is worth nothing to another person or in another room").
  return concatBytes(asciiBytes('parley/1 redeem'), rid, pk);
}

/** Shows that the newcomer `pk` holds the token: 64 bytes. Throws `RangeError` unless `rid` has 16 bytes and `pk` 32. */
export async function redeemSignature(tokenKey: SigningKey, rid: Bytes, pk: Bytes): Promise<Bytes> {
  return tokenKey.sign(redeemMessage(rid, pk));
}

/** Whether `sig` shows that the newcomer `pk` holds the token whose public key is `tokenPk`. Throws `RangeError` unless `rid` has 16 bytes and `pk` 32. */
export async function verifyRedeem(tokenPk: Bytes, rid: Bytes, pk: Bytes, sig: Bytes): Promise<boolean> {
  return verifyEd25519(tokenPk, redeemMessage(rid, pk), sig);
}
