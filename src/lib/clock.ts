/**
 * Time as a dependency, so that whatever waits can be tested without waiting.
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

/** The browser's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
