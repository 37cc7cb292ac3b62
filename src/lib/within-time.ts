/**
 * Waiting no longer than one has time for.
 */
import type { Clock } from './clock.js';

/** What the promise resolves or rejects with, or `null` once `ms` milliseconds have gone without either. */
export function withinTime<Result>(clock: Clock, ms: number, promise: Promise<Result>): Promise<Result | null> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve(null));
    promise.then(resolve, reject).finally(cancel);
  });
}
