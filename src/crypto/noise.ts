/**
 * A Noise handshake of the NN family: `Noise_NN…_25519_AESGCM_SHA256` (Noise Protocol Framework revision 34; sections 4.3, 5.2, 5.3, 7.4 and 9). Parley's
 * links run NNpsk0 (PROTOCOL.md, section 6); the whole family is here so that every published vector of it tests the same code.
 *
 * NN proves nothing about who is there beyond the pre-shared key; identities follow in AUTH, whose signatures cover `h` (DESIGN section 4).
 * Invariants: two messages, strictly in turn, one call at a time; the first failure is final; nothing is accepted that was not bound by a tag,
 * except in plain NN, where message 1 is in clear; a superseded chaining key is wiped, and no key seals twice.
 */
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { AES_GCM_TAG_LENGTH, counterNonce, importAndWipe } from './aes-gcm.js';
import type { AesGcmKey } from './aes-gcm.js';
import { NO_BYTES, hmacSha256, requireLength, sha256 } from './primitives.js';
import { X25519_LENGTH, generateX25519, x25519 } from './x25519.js';
import type { X25519KeyPair } from './x25519.js';

/** Which side of a handshake: the initiator speaks first. */
export type NoiseRole = 'initiator' | 'responder';

/** A modifier of section 9: where a pre-shared key is mixed in. psk0 at the beginning of message 1, psk1 and psk2 at the end of message 1 and 2. */
export type NoisePsk = 'psk0' | 'psk1' | 'psk2';

/** How a handshake begins; both sides must agree in everything but `role` and `ephemeral`. */
export interface NoiseStart {
  readonly role: NoiseRole;
  /** Bytes that both sides must see alike. */
  readonly prologue: Bytes;
  /** Keys of 32 bytes, in the order of their modifiers: `{ psk0 }` makes it NNpsk0, nothing makes it NN. Not to be changed until the handshake is over. */
  readonly psks: Readonly<Partial<Record<NoisePsk, Bytes>>>;
  /** For published vectors only; a fresh pair is made otherwise. */
  readonly ephemeral?: X25519KeyPair;
}

/** What a finished handshake leaves. All but `h` is secret. */
export interface NoiseResult {
  /** The handshake hash after message 2: the same on both sides only if both saw the same handshake. 32 bytes. */
  readonly h: Bytes;
  /** The final chaining key, for the exporter. 32 bytes. */
  readonly ck: Bytes;
  /** The key of what the initiator sends. 32 bytes. */
  readonly initiatorKeyBytes: Bytes;
  /** The key of what the responder sends. 32 bytes. */
  readonly responderKeyBytes: Bytes;
}

/** Section 3: no Noise message is longer. */
const NOISE_MAX_MESSAGE = 65_535;

/** InitializeSymmetric of section 5.2: the first hash and chaining key. */
async function noiseBeginning(protocolName: string): Promise<Bytes> {
  const name = utf8Bytes(protocolName);
  return name.length > 32 ? sha256(name) : concatBytes(name, new Uint8Array(32 - name.length));
}

/** HKDF of section 4.3, with three outputs. Written out, since `ikm` is empty in Split() and engines need not take an empty HKDF key. */
async function noiseHkdf(chainingKey: Bytes, ikm: Bytes): Promise<[Bytes, Bytes, Bytes]> {
  const tempKey = await hmacSha256(chainingKey, ikm);
  const first = await hmacSha256(tempKey, Uint8Array.of(1));
  const second = await hmacSha256(tempKey, first, Uint8Array.of(2));
  const third = await hmacSha256(tempKey, second, Uint8Array.of(3));
  tempKey.fill(0);
  return [first, second, third];
}

/** One run of a handshake. Calls out of turn, overlapping calls, and calls after a failure throw `TypeError`. */
export class NoiseHandshake {
  readonly #role: NoiseRole;
  /** The handshake hash. */
  #h: Bytes;
  /** The chaining key: secret. */
  #ck: Bytes;
  /** Seals the payload of the next message; none before a key was mixed in. */
  #key: AesGcmKey | null = null;
  readonly #psks: NoiseStart['psks'];
  #ephemeral: X25519KeyPair | undefined;
  #remoteKey: Bytes | undefined;
  /** How many messages have passed; `null` while one is on its way, after a failure and after the end. */
  #passed: number | null = 0;

  private constructor({ role, psks, ephemeral }: NoiseStart, beginning: Bytes) {
    this.#h = beginning;
    this.#ck = beginning.slice();
    this.#role = role;
    this.#psks = psks;
    this.#ephemeral = ephemeral;
  }

  /** Begins. Throws `RangeError` for a psk that has not 32 bytes. */
  static async start(start: NoiseStart): Promise<NoiseHandshake> {
    const { prologue, psks } = start;
    requireLength(32, psks);
    const noise = new NoiseHandshake(start, await noiseBeginning(`Noise_NN${Object.keys(psks).join('+')}_25519_AESGCM_SHA256`));
    // SECURITY: binds ids and certificates of the link (noise-tamper.test.ts: "refuses a prologue with any one byte changed").
    await noise.#mixHash(prologue);
    return noise;
  }

  /** The next message, carrying `payload`, in links nothing. Throws `ParleyError('handshake-failed')` when the key that the other side sent before is not sound. */
  async writeMessage(payload = NO_BYTES): Promise<Bytes> {
    return this.#run('initiator', async (index) => {
      const { publicKey } = (this.#ephemeral ??= await generateX25519());
      await this.#mixKeys(index, publicKey);
      const ciphertext = (await this.#key?.seal(counterNonce(0), payload, this.#h)) ?? payload;
      await this.#mixHash(ciphertext);
      return concatBytes(publicKey, ciphertext);
    });
  }

  /**
   * The payload of the other side's next message. Throws `ParleyError('malformed')` when the message is too short or too long, and
   * `ParleyError('handshake-failed')` when its tag does not fit or its key is not sound.
   */
  async readMessage(message: Bytes): Promise<Bytes> {
    return this.#run('responder', async (index) => {
      const tagLength = index > 0 || this.#psks.psk0 ? AES_GCM_TAG_LENGTH : 0;
      if (message.length < X25519_LENGTH + tagLength || message.length > NOISE_MAX_MESSAGE) throw new ParleyError('malformed');
      this.#remoteKey = message.slice(0, X25519_LENGTH);
      const ciphertext = message.subarray(X25519_LENGTH);
      await this.#mixKeys(index, this.#remoteKey);
      // SECURITY: the hash as AAD is what binds everything said so far (noise-tamper.test.ts: "refuses a prologue with any one byte changed").
      const payload = (await this.#key?.open(counterNonce(0), ciphertext, this.#h)) ?? ciphertext;
      await this.#mixHash(ciphertext);
      return payload;
    });
  }

  /** The keys, once both messages have passed. To be called once. */
  async finish(): Promise<NoiseResult> {
    if (this.#passed !== 2) throw new TypeError('the handshake is not complete, or was finished before');
    this.#passed = null;
    const [initiatorKeyBytes, responderKeyBytes] = await noiseHkdf(this.#ck, NO_BYTES);
    return { h: this.#h, ck: this.#ck, initiatorKeyBytes, responderKeyBytes };
  }

  /** Does one message if it is its turn: the initiator writes the first and reads the second. `firstBy` is the role for which this kind of call is the first. */
  async #run(firstBy: NoiseRole, step: (index: number) => Promise<Bytes>): Promise<Bytes> {
    const index = this.#role === firstBy ? 0 : 1;
    if (this.#passed !== index) throw new TypeError('out of turn');
    this.#passed = null;
    try {
      const output = await step(index);
      this.#passed = index + 1;
      return output;
    } catch (error) {
      throw errorCodeOf(error) === 'not-authentic' ? new ParleyError('handshake-failed') : error;
    }
  }

  /** The tokens of a message that carries this ephemeral key: e, in message 2 also ee, and psk wherever the pattern has one. */
  async #mixKeys(index: number, publicKey: Bytes): Promise<void> {
    const { psk0, psk1, psk2 } = this.#psks;
    if (index === 0) await this.#mixPsk(psk0);
    await this.#mixHash(publicKey);
    // Section 9.2: in a psk handshake the ephemeral key also enters the chaining key, so that no two runs encrypt under the same key.
    if (psk0 ?? psk1 ?? psk2) await this.#mixKey(publicKey);
    if (index === 1) {
      // Both keys are there: one of them came with message 1.
      const shared = await x25519(this.#ephemeral as X25519KeyPair, this.#remoteKey as Bytes);
      await this.#mixKey(shared);
      shared.fill(0);
    }
    await this.#mixPsk(index === 0 ? psk1 : psk2);
  }

  async #mixHash(data: Bytes): Promise<void> {
    this.#h = await sha256(this.#h, data);
  }

  /** MixKey, or MixKeyAndHash with `isHashed`. */
  async #mixKey(ikm: Bytes, isHashed = false): Promise<void> {
    const [chainingKey, second, third] = await noiseHkdf(this.#ck, ikm);
    this.#ck.fill(0);
    this.#ck = chainingKey;
    if (isHashed) await this.#mixHash(second);
    this.#key = await importAndWipe(isHashed ? third : second);
  }

  async #mixPsk(psk: Bytes | undefined): Promise<void> {
    if (psk !== undefined) await this.#mixKey(psk, true);
  }
}
