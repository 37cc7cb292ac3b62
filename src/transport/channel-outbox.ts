/**
 * The sending half of a channel: straight into the browser's queue while that has room, else into a queue of our own, in order.
 *
 * PeerJS's queue loses and reorders under load, and Chromium closes a channel whose queue is over 16 MiB.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { BROWSER_QUEUE_BYTES, DRAINED_BYTES } from './limits.js';

/** One per data channel. */
export class ChannelOutbox {
  readonly #channel: RTCDataChannel;
  readonly #onBroken: () => void;
  #queue: Bytes[] = [];
  /** How many of `#queue` are sent already; the array is cut in one piece, since cutting its head each time is slow for long queues. */
  #sentCount = 0;
  #queuedBytes = 0;
  #waiting: (() => void)[] = [];
  #onEmpty: (() => void) | null = null;
  #isAbandoned = false;

  /** `onBroken` is told when the browser refuses to send. */
  constructor(channel: RTCDataChannel, onBroken: () => void) {
    this.#channel = channel;
    this.#onBroken = onBroken;
    channel.bufferedAmountLowThreshold = DRAINED_BYTES;
    channel.addEventListener('bufferedamountlow', () => this.#refill());
  }

  /** Bytes that have not left yet. */
  get bufferedAmount(): number {
    return this.#channel.bufferedAmount + this.#queuedBytes;
  }

  /** Sends, now or in its turn. */
  send(bytes: Bytes): void {
    if (this.#queue.length === 0 && this.#channel.bufferedAmount <= BROWSER_QUEUE_BYTES) {
      this.#hand(bytes);
    } else {
      this.#queue.push(bytes);
      this.#queuedBytes += bytes.length;
    }
  }

  /** Resolves when `bufferedAmount` is at most `DRAINED_BYTES`, or the outbox was abandoned. */
  drained(): Promise<void> {
    if (this.#isDrained) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /**
   * Closes the data channel once everything is handed over, which still delivers what it holds, and calls `done` when it is closed or `ms` have passed. Returns
   * `false`, and does nothing, when it isn't open.
   */
  flushAndClose(clock: Clock, ms: number, done: () => void): boolean {
    if (this.#channel.readyState !== 'open') return false;
    const finish = () => {
      stop();
      this.#channel.removeEventListener('close', finish);
      this.abandon();
      done();
    };
    const stop = clock.after(ms, finish);
    this.#channel.addEventListener('close', finish);
    this.#onEmpty = () => this.#channel.close();
    if (this.#queue.length === 0) this.#onEmpty();
    return true;
  }

  /** Drops what waits and releases who waits. */
  abandon(): void {
    this.#isAbandoned = true;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#release();
  }

  get #isDrained(): boolean {
    return this.#isAbandoned || this.bufferedAmount <= DRAINED_BYTES;
  }

  #hand(bytes: Bytes): void {
    if (this.#channel.readyState !== 'open') return;
    try {
      this.#channel.send(bytes);
    } catch {
      // Whatever the browser's reason is, a message that can't be sent ends a channel that promises all messages in order.
      this.#onBroken();
    }
  }

  #refill(): void {
    while (this.#sentCount < this.#queue.length && this.#channel.bufferedAmount <= BROWSER_QUEUE_BYTES) {
      const bytes = this.#queue[this.#sentCount] as Bytes;
      this.#sentCount += 1;
      this.#queuedBytes -= bytes.length;
      this.#hand(bytes);
    }
    if (this.#sentCount === this.#queue.length) {
      this.#queue = [];
      this.#sentCount = 0;
      this.#onEmpty?.();
    }
    this.#release();
  }

  #release(): void {
    if (!this.#isDrained) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
