/**
 * The receiving half of a link: decrypts frames as they arrive, several at a time, and hands them on in order.
 *
 * Invariants: exactly the expected number of the expected epoch is accepted; a new epoch begins with its AUTH and with nothing else; what came before a
 * bad frame is handed on, nothing from it on; memory is bounded, whatever the other side sends.
 */
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { release } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { frameHeader, openFrame } from './frame-codec.js';
import { LINK_FRAME } from './frame-types.js';

/** When more than this waits for being decrypted or taken, the link fails: no honest side gets there, since rooms ask for what they can take. In bytes. */
export const RECEIVE_LIMIT_BYTES = 32 * 1024 * 1024;

/** What a waiting frame counts on top of its length, so that a flood of tiny frames is bounded too. */
const WAITING_FRAME_COST = 256;

/** Frames being decrypted at a time: an engine that prefers newer work to older must not keep the first of them waiting. */
const OPENING_LIMIT = 64;

/** Takes one frame; the next one waits until a returned promise is fulfilled. Throwing, or a rejection, ends the delivery. */
export type FrameTaker = (type: number, data: Bytes) => Promise<void> | void;

interface ArrivedFrame {
  readonly type: number;
  readonly cost: number;
  open(): Promise<Bytes>;
}

/** Begins in epoch 0 at the number it is given; number 0 was the AUTH of the handshake. */
export class FrameReceiver {
  /** Bytes of all frames that arrived in this epoch. */
  epochBytes = 0;
  /** The key of the next epoch, once the other side may switch to it. */
  nextKey: AesGcmKey | null = null;
  /** Resolves when everything that has arrived was taken, or something failed. */
  delivered: Promise<void> = Promise.resolve();
  readonly #take: FrameTaker;
  readonly #failed: (error: unknown) => void;
  readonly #arrived: ArrivedFrame[] = [];
  #isDelivering = false;
  #key: AesGcmKey;
  #epoch = 0;
  #n: number;
  #waitingBytes = 0;

  /** `failed` is told the first failure, after which nothing is handed on. */
  constructor(key: AesGcmKey, n: number, take: FrameTaker, failed: (error: unknown) => void) {
    this.#key = key;
    this.#n = n;
    this.#take = take;
    this.#failed = failed;
  }

  /** Takes a frame as it arrives, for good. Throws `ParleyError('too-large')`. */
  arrive(frame: Bytes): void {
    const type = frame[1] ?? 0;
    if (type === LINK_FRAME.auth && this.nextKey !== null) {
      // The old key is not used for anything that arrives later.
      this.#key = this.nextKey;
      this.nextKey = null;
      this.#epoch += 1;
      this.#n = 0;
      this.epochBytes = 0;
    }
    this.epochBytes += frame.length;
    const cost = frame.length + WAITING_FRAME_COST;
    this.#waitingBytes += cost;
    // SECURITY: whoever floods us fills no memory (link.hostile.test.ts: "closes when more arrives than anybody could take").
    if (this.#waitingBytes > RECEIVE_LIMIT_BYTES) throw new ParleyError('too-large');
    const key = this.#key;
    const header = frameHeader(type, this.#epoch, this.#n++);
    const open = (): Promise<Bytes> => {
      const opening = openFrame(key, header, frame);
      // WebCrypto has its copy as soon as it was asked.
      release(frame);
      return opening;
    };
    this.#arrived.push({ type, cost, open });
    if (this.#isDelivering) return;
    this.delivered = this.#deliver().catch((error: unknown) => {
      this.#arrived.length = 0;
      this.#failed(error);
    });
  }

  async #deliver(): Promise<void> {
    this.#isDelivering = true;
    while (this.#arrived.length > 0) {
      const batch = this.#arrived.splice(0, OPENING_LIMIT);
      const opened = await Promise.allSettled(batch.map((arrived) => arrived.open()));
      for (const [i, { type, cost }] of batch.entries()) {
        const result = opened[i] as PromiseSettledResult<Bytes>;
        if (result.status === 'rejected') throw result.reason;
        this.#waitingBytes -= cost;
        await this.#take(type, result.value);
      }
    }
    this.#isDelivering = false;
  }
}
