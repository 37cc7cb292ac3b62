/**
 * The symmetric half of a Noise handshake: CipherState and SymmetricState with AESGCM and SHA256.
 *
 * Spec: Noise Protocol Framework revision 34 (noiseprotocol.org/noise.html), sections 4.3, 5.1, 5.2 and 12; names as there.
 * Invariant: a superseded chaining key is wiped; the same key and nonce never seal twice, since every new key starts at 0 and every use counts on.
 */
import { asciiBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { AesGcmKey, counterNonce } from './aes-gcm.js';
import { hmacSha256, sha256 } from './primitives.js';

/** HASHLEN and DHLEN of the suite, in bytes. */
const NOISE_HASH_LENGTH = 32;

const NO_BYTES: Bytes = new Uint8Array(0);

/** HKDF of section 4.3 with two or three outputs of 32 bytes each. Written out, since `ikm` is empty in Split() and engines need not take an empty HKDF key. */
async function noiseHkdf(chainingKey: Bytes, ikm: Bytes, count: 2 | 3): Promise<[Bytes, Bytes, Bytes]> {
  const tempKey = await hmacSha256(chainingKey, ikm);
  const first = await hmacSha256(tempKey, Uint8Array.of(1));
  const second = await hmacSha256(tempKey, first, Uint8Array.of(2));
  const third = count === 3 ? await hmacSha256(tempKey, second, Uint8Array.of(3)) : NO_BYTES;
  tempKey.fill(0);
  return [first, second, third];
}

/** SymmetricState of section 5.2. Calls must not overlap. */
export class NoiseSymmetricState {
  #ck: Bytes;
  #h: Bytes;
  #cipher: AesGcmKey | null = null;
  #n = 0;

  private constructor(h: Bytes) {
    this.#h = h;
    this.#ck = h.slice();
  }

  /** InitializeSymmetric. */
  static async start(protocolName: string): Promise<NoiseSymmetricState> {
    const name = asciiBytes(protocolName);
    if (name.length > NOISE_HASH_LENGTH) return new NoiseSymmetricState(await sha256(name));
    const h = new Uint8Array(NOISE_HASH_LENGTH);
    h.set(name);
    return new NoiseSymmetricState(h);
  }

  /** The handshake hash so far, as a copy. */
  get h(): Bytes {
    return this.#h.slice();
  }

  /** The chaining key so far, as a copy: secret. */
  get ck(): Bytes {
    return this.#ck.slice();
  }

  /** MixHash. */
  async mixHash(data: Bytes): Promise<void> {
    this.#h = await sha256(this.#h, data);
  }

  /** MixKey. */
  async mixKey(ikm: Bytes): Promise<void> {
    const [ck, tempKey] = await noiseHkdf(this.#ck, ikm, 2);
    await this.#rekey(ck, tempKey);
  }

  /** MixKeyAndHash. */
  async mixKeyAndHash(ikm: Bytes): Promise<void> {
    const [ck, tempHash, tempKey] = await noiseHkdf(this.#ck, ikm, 3);
    await this.mixHash(tempHash);
    await this.#rekey(ck, tempKey);
  }

  async #rekey(ck: Bytes, tempKey: Bytes): Promise<void> {
    this.#ck.fill(0);
    this.#ck = ck;
    this.#cipher = await AesGcmKey.import(tempKey);
    this.#n = 0;
    tempKey.fill(0);
  }

  /** EncryptAndHash: the plaintext itself as long as there is no key. */
  async encryptAndHash(plaintext: Bytes): Promise<Bytes> {
    const ciphertext = this.#cipher === null ? plaintext.slice() : await this.#cipher.seal(counterNonce(this.#n++), plaintext, this.#h);
    await this.mixHash(ciphertext);
    return ciphertext;
  }

  /** DecryptAndHash. Throws `ParleyError('not-authentic')` when the tag does not fit; the state is of no use then. */
  async decryptAndHash(ciphertext: Bytes): Promise<Bytes> {
    // SECURITY: the hash as AAD is what binds everything said so far (noise-tamper.test.ts: "refuses message 1 with any one byte changed").
    const plaintext = this.#cipher === null ? ciphertext.slice() : await this.#cipher.open(counterNonce(this.#n++), ciphertext, this.#h);
    await this.mixHash(ciphertext);
    return plaintext;
  }

  /** Split: the key bytes for the initiator's messages and for the responder's. */
  async split(): Promise<{ initiatorKeyBytes: Bytes; responderKeyBytes: Bytes }> {
    const [initiatorKeyBytes, responderKeyBytes] = await noiseHkdf(this.#ck, NO_BYTES, 2);
    return { initiatorKeyBytes, responderKeyBytes };
  }

  /** Forgets the keys. Nothing may be called afterwards. */
  wipe(): void {
    this.#ck.fill(0);
    this.#cipher = null;
  }
}
