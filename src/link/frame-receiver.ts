/**
 * The receiving half of a link: judges each frame's header the moment it arrives, decrypts several at a time, delivers in order.
 *
 * Invariants: exactly the expected number of the expected epoch is accepted; a new epoch begins with its AUTH and with nothing else; what came before a
 * bad frame is delivered, nothing from it on; memory and the work done in one go are bounded, whatever the other side sends.
 */
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { Fifo } from './fifo.js';
import { openFrame, readFrameHeader } from './frame-codec.js';
import type { FrameHeader } from './frame-codec.js';
import { LINK_FRAME } from './frame-types.js';

/** When more than this waits for being decrypted or taken, the link fails: no honest side gets there, since rooms ask for what they can take. In bytes. */
export const RECEIVE_LIMIT_BYTES = 32 * 1024 * 1024;

/** What a waiting frame counts on top of its length, so that a flood of tiny frames is bounded too. */
export const WAITING_FRAME_COST = 256;

/** Frames being decrypted, or decrypted and waiting for an earlier one. */
const OPENING_LIMIT = 64;

/** Where a receiver's frames and its end go. */
export interface FrameReceiverHandlers {
  /** One frame, in order. The next one waits until a returned promise is fulfilled; throwing, or a rejection, is a failure. */
  frame(type: number, data: Bytes): Promise<void> | null;
  /** The other side broke the rules, or something was tampered with. Called once, and last. */
  failed(error: unknown): void;
  /** Everything that had arrived when `end` was called is delivered. Called once, and last. */
  ended(): void;
}

interface ArrivedFrame {
  readonly header: FrameHeader;
  readonly frame: Bytes;
  readonly key: AesGcmKey;
}

interface OpeningSlot {
  readonly type: number;
  readonly cost: number;
  data: Bytes | null;
  failure: { readonly error: unknown } | null;
}

/** Begins in epoch 0 at the number it is given; number 0 was the AUTH of the handshake. */
export class FrameReceiver {
  readonly #handlers: FrameReceiverHandlers;
  readonly #arrived = new Fifo<ArrivedFrame>();
  readonly #opening = new Fifo<OpeningSlot>();
  #key: AesGcmKey;
  #nextKey: AesGcmKey | null = null;
  #epoch = 0;
  #n: number;
  #epochBytes = 0;
  #waitingBytes = 0;
  #isPaused = false;
  #phase: 'open' | 'ending' | 'stopped' = 'open';
  #lastFailure: { readonly error: unknown } | null = null;

  constructor(key: AesGcmKey, n: number, handlers: FrameReceiverHandlers) {
    this.#key = key;
    this.#n = n;
    this.#handlers = handlers;
  }

  /** Bytes of all frames that arrived in this epoch. */
  get epochBytes(): number {
    return this.#epochBytes;
  }

  /** Takes a frame as it arrives. */
  arrive(frame: Bytes): void {
    if (this.#phase !== 'open') return;
    try {
      const header = readFrameHeader(frame);
      this.#expect(header);
      this.#epochBytes += frame.length;
      this.#waitingBytes += frame.length + WAITING_FRAME_COST;
      this.#arrived.push({ header, frame, key: this.#key });
    } catch (error) {
      // Whatever came before it was in order and is still delivered.
      this.#lastFailure = { error };
      this.end();
    }
    // SECURITY: whoever floods us fills no memory (link.hostile.test.ts: "closes when more arrives than anybody could take").
    if (this.#waitingBytes > RECEIVE_LIMIT_BYTES) this.#fail(new ParleyError('too-large', 'frames arrive faster than they can be taken'));
    this.#open();
  }

  /** The other side may now switch to the next epoch, whose key this is. */
  allowNextEpoch(key: AesGcmKey): void {
    this.#nextKey = key;
  }

  /** Nothing more arrives; what did is still delivered, then `ended` is called. */
  end(): void {
    if (this.#phase !== 'open') return;
    this.#phase = 'ending';
    this.#deliver();
  }

  /** Delivers nothing any more, calls nobody, and drops everything. */
  stop(): void {
    this.#phase = 'stopped';
    this.#nextKey = null;
    this.#arrived.clear();
    this.#opening.clear();
  }

  /** Accepts the header or throws; a switch of epochs happens here, so the old key is not used for anything that arrives later. */
  #expect(header: FrameHeader): void {
    const isSwitch = this.#nextKey !== null && header.type === LINK_FRAME.auth && header.n === 0 && header.epoch === this.#epoch + 1;
    if (isSwitch && this.#nextKey !== null) {
      this.#key = this.#nextKey;
      this.#nextKey = null;
      this.#epoch += 1;
      this.#n = 1;
      this.#epochBytes = 0;
      return;
    }
    // SECURITY: a frame that was replayed, dropped, moved or sent back ends the link here (link.hostile.test.ts: "closes at a frame that is replayed", and its neighbours).
    const isExpected = header.epoch === this.#epoch && header.n === this.#n && header.type !== LINK_FRAME.auth;
    if (!isExpected)
      throw new ParleyError(
        'frame-invalid',
        `type ${header.type}, epoch ${header.epoch}, n ${header.n}; expected epoch ${this.#epoch}, n ${this.#n}`,
      );
    this.#n += 1;
  }

  #open(): void {
    while (this.#opening.length < OPENING_LIMIT) {
      const arrived = this.#arrived.shift();
      if (arrived === undefined) return;
      const slot: OpeningSlot = { type: arrived.header.type, cost: arrived.frame.length + WAITING_FRAME_COST, data: null, failure: null };
      this.#opening.push(slot);
      openFrame(arrived.key, arrived.header, arrived.frame).then(
        (data) => {
          slot.data = data;
          this.#deliver();
        },
        (error: unknown) => {
          slot.failure = { error };
          this.#deliver();
        },
      );
    }
  }

  #deliver(): void {
    while (!this.#isPaused) {
      const slot = this.#opening.first();
      if (slot?.failure) this.#fail(slot.failure.error);
      if (slot === undefined || slot.data === null) break;
      this.#opening.shift();
      this.#waitingBytes -= slot.cost;
      this.#hand(slot.type, slot.data);
    }
    this.#open();
    if (this.#phase === 'ending' && !this.#isPaused && this.#opening.length === 0) {
      const failure = this.#lastFailure;
      this.stop();
      if (failure === null) this.#handlers.ended();
      else this.#handlers.failed(failure.error);
    }
  }

  #hand(type: number, data: Bytes): void {
    try {
      const pending = this.#handlers.frame(type, data);
      if (pending !== null) this.#pauseFor(pending);
    } catch (error) {
      this.#fail(error);
    }
  }

  #pauseFor(pending: Promise<void>): void {
    this.#isPaused = true;
    pending.then(
      () => {
        this.#isPaused = false;
        this.#deliver();
      },
      (error: unknown) => this.#fail(error),
    );
  }

  #fail(error: unknown): void {
    if (this.#phase === 'stopped') return;
    this.stop();
    this.#handlers.failed(error);
  }
}
