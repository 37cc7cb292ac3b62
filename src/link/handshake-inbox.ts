/**
 * What a channel brings before there is a link: a few messages, one at a time, within 10 s and 512 bytes (DESIGN section 4, "Rendezvous").
 *
 * Invariant: after the first failure (end, time, too much) the channel is closed and there will be no link.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Channel } from '../transport/transport.js';
import { RECEIVE_LIMIT_BYTES } from './frame-receiver.js';
import type { Link } from './link.js';

/** How long a handshake may take, in milliseconds. */
const HANDSHAKE_MS = 10_000;

/** How many bytes the other side may send before it is authenticated. */
const HANDSHAKE_BYTES = 512;

/** Takes over the receiving side of a channel. */
export class HandshakeInbox {
  /** Its promise rejects as soon as something fails, and never resolves. */
  readonly failure = Promise.withResolvers<never>();
  readonly #channel: Channel;
  readonly #stopTimer: Cancel;
  readonly #waiting: Bytes[] = [];
  #wake = (): void => undefined;
  #bytesLeft = HANDSHAKE_BYTES;
  #codeWhenClosed: ErrorCode = 'channel-closed';
  #hasFailed = false;
  #link: Link | null = null;

  constructor(channel: Channel, clock: Clock) {
    this.#channel = channel;
    this.#stopTimer = clock.after(HANDSHAKE_MS, () => this.fail(new ParleyError('handshake-timeout')));
    channel.receive({ message: (bytes) => this.#take(bytes), closed: (reason) => this.#closed(reason) });
  }

  /** The next message. `codeWhenClosed` is what it means when the other side closes the channel from here on. */
  async next(codeWhenClosed: ErrorCode): Promise<Bytes> {
    this.#codeWhenClosed = codeWhenClosed;
    if (this.#waiting.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#waiting.shift() as Bytes;
  }

  /** The other side is authenticated: it may send as much as on a link. */
  trust(): void {
    this.#bytesLeft = RECEIVE_LIMIT_BYTES;
    this.#channel.trust();
  }

  /** Ends the handshake's part: the link gets what waits, and everything from now on. */
  handOver(link: Link): void {
    // Too late: nobody waits for it any more.
    if (this.#hasFailed) link.close();
    this.#stopTimer();
    this.#link = link;
    for (const message of this.#waiting) link.arrive(message);
  }

  /** Closes the channel, silently. */
  fail(error: unknown): void {
    this.#hasFailed = true;
    this.#stopTimer();
    this.#channel.close();
    this.failure.reject(error);
  }

  #take(bytes: Bytes): void {
    if (this.#link !== null) {
      this.#link.arrive(bytes);
      return;
    }
    // SECURITY: strangers fill no memory and cost no work beyond one handshake (establish-link.test.ts: "closes when the other side sends more than 512 bytes before it is authenticated").
    this.#bytesLeft -= Math.max(1, bytes.length);
    if (this.#bytesLeft < 0) this.fail(new ParleyError('too-large'));
    else {
      this.#waiting.push(bytes);
      this.#wake();
    }
  }

  #closed(reason: ErrorCode): void {
    if (this.#link === null) this.fail(new ParleyError(reason === 'channel-closed' ? this.#codeWhenClosed : reason));
    else this.#link.channelClosed(reason);
  }
}
