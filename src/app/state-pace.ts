/**
 * When the next state is made: the first change at once, a burst in steps, and while somebody types between two keys, so that no key waits for what others say.
 */
import { Alarm } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import type { Intent } from './intents.js';

/** A key is handled and on screen after so long, in milliseconds; the next comes later. */
const KEY_SHOWN_MS = 20;

/** Without another key after so long, in milliseconds, nobody types; and nothing waits longer for one that does. */
export const BETWEEN_KEYS_MS = 300;

/** What is asked for without anybody's doing anything, while they type. */
const BY_ITSELF: ReadonlySet<Intent['type']> = new Set(['mark-read', 'look-at']);

/** Times of one series of states. */
export class StatePace {
  readonly #clock: Clock;
  readonly #make: () => void;
  readonly #alarm: Alarm;
  #madeAt = Number.NEGATIVE_INFINITY;
  #typedAt = Number.NEGATIVE_INFINITY;
  /** Since when something has waited, and how long after the last state it is due; `null` while nothing does. */
  #waiting: { readonly since: number; readonly every: number } | null = null;

  /** `make` is called when a state is due. */
  constructor(clock: Clock, make: () => void) {
    this.#clock = clock;
    this.#make = make;
    this.#alarm = new Alarm(clock);
  }

  /** Something has changed: a state is due, no sooner than `every` milliseconds after the last one. */
  changed(every: number): void {
    if (this.#waiting !== null) return;
    this.#waiting = { since: this.#clock.now(), every };
    this.#set();
  }

  /** Somebody did this. A word that is typed holds up what is not theirs; anything else wants to be seen at once. */
  did({ type }: Intent): void {
    if (BY_ITSELF.has(type)) return;
    this.#typedAt = type === 'change-draft' ? this.#clock.now() : Number.NEGATIVE_INFINITY;
    if (this.#waiting !== null) this.#set();
  }

  stop(): void {
    this.#alarm.stop();
  }

  #set(): void {
    const { since, every } = this.#waiting as { since: number; every: number };
    const now = this.#clock.now();
    const sinceKey = now - this.#typedAt;
    const regular = this.#madeAt + every;
    const afterKey = this.#typedAt + (sinceKey < KEY_SHOWN_MS ? KEY_SHOWN_MS : BETWEEN_KEYS_MS);
    const due = sinceKey < BETWEEN_KEYS_MS ? Math.min(Math.max(regular, afterKey), since + BETWEEN_KEYS_MS) : regular;
    this.#alarm.set(Math.max(0, due - now), () => {
      this.#waiting = null;
      this.#madeAt = this.#clock.now();
      this.#make();
    });
  }
}
