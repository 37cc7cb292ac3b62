/**
 * Time as a dependency: so whatever waits can be tested without waiting.
 */

/** Cancels what it was returned for; calling it again does nothing. */
export type Cancel = () => void;

/** Time and timers. Tests use `FakeClock`. */
export interface Clock {
  /** Milliseconds that only ever grow; the zero is arbitrary. */
  now(): number;
  /** Milliseconds since 1970, as the machine believes. */
  wall(): number;
  /** Calls `run` once, `ms` milliseconds from now at the earliest. */
  after(ms: number, run: () => void): Cancel;
}

/** One timer that can be set anew: what it was set to before is forgotten. */
export class Alarm {
  readonly #clock: Clock;
  #cancel: Cancel = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `run` once, `ms` milliseconds from now at the earliest. */
  set(ms: number, run: () => void): void {
    this.#cancel();
    this.#cancel = this.#clock.after(ms, run);
  }

  stop(): void {
    this.#cancel();
  }
}

/** The browser's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
