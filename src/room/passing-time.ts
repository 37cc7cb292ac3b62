/**
 * Lets messages disappear when their time has come, by this machine's clock (docs/PROTOCOL.md, "Disappearing"); `erasing.ts` has them go from the vault.
 */
import { Alarm } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import type { RoomLog } from '../log/log.js';

/** Never sooner than this again, so that what goes within a second goes together. */
const LEAST_MS = 1_000;

/** Never later, while anything is to go: clocks are set, and machines sleep. */
const MOST_MS = 60_000;

/** One room's clock. */
export class PassingTime {
  readonly #log: RoomLog;
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  /** When the alarm rings, by the clock that only grows. */
  #ringsAt = Number.POSITIVE_INFINITY;

  constructor(log: RoomLog, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
    this.#alarm = new Alarm(clock);
    log.onChange(() => this.#wait());
  }

  /** What has disappeared by now goes. */
  look(): void {
    this.#ringsAt = Number.POSITIVE_INFINITY;
    this.#log.passTime(this.#clock.wall());
    this.#wait();
  }

  close(): void {
    this.#alarm.stop();
  }

  #wait(): void {
    const { next } = this.#log.payloads.vanishing;
    const wait = Math.min(MOST_MS, Math.max(LEAST_MS, next - this.#clock.wall()));
    // What comes all the time does not put it off.
    if (next === Number.POSITIVE_INFINITY || this.#clock.now() + wait >= this.#ringsAt) return;
    this.#ringsAt = this.#clock.now() + wait;
    this.#alarm.set(wait, () => this.look());
  }
}
