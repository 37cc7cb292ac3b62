/**
 * Locks by itself when nobody has used the page for the time they chose.
 *
 * Two clocks are asked, since the one that only grows stands still on many machines while they sleep; the later one counts, so that a clock that was put
 * back keeps nothing open. A sleeping machine runs no timers, and one that woke runs late ones late: so the time is looked at every two seconds, and
 * whenever anything is noticed of the person before that counts as use.
 */
import { Alarm } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import type { PersonSign } from './app-parts.js';
import type { LockAfter } from './dialog-state.js';

const IDLE_LOOK_MS = 2_000;

/** The lock that idle time locks. */
export class IdleLock {
  readonly #clock: Clock;
  readonly #lock: (minutes: number) => void;
  readonly #alarm: Alarm;
  #usedAt: number;
  #usedWall: number;
  #minutes: LockAfter = null;

  /** `lock` is called once, with the time that has passed without use. Nothing happens before `set`. */
  constructor(clock: Clock, lock: (minutes: number) => void) {
    this.#clock = clock;
    this.#lock = lock;
    this.#alarm = new Alarm(clock);
    this.#usedAt = clock.now();
    this.#usedWall = clock.wall();
  }

  /** Locks after so many minutes without use from now on; never with `null`. */
  set(minutes: LockAfter): void {
    this.#minutes = minutes;
    this.#use();
    this.isOver();
  }

  /** Something is noticed of the person. Returns whether it came too late: then it is locked. */
  noticed(sign: PersonSign): boolean {
    // SECURITY: who opens a laptop that slept past the time is not the one who used it before (idle-lock.test.ts: "locks at the first sign after a sleep, which does not count as use").
    if (this.#left() <= 0) return this.isOver();
    if (sign !== 'hidden') this.#use();
    return false;
  }

  /** Whether the time is over: then it is locked. For whenever the page may have slept. */
  isOver(): boolean {
    const minutes = this.#minutes;
    const left = this.#left();
    this.#alarm.stop();
    if (minutes === null) return false;
    if (left > 0) {
      this.#alarm.set(Math.min(left, IDLE_LOOK_MS), () => this.isOver());
      return false;
    }
    this.stop();
    this.#lock(minutes);
    return true;
  }

  /** Nothing is locked any more. */
  stop(): void {
    this.#minutes = null;
    this.#alarm.stop();
  }

  #use(): void {
    this.#usedAt = this.#clock.now();
    this.#usedWall = this.#clock.wall();
  }

  /** Milliseconds until it is locked; infinite for never. */
  #left(): number {
    const unused = Math.max(this.#clock.now() - this.#usedAt, this.#clock.wall() - this.#usedWall);
    return this.#minutes === null ? Number.POSITIVE_INFINITY : this.#minutes * 60_000 - unused;
  }
}
