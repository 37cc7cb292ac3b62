/**
 * Whether the other side is still there (DESIGN section 4, "Liveness"; WebRTC itself takes up to a minute to notice).
 *
 * A ping goes out when for 5 s nothing was sent or nothing was heard, at most one in 5 s: so each side hears something every 5 s, even from one that is
 * busy sending or whose timers the browser slows down. A link is dead when nothing was heard for 15 s. When a tick comes much too late the machine slept
 * or the page was frozen, and silence proves nothing: then a ping goes out and the other side has 5 s more.
 */
import type { Cancel, Clock } from '../lib/clock.js';

/** Silence, in either direction, after which a ping goes out, in milliseconds. */
export const PING_AFTER_MS = 5_000;

/** Silence of the other side after which the link is dead, in milliseconds. */
export const DEAD_AFTER_MS = 15_000;

/** A tick that is this late, in milliseconds, means that the machine slept. */
const SLEPT_AFTER_MS = 5_000;

/** What a heartbeat watches and does. */
export interface HeartbeatHost {
  /** When something was last sent, by the clock. */
  lastSentAt(): number;
  ping(): void;
  dead(): void;
}

/** Beats from its construction until `stop`, or until it said `dead`. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #host: HeartbeatHost;
  #lastHeardAt: number;
  #lastPingAt: number;
  #mercyUntil = Number.NEGATIVE_INFINITY;
  #dueAt = 0;
  #dueWall = 0;
  #stopTimer: Cancel = () => undefined;

  constructor(clock: Clock, host: HeartbeatHost) {
    this.#clock = clock;
    this.#host = host;
    this.#lastHeardAt = clock.now();
    this.#lastPingAt = clock.now();
    this.#schedule();
  }

  /** Something came from the other side. */
  heard(): void {
    this.#lastHeardAt = this.#clock.now();
  }

  /** No beat any more. */
  stop(): void {
    this.#stopTimer();
  }

  get #deadAt(): number {
    return Math.max(this.#lastHeardAt + DEAD_AFTER_MS, this.#mercyUntil);
  }

  get #pingAt(): number {
    return Math.max(this.#lastPingAt, Math.min(this.#host.lastSentAt(), this.#lastHeardAt)) + PING_AFTER_MS;
  }

  #schedule(): void {
    const now = this.#clock.now();
    const wait = Math.max(0, Math.min(this.#pingAt, this.#deadAt) - now);
    this.#dueAt = now + wait;
    this.#dueWall = this.#clock.wall() + wait;
    this.#stopTimer = this.#clock.after(wait, () => this.#tick());
  }

  #tick(): void {
    const now = this.#clock.now();
    // Not every browser's `now` counts the time asleep; the wall clock does.
    const late = Math.max(now - this.#dueAt, this.#clock.wall() - this.#dueWall);
    const hasSlept = late >= SLEPT_AFTER_MS;
    // Once in a silence: a page whose timers are always late must still notice an end.
    if (hasSlept && this.#mercyUntil <= this.#lastHeardAt) this.#mercyUntil = now + PING_AFTER_MS;
    if (now >= this.#deadAt) {
      this.#host.dead();
      return;
    }
    if (hasSlept || now >= this.#pingAt) {
      this.#lastPingAt = now;
      this.#host.ping();
    }
    this.#schedule();
  }
}
