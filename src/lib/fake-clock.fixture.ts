/**
 * A clock that stands still until a test moves it.
 */
import type { Cancel, Clock } from './clock.js';

interface FakeTimer {
  readonly at: number;
  readonly run: () => void;
}

/** Runs due timers in the order of their times as `advance` passes them, letting promises settle in between. */
export class FakeClock implements Clock {
  #now = 0;
  readonly #start: number;
  readonly #stepMs: number;
  readonly #timers = new Set<FakeTimer>();

  /**
   * `start` is the wall time, in milliseconds since 1970, at which the clock begins. With `stepMs` time goes in such steps, and what is due in one step
   * runs together before anything that follows from it: for simulations in which thousands of timers go off.
   */
  constructor(start = 1_800_000_000_000, stepMs = 0) {
    this.#start = start;
    this.#stepMs = stepMs;
  }

  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#start + this.#now;
  }

  after(ms: number, run: () => void): Cancel {
    const timer = { at: this.#now + Math.max(0, ms), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers wait. */
  get timerCount(): number {
    return this.#timers.size;
  }

  /** Moves time on by `ms` and waits until everything that became due, and what followed from it, has run. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#nextAt(); next <= end; next = this.#nextAt()) {
      this.#now = Math.max(this.#now, Math.min(end, next + this.#stepMs));
      const due = [...this.#timers].filter(({ at }) => at <= (this.#stepMs === 0 ? next : this.#now)).sort((a, b) => a.at - b.at);
      for (const timer of this.#stepMs === 0 ? due.slice(0, 1) : due) if (this.#timers.delete(timer)) timer.run();
      await settle(this.#stepMs === 0 ? undefined : STEP_TURNS);
    }
    this.#now = end;
    await settle();
  }

  /** When the next timer is due; infinite when none is. */
  #nextAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#timers) next = Math.min(next, at);
    return next;
  }
}

/** Turns of the event loop after each step of a clock that goes in steps: what takes longer goes on in the next. */
const STEP_TURNS = 3;

/** WebCrypto works on other threads: how many of its operations have not answered yet. */
let cryptoPending = 0;

function countCryptoOperations(): void {
  const prototype = SubtleCrypto.prototype as unknown as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const original = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    if (name === 'constructor' || typeof original !== 'function') continue;
    prototype[name] = function counted(this: SubtleCrypto, ...args: unknown[]): unknown {
      const answer: unknown = Reflect.apply(original, this, args);
      if (!(answer instanceof Promise)) return answer;
      cryptoPending += 1;
      const done = (): void => {
        cryptoPending -= 1;
      };
      answer.then(done, done);
      return answer;
    };
  }
}

countCryptoOperations();

/** Lets everything finish that waits for promises, messages or WebCrypto: `turns` turns of the event loop in a row with none of its operations under way. */
export async function settle(turns = 20): Promise<void> {
  const channel = new MessageChannel();
  for (let quiet = 0; quiet < turns; quiet = cryptoPending === 0 ? quiet + 1 : 0) {
    await new Promise<void>((resolve) => {
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(null);
    });
  }
  channel.port1.close();
}
