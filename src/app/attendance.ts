/**
 * Whether the person is at the page, from what the page notices of them: away when it was hidden for a minute, or untouched for five.
 */
import { Alarm } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import type { PersonSign } from './app-parts.js';

const HIDDEN_AWAY_MS = 60_000;
const UNTOUCHED_AWAY_MS = 300_000;

/** Whether one person is there. */
export class Attendance {
  readonly #clock: Clock;
  readonly #changed: (isAway: boolean) => void;
  readonly #alarm: Alarm;
  #touchedAt: number;
  /** When the page was hidden, or infinitely late while it is in sight. */
  #hiddenAt: number;
  #isAway = false;

  /** `changed`: whether they are away, when that is another answer than before; at first they are not. Begins at once. */
  constructor(clock: Clock, isVisible: boolean, changed: (isAway: boolean) => void) {
    this.#clock = clock;
    this.#changed = changed;
    this.#alarm = new Alarm(clock);
    this.#touchedAt = clock.now();
    this.#hiddenAt = isVisible ? Number.POSITIVE_INFINITY : clock.now();
    this.#review();
  }

  /** The page notices something of the person. */
  noticed(sign: PersonSign): void {
    const now = this.#clock.now();
    if (sign === 'hidden') this.#hiddenAt = now;
    else this.#touchedAt = now;
    if (sign === 'shown') this.#hiddenAt = Number.POSITIVE_INFINITY;
    // A pointer that moves is noticed very often: the alarm that is set finds out by itself that it is too early.
    if (sign !== 'input' || this.#isAway) this.#review();
  }

  /** Nothing is found out any more. */
  stop(): void {
    this.#alarm.stop();
  }

  #review(): void {
    const left = Math.min(this.#touchedAt + UNTOUCHED_AWAY_MS, this.#hiddenAt + HIDDEN_AWAY_MS) - this.#clock.now();
    const isAway = left <= 0;
    if (!isAway) this.#alarm.set(left, () => this.#review());
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    this.#changed(isAway);
  }
}
