/**
 * Pings and who waits for their answers. A ping carries eight random bytes, so its answer can be told from that of another.
 */
import { randomBytes } from '../crypto/primitives.js';
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';

/** Bytes in a PING and in its PONG. */
export const PING_LENGTH = 8;

/** Answers to pings that may wait for their turn: an honest side never has so many pings open. */
export const WAITING_PONGS_LIMIT = 64;

/** Throws `ParleyError('frame-invalid')` unless a PING or PONG has eight bytes. */
export function requirePingLength(data: Bytes): void {
  if (data.length !== PING_LENGTH) throw new ParleyError('frame-invalid', `PING or PONG of ${data.length} bytes`);
}

/** One per link. */
export class PingAnswers {
  readonly #clock: Clock;
  readonly #send: (data: Bytes) => void;
  readonly #waiters = new Map<string, (isAnswered: boolean) => void>();

  /** `send` sends a PING. */
  constructor(clock: Clock, send: (data: Bytes) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Sends a ping whose answer nobody waits for: that something comes back is enough. */
  ping(): void {
    this.#send(randomBytes(PING_LENGTH));
  }

  /** Sends a ping and says whether its own answer came within `ms` milliseconds. */
  isAnsweredWithin(ms: number): Promise<boolean> {
    const data = randomBytes(PING_LENGTH);
    const name = hexOf(data);
    return new Promise((resolve) => {
      const stopTimer = this.#clock.after(ms, () => this.#settle(name, false));
      this.#waiters.set(name, (isAnswered) => {
        stopTimer();
        resolve(isAnswered);
      });
      this.#send(data);
    });
  }

  /** A PONG came. One that nobody waits for, or not any more, means nothing. */
  answered(data: Bytes): void {
    this.#settle(hexOf(data), true);
  }

  /** Nothing is answered any more. */
  stop(): void {
    for (const name of [...this.#waiters.keys()]) this.#settle(name, false);
  }

  #settle(name: string, isAnswered: boolean): void {
    const waiter = this.#waiters.get(name);
    this.#waiters.delete(name);
    waiter?.(isAnswered);
  }
}
