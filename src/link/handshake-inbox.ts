/**
 * What a channel brings before there is a link: a few messages, one at a time, within 10 s and 512 bytes (DESIGN section 4, "Rendezvous").
 *
 * Invariant: after the first failure (end, time, too much) nothing is handed out, and the channel is closed.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Channel, ChannelReceiver } from '../transport/transport.js';
import { RECEIVE_LIMIT_BYTES } from './frame-receiver.js';

/** How long a handshake may take, in milliseconds. */
export const HANDSHAKE_MS = 10_000;

/** How many bytes the other side may send before it is authenticated. */
export const HANDSHAKE_BYTES = 512;

/** Where messages go once there is a link. */
export interface HandshakeSuccessor {
  arrive(bytes: Bytes): void;
  channelClosed(reason: ErrorCode): void;
}

/** Takes over the receiving side of a channel. */
export class HandshakeInbox {
  readonly #channel: Channel;
  readonly #stopTimer: Cancel;
  readonly #waiting: Bytes[] = [];
  readonly #failure = Promise.withResolvers<never>();
  #bytesLeft = HANDSHAKE_BYTES;
  #codeWhenClosed: ErrorCode = 'channel-closed';
  #onMessage: ((message: Bytes) => void) | null = null;
  #successor: HandshakeSuccessor | null = null;
  #error: ParleyError | null = null;

  constructor(channel: Channel, clock: Clock) {
    this.#channel = channel;
    this.#stopTimer = clock.after(HANDSHAKE_MS, () => this.fail(new ParleyError('handshake-timeout')));
    // Whether anybody waits for it or not, a failure is known by `#error` too.
    this.#failure.promise.catch(() => undefined);
    const receiver: ChannelReceiver = { message: (bytes) => this.#message(bytes), closed: (reason) => this.#closed(reason) };
    channel.receive(receiver);
  }

  /** Rejects as soon as something fails; never resolves. */
  get failure(): Promise<never> {
    return this.#failure.promise;
  }

  /** The next message. `codeWhenClosed` is what it means when the other side closes the channel from here on. */
  next(codeWhenClosed: ErrorCode): Promise<Bytes> {
    this.#codeWhenClosed = codeWhenClosed;
    const message = this.#waiting.shift();
    if (message !== undefined) return Promise.resolve(message);
    return new Promise((resolve) => {
      this.#onMessage = resolve;
    });
  }

  /** The other side is authenticated: it may send as much as on a link. */
  trust(): void {
    this.#bytesLeft = RECEIVE_LIMIT_BYTES;
    this.#channel.trust();
  }

  /** Ends the handshake's part: what `make` makes gets what waits, and everything from now on. Throws what failed, if something did, instead of making it. */
  handOver<Successor extends HandshakeSuccessor>(make: () => Successor): Successor {
    if (this.#error !== null) throw this.#error;
    this.#stopTimer();
    const successor = make();
    this.#successor = successor;
    for (const message of this.#waiting) successor.arrive(message);
    return successor;
  }

  /** Closes the channel, silently. */
  fail(error: ParleyError): void {
    if (this.#error !== null) return;
    this.#error = error;
    this.#stopTimer();
    this.#channel.close();
    this.#failure.reject(error);
  }

  #message(bytes: Bytes): void {
    if (this.#successor !== null) {
      this.#successor.arrive(bytes);
      return;
    }
    if (this.#error !== null) return;
    // SECURITY: strangers fill no memory and cost no work beyond one handshake (establish-link.test.ts: "closes when the other side sends more than 512 bytes before it is authenticated").
    this.#bytesLeft -= Math.max(1, bytes.length);
    if (this.#bytesLeft < 0) {
      this.fail(new ParleyError('too-large', 'more than a handshake'));
      return;
    }
    if (this.#onMessage === null) this.#waiting.push(bytes);
    else {
      this.#onMessage(bytes);
      this.#onMessage = null;
    }
  }

  #closed(reason: ErrorCode): void {
    if (this.#successor !== null) this.#successor.channelClosed(reason);
    else this.fail(new ParleyError(reason === 'channel-closed' ? this.#codeWhenClosed : reason));
  }
}
