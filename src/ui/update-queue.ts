/**
 * One queue for every element that has something new to show, emptied in one microtask: parents before the children they feed, each once.
 */

/** What the queue can hold. */
export interface Updatable {
  /** Writes what is new to the DOM. */
  performUpdate(): void;
}

const waitingUpdates = new Set<Updatable>();
let runningFlush: Promise<void> | null = null;

function flushUpdates(): void {
  runningFlush = null;
  // A Set visits what is added while it is walked, so children fed by a parent are updated in the same turn.
  for (const element of waitingUpdates) {
    waitingUpdates.delete(element);
    try {
      element.performUpdate();
    } catch (error) {
      // One broken element must not keep the others from being true.
      reportError(error);
    }
  }
}

/** Queues an update. The promise ends once this update, and every one that it caused, is on the page. */
export function scheduleUpdate(element: Updatable): Promise<void> {
  waitingUpdates.add(element);
  runningFlush ??= Promise.resolve().then(flushUpdates);
  return runningFlush;
}
