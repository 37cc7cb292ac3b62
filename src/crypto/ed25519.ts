/**
 * Ed25519 (RFC 8032): signing keys, and verification that gives the same answer in every browser.
 *
 * Invariants: a signature is judged only after the strict rules of `ed25519-strict.ts`; private keys travel as PKCS#8 of exactly 48 bytes
 * (RFC 8410 section 7), which is what every engine writes, so a key exported in one browser opens in another.
 */
import { bytesFromBase64Url } from '../lib/base-text.js';
import { bytesFromHex, concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { isStrictEd25519 } from './ed25519-strict.js';
import { requireLength } from './require-length.js';

/** Something that signs. */
export interface SigningKey {
  /** The public key, 32 bytes. */
  readonly pk: Bytes;
  /** An Ed25519 signature of `message`, 64 bytes. */
  sign(message: Bytes): Promise<Bytes>;
}

/** RFC 8410 section 7: the PKCS#8 frame before the 32 bytes of the seed. */
const ED25519_PKCS8_PREFIX = bytesFromHex('302e020100300506032b657004220420');

const ED25519_SEED_LENGTH = 32;

class HeldSigningKey implements SigningKey {
  readonly pk: Bytes;
  readonly #privateKey: CryptoKey;

  constructor(pk: Bytes, privateKey: CryptoKey) {
    this.pk = pk;
    this.#privateKey = privateKey;
  }

  async sign(message: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.sign('Ed25519', this.#privateKey, message));
  }

  async exportPkcs8(): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.exportKey('pkcs8', this.#privateKey));
  }
}

/** Makes a fresh signing key. It is extractable, since the vault has to seal it and a backup has to carry it. */
export async function generateSigningKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  return new HeldSigningKey(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)), pair.privateKey);
}

/** The key of a 32-byte seed (the "private key" of RFC 8032). Throws `RangeError` on another length. */
export async function signingKeyFromSeed(seed: Bytes): Promise<SigningKey> {
  requireLength('seed', seed, ED25519_SEED_LENGTH);
  const pkcs8 = concatBytes(ED25519_PKCS8_PREFIX, seed);
  try {
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
    // JWK is the only format in which WebCrypto tells the public key of a private one.
    const jwk = await crypto.subtle.exportKey('jwk', privateKey);
    return new HeldSigningKey(bytesFromBase64Url(jwk.x ?? ''), privateKey);
  } finally {
    pkcs8.fill(0);
  }
}

/** The key of 48 bytes of PKCS#8, as `exportSigningKey` writes them. Throws `ParleyError('malformed')` on anything else. */
export async function importSigningKey(pkcs8: Bytes): Promise<SigningKey> {
  const prefixLength = ED25519_PKCS8_PREFIX.length;
  const isFramed = pkcs8.length === prefixLength + ED25519_SEED_LENGTH && equalBytes(pkcs8.subarray(0, prefixLength), ED25519_PKCS8_PREFIX);
  if (!isFramed) throw new ParleyError('malformed', 'not the PKCS#8 of an Ed25519 key');
  return signingKeyFromSeed(pkcs8.subarray(prefixLength));
}

/** The private key as 48 bytes of PKCS#8, to be sealed and then wiped by the caller. Throws `TypeError` for a key that was not made in this module. */
export async function exportSigningKey(key: SigningKey): Promise<Bytes> {
  if (!(key instanceof HeldSigningKey)) throw new TypeError('key was not made by this module');
  return key.exportPkcs8();
}

/**
 * Whether `sig` is `pk`'s signature of `message`. Never throws on what came from outside: wrong lengths, questionable encodings and keys that are
 * no points are simply `false`.
 */
export async function verifyEd25519(pk: Bytes, message: Bytes, sig: Bytes): Promise<boolean> {
  // SECURITY: engines disagree about questionable encodings (ed25519.test.ts: "refuses what engines would accept or disagree about").
  if (!isStrictEd25519(pk, sig)) return false;
  const key = await verifyingKeyOf(pk);
  return key !== null && crypto.subtle.verify('Ed25519', key, sig, message);
}

/** Importing costs about as much as verifying, and a room's entries come from few people: the keys used last are kept, in the order of use. */
const VERIFYING_KEYS_KEPT = 256;

const verifyingKeys = new Map<string, CryptoKey>();

async function verifyingKeyOf(pk: Bytes): Promise<CryptoKey | null> {
  const name = pk.toHex();
  const kept = verifyingKeys.get(name);
  const key = kept ?? (await importVerifyingKey(pk));
  if (key === null) return null;
  verifyingKeys.delete(name);
  verifyingKeys.set(name, key);
  if (verifyingKeys.size > VERIFYING_KEYS_KEPT) {
    const [oldest] = verifyingKeys.keys();
    if (oldest !== undefined) verifyingKeys.delete(oldest);
  }
  return key;
}

async function importVerifyingKey(pk: Bytes): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('raw', pk, 'Ed25519', false, ['verify']);
  } catch (error) {
    // Some engines find out here, others at verification, that the bytes are no point of the curve.
    if (error instanceof DOMException && (error.name === 'DataError' || error.name === 'OperationError')) return null;
    throw error;
  }
}
