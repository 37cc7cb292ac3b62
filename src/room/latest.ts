/**
 * What somebody says again and again, each time in the place of what they said before: dealt with at once, and then at most once in a while, as it is by
 * then. So a flood of it costs no more than its frames, and the last word is never lost.
 */
import type { Clock } from '../lib/clock.js';

/** The latest of what was said. */
export class Latest<Said> {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #ms: number;
  readonly #deal: (said: Said) => void;
  #isCalming = false;
  #waiting: { readonly said: Said } | null = null;

  /** `deal` is called at most once in `ms` milliseconds. */
  constructor(clock: Pick<Clock, 'after'>, ms: number, deal: (said: Said) => void) {
    this.#clock = clock;
    this.#ms = ms;
    this.#deal = deal;
  }

  /** Something was said. */
  take(said: Said): void {
    this.#waiting = { said };
    if (!this.#isCalming) this.#next();
  }

  #next(): void {
    const next = this.#waiting;
    this.#isCalming = next !== null;
    if (next === null) return;
    this.#waiting = null;
    this.#clock.after(this.#ms, () => this.#next());
    this.#deal(next.said);
  }
}
