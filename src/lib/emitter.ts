/**
 * A typed list of listeners.
 */
import type { Cancel } from './clock.js';

/** Calls its listeners in the order they were added. A listener that throws stops nobody else: its error is reported to the console's `error` event. */
export class Emitter<Value> {
  readonly #listeners = new Set<(value: Value) => void>();

  /** Adds a listener; the returned function removes it. */
  listen(listener: (value: Value) => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells every listener. */
  emit(value: Value): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
