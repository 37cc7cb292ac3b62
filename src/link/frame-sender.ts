/**
 * The sending half of a link: what waits, in what order it goes, and how much may be on its way.
 *
 * What waits is packed but not encrypted: it gets its epoch and number only when its turn comes, so frames of the link itself may pass it and a
 * rekey needs no pause. Invariants: nothing passes a frame that is numbered; nothing is sent after `stop`.
 */
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { Channel } from '../transport/transport.js';
import { Fifo } from './fifo.js';
import { packFrameData } from './frame-codec.js';
import { FrameSealer } from './frame-sealer.js';
import { LINK_FRAME } from './frame-types.js';

/** While this much is on its way into the channel, encrypted or not, `ready` waits; in bytes. */
export const SEND_WINDOW_BYTES = 1024 * 1024;

/** No more is handed to the channel while it holds this much, in bytes: above the 256 KiB at which it calls for more. */
export const CHANNEL_WINDOW_BYTES = 512 * 1024;

/** No more is encrypted ahead than this, in bytes: what the channel calls for is ready, and no call waits for encryption. */
const SEALED_WINDOW_BYTES = 512 * 1024;

/** `send` throws when more than this would wait: whoever sends much has to await `ready`. In bytes. */
export const SEND_QUEUE_LIMIT_BYTES = 16 * 1024 * 1024;

/** Frames being encrypted at a time. */
const SEALING_LIMIT = 64;

interface PackedFrame {
  readonly type: number;
  readonly plaintext: Bytes;
}

/** One per link. */
export class FrameSender {
  readonly #channel: Channel;
  readonly #clock: Clock;
  readonly #sealer: FrameSealer;
  readonly #urgent = new Fifo<PackedFrame>();
  readonly #ordinary = new Fifo<PackedFrame>();
  #waitingBytes = 0;
  #lastSentAt: number;
  #phase: 'open' | 'finishing' | 'stopped' = 'open';
  #isAwaitingDrain = false;
  #readyWaiters: (() => void)[] = [];
  #onFinished: (() => void) | null = null;

  constructor(channel: Channel, clock: Clock, key: AesGcmKey, onFailure: (error: unknown) => void) {
    this.#channel = channel;
    this.#clock = clock;
    this.#sealer = new FrameSealer(key, () => this.#pump(), onFailure);
    this.#lastSentAt = clock.now();
  }

  /** The epoch that the next frame will be in. */
  get epoch(): number {
    return this.#sealer.epoch;
  }

  /** Bytes of all frames numbered in this epoch. */
  get epochBytes(): number {
    return this.#sealer.epochBytes;
  }

  /** When the channel was last given a frame, by the clock. */
  get lastSentAt(): number {
    return this.#lastSentAt;
  }

  /** How many frames of the link itself wait for their turn. */
  get urgentWaiting(): number {
    return this.#urgent.length;
  }

  /** Queues a frame of the link's user, behind the others. `data` is copied. Throws `RangeError` when it is too long, or more than 16 MiB would wait. */
  send(type: number, data: Uint8Array): void {
    if (this.#phase !== 'open') return;
    const plaintext = packFrameData(type, data);
    if (this.#waitingBytes + plaintext.length > SEND_QUEUE_LIMIT_BYTES)
      throw new RangeError(`data: ${this.#waitingBytes} bytes wait already; await ready()`);
    this.#queue(this.#ordinary, { type, plaintext });
  }

  /** Queues a frame of the link itself: before whatever its user has waiting. */
  sendUrgent(type: number, data: Uint8Array): void {
    if (this.#phase === 'open') this.#queue(this.#urgent, { type, plaintext: packFrameData(type, data) });
  }

  /** From now on frames are in the next epoch, under `key`, and `auth` is the first of them. */
  switchEpoch(key: AesGcmKey, auth: Bytes): void {
    if (this.#phase !== 'open') return;
    this.#sealer.switchEpoch(key);
    this.#sealer.seal(LINK_FRAME.auth, packFrameData(LINK_FRAME.auth, auth));
  }

  /** Resolves when less than 1 MiB is on its way, or when nothing is sent any more. */
  ready(): Promise<void> {
    if (this.#isReady) return Promise.resolve();
    return new Promise((resolve) => {
      this.#readyWaiters.push(resolve);
      this.#pump();
    });
  }

  /** Drops what waits, sends one last frame behind those that are numbered, and resolves when it was handed to the channel. */
  finish(type: number, data: Uint8Array): Promise<void> {
    if (this.#phase !== 'open') return Promise.resolve();
    this.#phase = 'finishing';
    this.#dropWaiting();
    return new Promise((resolve) => {
      this.#onFinished = resolve;
      this.#sealer.seal(type, packFrameData(type, data));
    });
  }

  /** Sends nothing any more, and drops what waits and the key. */
  stop(): void {
    this.#phase = 'stopped';
    this.#sealer.stop();
    this.#dropWaiting();
    this.#onFinished?.();
    this.#onFinished = null;
  }

  get #isReady(): boolean {
    return this.#phase !== 'open' || this.#waitingBytes + this.#sealer.bytes + this.#channel.bufferedAmount < SEND_WINDOW_BYTES;
  }

  #dropWaiting(): void {
    this.#urgent.clear();
    this.#ordinary.clear();
    this.#waitingBytes = 0;
    this.#settleReady();
  }

  #queue(lane: Fifo<PackedFrame>, item: PackedFrame): void {
    lane.push(item);
    this.#waitingBytes += item.plaintext.length;
    this.#pump();
  }

  /** Hands over and encrypts what may go now; what may not is looked at again when a frame is encrypted or the channel has drained. */
  #pump(): void {
    while (this.#channel.bufferedAmount < CHANNEL_WINDOW_BYTES) {
      const frame = this.#sealer.take();
      if (frame === null) break;
      this.#channel.send(frame);
      this.#lastSentAt = this.#clock.now();
    }
    while (this.#sealer.count < SEALING_LIMIT && this.#sealer.bytes < SEALED_WINDOW_BYTES) {
      const next = this.#urgent.shift() ?? this.#ordinary.shift();
      if (next === undefined) break;
      this.#waitingBytes -= next.plaintext.length;
      this.#sealer.seal(next.type, next.plaintext);
    }
    this.#settleReady();
    if (this.#sealer.isReady || (this.#sealer.count === 0 && this.#readyWaiters.length > 0)) this.#awaitDrain();
    else if (this.#phase === 'finishing' && this.#sealer.count === 0) this.stop();
  }

  #awaitDrain(): void {
    if (this.#isAwaitingDrain) return;
    this.#isAwaitingDrain = true;
    void this.#channel.drained().then(() => {
      this.#isAwaitingDrain = false;
      // After the channel's end `drained` resolves at once, for ever: the link is told of the end and stops this.
      if (this.#phase !== 'stopped') this.#pump();
    });
  }

  #settleReady(): void {
    if (this.#readyWaiters.length === 0 || !this.#isReady) return;
    const waiters = this.#readyWaiters;
    this.#readyWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
