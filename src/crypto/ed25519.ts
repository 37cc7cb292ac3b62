/**
 * Ed25519 (RFC 8032): signing keys, and verification that gives the same answer in every browser.
 *
 * Invariants: a signature is judged only after the strict rules of `ed25519-strict.ts`; private keys travel as PKCS#8 of exactly 48 bytes
 * (RFC 8410 section 7), which is what every engine writes, so a key exported in one browser opens in another.
 */
import { bytesFromBase64Url } from '../lib/base-text.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { isStrictEd25519 } from './ed25519-strict.js';
import { randomBytes } from './primitives.js';

/** Something that signs. */
export interface SigningKey {
  /** The public key, 32 bytes. */
  readonly pk: Bytes;
  /** An Ed25519 signature of `message`, 64 bytes. */
  sign(message: Bytes): Promise<Bytes>;
}

/** A signing key of one's own. It can be taken out, since the vault has to seal it and a backup has to carry it. */
export interface OwnSigningKey extends SigningKey {
  /** The private key as 48 bytes of PKCS#8, to be sealed and then wiped by the caller. */
  exportPkcs8(): Promise<Bytes>;
}

/** RFC 8410 section 7: the PKCS#8 frame before the 32 bytes of the seed. */
const ED25519_PKCS8_PREFIX = Uint8Array.fromHex('302e020100300506032b657004220420');

/** The key of 48 bytes of PKCS#8, as `exportPkcs8` writes them. Throws `ParleyError('malformed')` on anything else. */
export async function importSigningKey(pkcs8: Bytes): Promise<OwnSigningKey> {
  if (pkcs8.length !== 48 || !equalBytes(pkcs8.subarray(0, 16), ED25519_PKCS8_PREFIX)) throw new ParleyError('malformed');
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  // JWK is the only format in which WebCrypto tells the public key of a private one.
  const { x = '' } = await crypto.subtle.exportKey('jwk', privateKey);
  return {
    pk: bytesFromBase64Url(x),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message)),
    exportPkcs8: async () => new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey)),
  };
}

/** The key of a 32-byte seed (the "private key" of RFC 8032). Throws `ParleyError('malformed')` on another length. */
export function signingKeyFromSeed(seed: Bytes): Promise<OwnSigningKey> {
  return importSigningKey(concatBytes(ED25519_PKCS8_PREFIX, seed));
}

/** Makes a fresh signing key. */
export function generateSigningKey(): Promise<OwnSigningKey> {
  return signingKeyFromSeed(randomBytes(32));
}

/**
 * Whether `sig` is `pk`'s signature of `message`. Never throws on what came from outside: wrong lengths, questionable encodings and keys that are
 * no points are simply `false`.
 */
export async function verifyEd25519(pk: Bytes, message: Bytes, sig: Bytes): Promise<boolean> {
  // SECURITY: engines disagree about questionable encodings (ed25519.test.ts: "refuses what engines would accept or disagree about").
  if (!isStrictEd25519(pk, sig)) return false;
  try {
    return await crypto.subtle.verify('Ed25519', await verifyingKeyOf(pk), sig, message);
  } catch {
    // Some engines find out here, others at the import, that the bytes are no point of the curve.
    return false;
  }
}

/** Importing costs about as much as verifying, and a room's entries come from few people. */
const VERIFYING_KEYS_KEPT = 256;

const verifyingKeys = new Map<string, CryptoKey>();

async function verifyingKeyOf(pk: Bytes): Promise<CryptoKey> {
  const name = pk.toHex();
  const kept = verifyingKeys.get(name);
  if (kept !== undefined) return kept;
  const key = await crypto.subtle.importKey('raw', pk, 'Ed25519', false, ['verify']);
  if (verifyingKeys.size >= VERIFYING_KEYS_KEPT) verifyingKeys.clear();
  verifyingKeys.set(name, key);
  return key;
}
