/**
 * Values that somebody waits for: what comes is kept in order, and `next` gives one after the other.
 */

/** A value that was waited for has not come in time. */
export class NothingCame extends Error {}

/** Values in the order in which they came. */
export class Queue<T> {
  readonly #values: T[] = [];
  #wake: (() => void) | null = null;
  #isEnded = false;

  /** Adds a value. After `end` it is dropped. */
  push(value: T): void {
    if (!this.#isEnded) this.#values.push(value);
    this.#wake?.();
  }

  /** Nothing more comes. */
  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  /** Whether the next one has not come yet. */
  get isEmpty(): boolean {
    return this.#values.length === 0;
  }

  /** The next value; `null` at the end. Rejects after so many milliseconds without either; `null` waits for as long as the test lasts. One caller at a time. */
  async next(timeoutMs: number | null = 10_000): Promise<T | null> {
    if (this.#values.length === 0 && !this.#isEnded) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve, reject) => {
        this.#wake = resolve;
        if (timeoutMs !== null) timer = setTimeout(() => reject(new NothingCame(`nothing came for ${String(timeoutMs)} ms`)), timeoutMs);
      });
      clearTimeout(timer);
      this.#wake = null;
    }
    return this.#values.shift() ?? null;
  }
}
