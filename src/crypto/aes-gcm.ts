/**
 * AES-256-GCM with 96-bit nonces and 128-bit tags (NIST SP 800-38D), and the two ways in which Parley makes nonces: counters for what travels,
 * random ones for what rests.
 *
 * Invariant: raw key bytes are not kept; the key lives in a non-extractable `CryptoKey`. Nothing is copied on the way in: the arrays handed over
 * must not change until the promise settles.
 */
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { randomBytes } from './primitives.js';
import { requireLength } from './require-length.js';

/** Bytes that sealing adds to the plaintext. */
export const AES_GCM_TAG_LENGTH = 16;

/** Bytes of every nonce. */
export const AES_GCM_NONCE_LENGTH = 12;

const AES_GCM_KEY_LENGTH = 32;

/** One AES-256-GCM key. The caller never seals twice with the same nonce. */
export class AesGcmKey {
  readonly #key: CryptoKey;

  private constructor(key: CryptoKey) {
    this.#key = key;
  }

  /** Imports 32 bytes, which the caller may wipe once this resolves. Throws `RangeError` on another length. */
  static async import(keyBytes: Bytes): Promise<AesGcmKey> {
    requireLength('keyBytes', keyBytes, AES_GCM_KEY_LENGTH);
    return new AesGcmKey(await crypto.subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['encrypt', 'decrypt']));
  }

  /** Uses a key that WebCrypto holds already, such as one read back from IndexedDB. Throws `TypeError` unless it is AES-GCM, 256 bits, for both directions. */
  static fromCryptoKey(key: CryptoKey): AesGcmKey {
    const algorithm = key.algorithm as AesKeyAlgorithm;
    const isFit =
      algorithm.name === 'AES-GCM' &&
      algorithm.length === 8 * AES_GCM_KEY_LENGTH &&
      key.usages.includes('encrypt') &&
      key.usages.includes('decrypt');
    if (!isFit) throw new TypeError('key is not an AES-GCM key of 256 bits for encrypting and decrypting');
    return new AesGcmKey(key);
  }

  /** Encrypts; the result is 16 bytes longer than `plaintext`. Throws `RangeError` unless the nonce has 12 bytes. */
  async seal(nonce: Bytes, plaintext: Bytes, aad: Bytes): Promise<Bytes> {
    requireLength('nonce', nonce, AES_GCM_NONCE_LENGTH);
    return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, this.#key, plaintext));
  }

  /**
   * Decrypts. Throws `ParleyError('not-authentic')` when key, nonce, ciphertext or `aad` is not what was sealed, and when the ciphertext is
   * shorter than a tag; `RangeError` unless the nonce has 12 bytes.
   */
  async open(nonce: Bytes, ciphertext: Bytes, aad: Bytes): Promise<Bytes> {
    requireLength('nonce', nonce, AES_GCM_NONCE_LENGTH);
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, this.#key, ciphertext));
    } catch (error) {
      // WebCrypto says OperationError for a tag that does not fit and for a missing one; anything else is not the data's fault.
      if (error instanceof DOMException && error.name === 'OperationError')
        throw new ParleyError('not-authentic', 'AES-GCM tag', { cause: error });
      throw error;
    }
  }
}

/** `0⁴ ‖ n` with `n` as 8 bytes big-endian: the nonce of frames (DESIGN section 4) and of Noise's AESGCM. Throws `RangeError` unless `n` is an integer of 0 to 2⁵³ − 1. */
export function counterNonce(n: number): Bytes {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`n ${n} is not a counter`);
  const nonce = new Uint8Array(AES_GCM_NONCE_LENGTH);
  const view = new DataView(nonce.buffer);
  view.setUint32(4, Math.floor(n / 2 ** 32));
  view.setUint32(8, n >>> 0);
  return nonce;
}

/** Seals under a fresh random nonce: `nonce12 ‖ ciphertext ‖ tag16`. For data at rest: at most 2³² times with one key (SP 800-38D section 8.3). */
export async function sealWithRandomNonce(key: AesGcmKey, plaintext: Bytes, aad: Bytes): Promise<Bytes> {
  const nonce = randomBytes(AES_GCM_NONCE_LENGTH);
  return concatBytes(nonce, await key.seal(nonce, plaintext, aad));
}

/** Opens what `sealWithRandomNonce` made. Throws `ParleyError('not-authentic')` on anything else, however short. */
export async function openWithRandomNonce(key: AesGcmKey, sealed: Bytes, aad: Bytes): Promise<Bytes> {
  if (sealed.length < AES_GCM_NONCE_LENGTH + AES_GCM_TAG_LENGTH) throw new ParleyError('not-authentic', 'sealed bytes cut short');
  return key.open(sealed.subarray(0, AES_GCM_NONCE_LENGTH), sealed.subarray(AES_GCM_NONCE_LENGTH), aad);
}
