/**
 * AES-256-GCM.
 *
 * With 96-bit nonces and 128-bit tags (NIST SP 800-38D), and the two ways in which Parley makes nonces: counters for what travels,
 * random ones for what rests.
 * Invariant: raw key bytes are not kept; the key lives in a non-extractable `CryptoKey`. The arrays handed
 * over may change as soon as a call returns: WebCrypto copies them at once (Web Cryptography API, section 14.3).
 */
import { u64Bytes } from '../lib/byte-writer.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { randomBytes, requireLength } from './primitives.js';

/** Bytes that sealing adds to the plaintext. */
export const AES_GCM_TAG_LENGTH = 16;

/** Bytes of every nonce. */
export const AES_GCM_NONCE_LENGTH = 12;

/** One AES-256-GCM key. The caller never seals twice with the same nonce. */
export class AesGcmKey {
  readonly #key: CryptoKey;

  /** Uses a key that WebCrypto holds already, such as one read back from IndexedDB. WebCrypto refuses to use one of another kind. */
  constructor(key: CryptoKey) {
    this.#key = key;
  }

  /** Imports 32 bytes, which the caller may wipe once this resolves. Throws `RangeError` on another length. */
  static async import(keyBytes: Bytes): Promise<AesGcmKey> {
    requireLength(32, { keyBytes });
    return new AesGcmKey(await crypto.subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['encrypt', 'decrypt']));
  }

  /** Encrypts; the result is 16 bytes longer than `plaintext`. Throws `RangeError` unless the nonce has 12 bytes. */
  async seal(nonce: Bytes, plaintext: Bytes, aad: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.encrypt(gcmParams(nonce, aad), this.#key, plaintext));
  }

  /**
   * Decrypts. Throws `ParleyError('not-authentic')` when key, nonce, ciphertext or `aad` is not what was sealed, and when the ciphertext is
   * shorter than a tag; `RangeError` unless the nonce has 12 bytes.
   */
  async open(nonce: Bytes, ciphertext: Bytes, aad: Bytes): Promise<Bytes> {
    const params = gcmParams(nonce, aad);
    try {
      return new Uint8Array(await crypto.subtle.decrypt(params, this.#key, ciphertext));
    } catch {
      throw new ParleyError('not-authentic');
    }
  }
}

/** Imports key bytes and wipes them, whatever comes of it. */
export async function importAndWipe(keyBytes: Bytes): Promise<AesGcmKey> {
  try {
    return await AesGcmKey.import(keyBytes);
  } finally {
    keyBytes.fill(0);
  }
}

function gcmParams(nonce: Bytes, aad: Bytes): AesGcmParams {
  requireLength(AES_GCM_NONCE_LENGTH, { nonce });
  return { name: 'AES-GCM', iv: nonce, additionalData: aad };
}

/** `0⁴ ‖ n` with `n` as 8 bytes big-endian: the nonce of frames (DESIGN section 4) and of Noise's AESGCM. Throws `RangeError` unless `n` is an integer of 0 to 2⁵³ − 1. */
export function counterNonce(n: number): Bytes {
  return concatBytes(new Uint8Array(4), u64Bytes(n));
}

/** Seals under a fresh random nonce: `nonce12 ‖ ciphertext ‖ tag16`. For data at rest: at most 2³² times with one key (SP 800-38D section 8.3). */
export async function sealWithRandomNonce(key: AesGcmKey, plaintext: Bytes, aad: Bytes): Promise<Bytes> {
  const nonce = randomBytes(AES_GCM_NONCE_LENGTH);
  return concatBytes(nonce, await key.seal(nonce, plaintext, aad));
}

/** Opens what `sealWithRandomNonce` made. Throws `ParleyError('not-authentic')` on anything else, however short. */
export async function openWithRandomNonce(key: AesGcmKey, sealed: Bytes, aad: Bytes): Promise<Bytes> {
  if (sealed.length < AES_GCM_NONCE_LENGTH) throw new ParleyError('not-authentic');
  return key.open(sealed.subarray(0, AES_GCM_NONCE_LENGTH), sealed.subarray(AES_GCM_NONCE_LENGTH), aad);
}
