/**
 * Numbers frames and encrypts several at a time; they are taken in the order of their numbers, when the channel has room for them.
 *
 * Invariants: no number of an epoch is used twice; an epoch's key is dropped with the epoch; nothing is given out after `stop`.
 */
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import type { Bytes } from '../lib/bytes.js';
import { Fifo } from './fifo.js';
import { FRAME_OVERHEAD, sealFrame } from './frame-codec.js';

interface SealingSlot {
  frame: Bytes | null;
}

/** Begins in epoch 0 at number 1: number 0 was the AUTH of the handshake. */
export class FrameSealer {
  readonly #onReady: () => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #slots = new Fifo<SealingSlot>();
  #key: AesGcmKey | null;
  #epoch = 0;
  #n = 1;
  #epochBytes = 0;
  #bytes = 0;

  /** `onReady` is called when the next frame can be taken. */
  constructor(key: AesGcmKey, onReady: () => void, onFailure: (error: unknown) => void) {
    this.#key = key;
    this.#onReady = onReady;
    this.#onFailure = onFailure;
  }

  /** The epoch that the next frame will be in. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Bytes of all frames numbered in this epoch. */
  get epochBytes(): number {
    return this.#epochBytes;
  }

  /** Frames that are numbered and not taken yet. */
  get count(): number {
    return this.#slots.length;
  }

  /** Bytes of the frames that are numbered and not taken yet. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Gives a packed plaintext the next number and encrypts it. Does nothing after `stop`. */
  seal(type: number, plaintext: Bytes): void {
    if (this.#key === null) return;
    const slot: SealingSlot = { frame: null };
    const header = { type, epoch: this.#epoch, n: this.#n };
    const length = FRAME_OVERHEAD + plaintext.length;
    this.#n += 1;
    this.#epochBytes += length;
    this.#bytes += length;
    this.#slots.push(slot);
    sealFrame(this.#key, header, plaintext).then((frame) => {
      slot.frame = frame;
      if (this.#slots.first() === slot) this.#onReady();
    }, this.#onFailure);
  }

  /** The next frame will be number 0 of the next epoch, under `key`. */
  switchEpoch(key: AesGcmKey): void {
    if (this.#key === null) return;
    this.#key = key;
    this.#epoch += 1;
    this.#n = 0;
    this.#epochBytes = 0;
  }

  /** Gives out nothing any more and drops the key. */
  stop(): void {
    this.#key = null;
    this.#slots.clear();
    this.#bytes = 0;
  }

  /** Whether the next frame is whole. */
  get isReady(): boolean {
    return (this.#slots.first()?.frame ?? null) !== null;
  }

  /** Takes the next frame, or `null` when it is not whole yet or there is none. */
  take(): Bytes | null {
    const frame = this.#slots.first()?.frame ?? null;
    if (frame === null) return null;
    this.#slots.shift();
    this.#bytes -= frame.length;
    return frame;
  }
}
