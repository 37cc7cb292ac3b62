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
  readonly #timers = new Set<FakeTimer>();

  /** `start` is the wall time, in milliseconds since 1970, at which the clock begins. */
  constructor(start = 1_800_000_000_000) {
    this.#start = start;
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

  /** Moves time on by `ms` and waits until everything that became due, and what followed from it, has run. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      let next: FakeTimer | null = null;
      for (const timer of this.#timers) {
        if (timer.at <= end && (next === null || timer.at < next.at)) next = timer;
      }
      if (next === null) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

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
