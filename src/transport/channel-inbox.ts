/**
 * The receiving half of a channel: keeps what comes before somebody listens, delivers in order, tells the end exactly once and last, and
 * counts bytes until the other side is authenticated.
 */
import type { Bytes } from '../lib/bytes.js';
import type { ErrorCode } from '../lib/errors.js';
import type { ChannelReceiver } from './transport.js';

/** One per channel, whatever the channel is made of. */
export class ChannelInbox {
  #receiver: ChannelReceiver | null = null;
  #early: Bytes[] = [];
  #isFlowing = false;
  #endReason: ErrorCode | null = null;
  #untrustedBytesLeft: number;

  /** `untrustedBytes` is how much may arrive before `trust`. */
  constructor(untrustedBytes: number) {
    this.#untrustedBytesLeft = untrustedBytes;
  }

  /** Whether `end` was called. */
  get isEnded(): boolean {
    return this.#endReason !== null;
  }

  /** Takes one message. Returns `false`, and keeps nothing of it, when it goes over what may arrive before `trust`: the channel is then to be closed. */
  put(bytes: Bytes): boolean {
    if (this.isEnded) return true;
    // SECURITY: whoever is not authenticated can fill no memory; an empty message has a price too ("closes an inbound channel at the byte after the cap" in transport-conformance.fixture.ts).
    const price = Math.max(1, bytes.length);
    if (price > this.#untrustedBytesLeft) return false;
    this.#untrustedBytesLeft -= price;
    if (this.#isFlowing) this.#tell(bytes);
    else this.#early.push(bytes);
    return true;
  }

  /** Lifts the cap on bytes. */
  trust(): void {
    this.#untrustedBytesLeft = Number.POSITIVE_INFINITY;
  }

  /** Starts delivery in a microtask. Throws `TypeError` the second time. */
  receive(receiver: ChannelReceiver): void {
    if (this.#receiver !== null) throw new TypeError('receive was called before');
    this.#receiver = receiver;
    queueMicrotask(() => this.#flow());
  }

  /** Ends the channel: later messages are ignored; with `link-closed` (our own doing) also those not delivered yet. Only the first call counts. */
  end(reason: ErrorCode): void {
    if (this.isEnded) return;
    this.#endReason = reason;
    if (reason === 'link-closed') this.#early = [];
    if (this.#isFlowing) queueMicrotask(() => this.#tellEnd());
  }

  #flow(): void {
    for (;;) {
      // Read anew each time: `end` may have emptied it while a message was delivered.
      const next = this.#early.shift();
      if (next === undefined) break;
      this.#tell(next);
    }
    this.#isFlowing = true;
    if (this.isEnded) this.#tellEnd();
  }

  #tell(bytes: Bytes): void {
    try {
      this.#receiver?.message(bytes);
    } catch (error) {
      // One bad message must not hold up those behind it.
      reportError(error);
    }
  }

  #tellEnd(): void {
    if (this.#endReason === null) return;
    try {
      this.#receiver?.closed(this.#endReason);
    } catch (error) {
      reportError(error);
    }
  }
}
