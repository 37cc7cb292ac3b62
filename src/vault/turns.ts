/** Work of the vault in its turn: one after the other, or when its time has come. */
import { Alarm } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';

/** Makes a function that does one work after the other; it resolves and rejects as the work does, which keeps nobody after it. */
export function oneAtATime(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/**
 * A timer for `run`, of which there is one at a time: setting it, in milliseconds, cancels it before, and it never runs once `stopped`. An expected failure of
 * `run` is over with it.
 */
export function timerOf(clock: Clock, stopped: AbortSignal, run: () => Promise<void>): (ms: number) => void {
  const alarm = new Alarm(clock);
  stopped.addEventListener('abort', () => alarm.stop());
  const runAlone = (): void => {
    run().catch((error: unknown) => {
      if (!(error instanceof ParleyError)) reportError(error);
    });
  };
  return (ms) => {
    if (!stopped.aborted) alarm.set(ms, runAlone);
  };
}
