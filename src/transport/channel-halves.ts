/**
 * The two halves of a channel: what came and what goes.
 */
import type { Bytes } from '../lib/bytes.js';
import type { ErrorCode } from '../lib/errors.js';
import { DRAINED_BYTES } from './limits.js';
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
 * The sending half of a data channel: straight into the browser's queue, which callers keep short. PeerJS's own queue loses and reorders under load.
 */
export class ChannelOutbox {
  readonly #channel: RTCDataChannel;
  readonly #onBroken: () => void;
  #isOver = false;
  #low = Promise.withResolvers<void>();

  /** `onBroken` is told when the browser refuses to send, as Chromium does over 16 MiB. */
  constructor(channel: RTCDataChannel, onBroken: () => void) {
    this.#channel = channel;
    this.#onBroken = onBroken;
    channel.bufferedAmountLowThreshold = DRAINED_BYTES;
    channel.addEventListener('bufferedamountlow', () => {
      this.#low.resolve();
      this.#low = Promise.withResolvers();
    });
  }

  /** Bytes that have not left yet; none when it is over. */
  get bufferedAmount(): number {
    return this.#isOver ? 0 : this.#channel.bufferedAmount;
  }

  /** Bytes that have not left yet, whether it is over or not. */
  get heldBytes(): number {
    return this.#channel.bufferedAmount;
  }

  /** Does nothing when it is over. */
  send(bytes: Bytes): void {
    if (this.#isOver) return;
    try {
      this.#channel.send(bytes);
    } catch {
      // Whatever the browser's reason is, a message that can't be sent ends a channel that promises all messages in order.
      this.#onBroken();
    }
  }

  /** Resolves when `bufferedAmount` is at most `DRAINED_BYTES`, or the outbox is over. */
  async drained(): Promise<void> {
    while (this.bufferedAmount > DRAINED_BYTES) await this.#low.promise;
  }

  /** Closes the data channel, which still delivers what it holds. */
  finish(): void {
    this.abandon();
    this.#channel.close();
  }

  /** Sends nothing more and releases who waits. */
  abandon(): void {
    this.#isOver = true;
    this.#low.resolve();
  }
}
