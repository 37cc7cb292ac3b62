/**
 * A Noise handshake of the NN family: `Noise_NN…_25519_AESGCM_SHA256` (Noise revision 34, sections 5.3 and 9). Parley's links run NNpsk0.
 *
 * NN proves nothing about who is there beyond the pre-shared key; identities follow in AUTH, whose signatures cover `h` (DESIGN section 4).
 * Invariants: two messages, strictly in turn, one call at a time; the first failure is final; nothing is accepted that was not bound by a tag,
 * except in plain NN, where message 1 is in clear.
 */
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { AES_GCM_TAG_LENGTH } from './aes-gcm.js';
import { parseNoisePattern } from './noise-pattern.js';
import type { NoiseMessages, NoisePattern } from './noise-pattern.js';
import { NoiseSymmetricState } from './noise-symmetric.js';
import { requireLength } from './require-length.js';
import { X25519_LENGTH, generateX25519, x25519 } from './x25519.js';
import type { X25519KeyPair } from './x25519.js';

/** Which side of a handshake: the initiator speaks first. */
export type NoiseRole = 'initiator' | 'responder';

/** How a handshake begins; both sides must agree in everything but `role` and `ephemeral`. */
export interface NoiseStart {
  readonly pattern: NoisePattern;
  readonly role: NoiseRole;
  /** Bytes that both sides must see alike. */
  readonly prologue: Bytes;
  /** One key of 32 bytes for each modifier, in the order of use. */
  readonly psks: readonly Bytes[];
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

const NOISE_MAX_PAYLOAD = NOISE_MAX_MESSAGE - X25519_LENGTH - AES_GCM_TAG_LENGTH;

type NoisePhase = 'ready' | 'busy' | 'failed' | 'finished';

/** One run of a handshake. Calls out of turn, overlapping calls, and calls after a failure throw `TypeError`. */
export class NoiseHandshake {
  readonly #role: NoiseRole;
  readonly #messages: NoiseMessages;
  readonly #symmetric: NoiseSymmetricState;
  readonly #psks: Bytes[];
  #ephemeral: X25519KeyPair | null;
  #remoteEphemeral: Bytes | null = null;
  #done = 0;
  #phase: NoisePhase = 'ready';

  private constructor(start: NoiseStart, messages: NoiseMessages, symmetric: NoiseSymmetricState) {
    this.#role = start.role;
    this.#messages = messages;
    this.#symmetric = symmetric;
    this.#psks = start.psks.map((psk) => psk.slice());
    this.#ephemeral = start.ephemeral ?? null;
  }

  /** Begins. Throws `RangeError` for an unknown pattern, the wrong number of keys, or a key that has not 32 bytes. */
  static async start(start: NoiseStart): Promise<NoiseHandshake> {
    const messages = parseNoisePattern(start.pattern);
    if (start.psks.length !== messages.pskCount)
      throw new RangeError(`psks holds ${start.psks.length} keys, ${start.pattern} takes ${messages.pskCount}`);
    for (const psk of start.psks) requireLength('psks', psk, 32);
    const symmetric = await NoiseSymmetricState.start(`Noise_${start.pattern}_25519_AESGCM_SHA256`);
    const handshake = new NoiseHandshake(start, messages, symmetric);
    // SECURITY: binds ids and certificates of the link (noise-tamper.test.ts: "refuses a prologue with any one byte changed").
    await symmetric.mixHash(start.prologue);
    return handshake;
  }

  /** Whether both messages have passed. */
  get isComplete(): boolean {
    return this.#done === 2 && this.#phase !== 'failed';
  }

  /**
   * The next message, carrying `payload`. Throws `RangeError` when the payload is above 65,487 bytes, and `ParleyError('handshake-failed')` when the key that the
   * other side sent before is not sound.
   */
  async writeMessage(payload: Bytes): Promise<Bytes> {
    if (payload.length > NOISE_MAX_PAYLOAD) throw new RangeError(`payload has ${payload.length} bytes, at most ${NOISE_MAX_PAYLOAD}`);
    return this.#run('initiator', async () => {
      const ephemeral = (this.#ephemeral ??= await generateX25519());
      await this.#mixTokens(ephemeral.publicKey);
      return concatBytes(ephemeral.publicKey, await this.#symmetric.encryptAndHash(payload));
    });
  }

  /**
   * The payload of the other side's next message. Throws `ParleyError('malformed')` when the message is too short or too long, and
   * `ParleyError('handshake-failed')` when its tag does not fit or its key is not sound.
   */
  async readMessage(message: Bytes): Promise<Bytes> {
    return this.#run('responder', async () => {
      // In a psk handshake the first 'e' makes a key already (section 9.2); in plain NN only 'ee' does.
      const hasTag = this.#messages.pskCount > 0 || this.#done > 0;
      const least = X25519_LENGTH + (hasTag ? AES_GCM_TAG_LENGTH : 0);
      if (message.length < least || message.length > NOISE_MAX_MESSAGE)
        throw new ParleyError('malformed', `Noise message of ${message.length} bytes`);
      this.#remoteEphemeral = message.slice(0, X25519_LENGTH);
      await this.#mixTokens(this.#remoteEphemeral);
      return this.#symmetric.decryptAndHash(message.subarray(X25519_LENGTH));
    });
  }

  /** The keys, once both messages have passed; the handshake forgets everything. To be called once. */
  async finish(): Promise<NoiseResult> {
    if (!this.isComplete || this.#phase !== 'ready') throw new TypeError('the handshake is not complete, or was finished before');
    this.#phase = 'finished';
    const result = { h: this.#symmetric.h, ck: this.#symmetric.ck, ...(await this.#symmetric.split()) };
    this.#forget();
    return result;
  }

  /** Does one message if it is its turn: the initiator writes the first and reads the second. `firstBy` is the role for which this kind of call is the first. */
  async #run(firstBy: NoiseRole, step: () => Promise<Bytes>): Promise<Bytes> {
    const isTurn = this.#done === (this.#role === firstBy ? 0 : 1);
    if (this.#phase !== 'ready' || !isTurn) throw new TypeError(`out of turn: message ${this.#done + 1}, ${this.#phase}`);
    this.#phase = 'busy';
    try {
      const output = await step();
      this.#done++;
      this.#phase = 'ready';
      return output;
    } catch (error) {
      this.#phase = 'failed';
      this.#forget();
      if (errorCodeOf(error) === 'not-authentic')
        throw new ParleyError('handshake-failed', `Noise message ${this.#done + 1}`, { cause: error });
      throw error;
    }
  }

  /** The tokens of the current message; `publicKey` is the ephemeral key that it carries. */
  async #mixTokens(publicKey: Bytes): Promise<void> {
    for (const token of this.#messages.tokens[this.#done === 0 ? 0 : 1]) {
      if (token === 'e') {
        await this.#symmetric.mixHash(publicKey);
        // Section 9.2: in a psk handshake the ephemeral key also enters the chaining key, so that no two runs encrypt under the same key.
        if (this.#messages.pskCount > 0) await this.#symmetric.mixKey(publicKey);
      } else if (token === 'psk') {
        const psk = this.#psks.shift();
        if (psk === undefined) throw new TypeError('psks ran out');
        await this.#symmetric.mixKeyAndHash(psk);
        psk.fill(0);
      } else {
        if (this.#ephemeral === null || this.#remoteEphemeral === null) throw new TypeError('an ephemeral key is missing');
        const shared = await x25519(this.#ephemeral, this.#remoteEphemeral);
        await this.#symmetric.mixKey(shared);
        shared.fill(0);
      }
    }
  }

  #forget(): void {
    this.#symmetric.wipe();
    this.#ephemeral = null;
    for (const psk of this.#psks) psk.fill(0);
  }
}
