/**
 * The two halves of a channel: what came and what goes.
 */
import type { Bytes } from '../lib/bytes.js';
import type { ErrorCode } from '../lib/errors.js';
import { BROWSER_QUEUE_BYTES, DRAINED_BYTES } from './limits.js';
import type { ChannelReceiver } from './transport.js';

/**
 * The receiving half, whatever the channel is made of: keeps what comes before somebody listens, delivers in order, tells the end exactly once and
 * last, and counts bytes until the other side is authenticated.
 */
export class ChannelInbox {
  /** Why it ended, `null` as long as it has not. */
  endReason: ErrorCode | null = null;
  readonly #receiver = Promise.withResolvers<ChannelReceiver>();
  #untrustedBytesLeft: number;

  /** `untrustedBytes` is how much may arrive before `trust`. */
  constructor(untrustedBytes: number) {
    this.#untrustedBytesLeft = untrustedBytes;
  }

  /** Takes one message. Returns `false`, and keeps nothing of it, when it goes over what may arrive before `trust`: the channel is then to be closed. */
  put(bytes: Bytes): boolean {
    if (this.endReason !== null) return true;
    // SECURITY: strangers fill no memory, not with empty messages either (transport-conformance.fixture.ts: "closes an inbound channel at the byte after the cap").
    const price = Math.max(1, bytes.length);
    if (price > this.#untrustedBytesLeft) return false;
    this.#untrustedBytesLeft -= price;
    this.#tell((receiver) => {
      if (this.endReason !== 'link-closed') receiver.message(bytes);
    });
    return true;
  }

  /** Lifts the cap on bytes. */
  trust(): void {
    this.#untrustedBytesLeft = Number.POSITIVE_INFINITY;
  }

  /** Starts delivery, each message in a microtask of its own. Only the first call counts. */
  receive(receiver: ChannelReceiver): void {
    this.#receiver.resolve(receiver);
  }

  /** Ends the channel: later messages are ignored; with `link-closed` (our own doing) also those not delivered yet. Only the first call counts. */
  end(reason: ErrorCode): void {
    if (this.endReason !== null) return;
    this.endReason = reason;
    this.#tell((receiver) => receiver.closed(reason));
  }

  /** In the order of the calls; one that throws does not hold up those behind it. */
  #tell(what: (receiver: ChannelReceiver) => void): void {
    this.#receiver.promise.then(what).catch((error: unknown) => reportError(error));
  }
}

/**
 * The sending half of a data channel: straight into the browser's queue while that has room, else into a queue of our own, in order. PeerJS's queue
 * loses and reorders under load, and Chromium closes a channel whose queue is over 16 MiB.
 */
export class ChannelOutbox {
  readonly #channel: RTCDataChannel;
  readonly #onBroken: () => void;
  #queue: Bytes[] = [];
  #queuedBytes = 0;
  #isOver = false;
  #refilled = Promise.withResolvers<void>();

  /** `onBroken` is told when the browser refuses to send. */
  constructor(channel: RTCDataChannel, onBroken: () => void) {
    this.#channel = channel;
    this.#onBroken = onBroken;
    channel.bufferedAmountLowThreshold = DRAINED_BYTES;
    channel.addEventListener('bufferedamountlow', () => this.#refill());
  }

  /** Bytes that have not left yet; none when it is over. */
  get bufferedAmount(): number {
    return this.#isOver ? 0 : this.#channel.bufferedAmount + this.#queuedBytes;
  }

  /** Sends, now or in its turn. Does nothing when it is over. */
  send(bytes: Bytes): void {
    if (this.#isOver) return;
    if (this.#queue.length === 0 && this.#channel.bufferedAmount <= BROWSER_QUEUE_BYTES) {
      this.#hand(bytes);
    } else {
      this.#queue.push(bytes);
      this.#queuedBytes += bytes.length;
    }
  }

  /** Resolves when `bufferedAmount` is at most `DRAINED_BYTES`, or the outbox is over. */
  async drained(): Promise<void> {
    while (this.bufferedAmount > DRAINED_BYTES) await this.#refilled.promise;
  }

  /** Hands over all that waits and closes the data channel, which still delivers what it holds. */
  finish(): void {
    for (const bytes of this.#queue) this.#hand(bytes);
    this.abandon();
    this.#channel.close();
  }

  /** Drops what waits and releases who waits. */
  abandon(): void {
    this.#isOver = true;
    this.#queue = [];
    this.#refilled.resolve();
  }

  #hand(bytes: Bytes): void {
    try {
      this.#channel.send(bytes);
    } catch {
      // Whatever the browser's reason is, a message that can't be sent ends a channel that promises all messages in order.
      this.#onBroken();
    }
  }

  #refill(): void {
    let count = 0;
    for (const bytes of this.#queue) {
      if (this.#channel.bufferedAmount > BROWSER_QUEUE_BYTES) break;
      this.#hand(bytes);
      this.#queuedBytes -= bytes.length;
      count += 1;
    }
    // In one piece, since cutting its head each time is slow for long queues.
    this.#queue.splice(0, count);
    this.#refilled.resolve();
    this.#refilled = Promise.withResolvers();
  }
}
