/**
 * What an attack costs the page that is attacked: how long it does not answer, how many connections it holds, how much it keeps. The script that counts is put
 * into the page before its own; the heap is asked of Chromium.
 */
import type { CDPSession } from '@playwright/test';
import type { Person } from '../../support/people.js';

interface InPageMeter {
  /** Connections that were made and not closed; how many there were at most, and in all. */
  readonly open: ReadonlySet<unknown>;
  most: number;
  made: number;
  /** The longest time between two turns of a timer of 10 ms, in milliseconds. */
  longest: number;
  turns: number;
}

/** For `PersonOptions.initScript`. */
export const METER = `{
  const meter = { open: new Set(), most: 0, made: 0, longest: 0, turns: 0 };
  Object.defineProperty(globalThis, 'kitMeter', { value: meter });
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...given) {
      super(...given);
      meter.open.add(this);
      meter.made += 1;
      meter.most = Math.max(meter.most, meter.open.size);
    }
    close() {
      meter.open.delete(this);
      super.close();
    }
  };
  let before = performance.now();
  setInterval(() => {
    const now = performance.now();
    meter.longest = Math.max(meter.longest, now - before);
    meter.turns += 1;
    before = now;
  }, 10);
}`;

/** What was counted since `start`. */
export interface Cost {
  /** The longest time in which the page did nothing else, in milliseconds. */
  readonly longestGapMs: number;
  /** Connections: how many there are, how many there were at most, how many were made. */
  readonly connections: number;
  readonly mostConnections: number;
  readonly madeConnections: number;
  /** What is kept more, in bytes, after everything that can be collected was; 0 where the browser does not say. */
  readonly heapGrowth: number;
}

/** Of one person whose page has `METER`. */
export class Meter {
  readonly #person: Person;
  #heap: CDPSession | null = null;
  #heapBefore = 0;

  constructor(person: Person) {
    this.#person = person;
  }

  /** Counts from now on. */
  async start(): Promise<void> {
    this.#heapBefore = await this.#heapNow();
    await this.#person.page.evaluate(() => {
      const meter = (globalThis as unknown as { kitMeter: InPageMeter }).kitMeter;
      Object.assign(meter, { most: meter.open.size, made: 0, longest: 0, turns: 0 });
    });
  }

  /** How many connections there are now. */
  connections(): Promise<number> {
    return this.#person.page.evaluate(() => (globalThis as unknown as { kitMeter: InPageMeter }).kitMeter.open.size);
  }

  /** What was counted; may be asked again. */
  async cost(): Promise<Cost> {
    const cost = await this.#person.page.evaluate(() => {
      const { open, most, made, longest } = (globalThis as unknown as { kitMeter: InPageMeter }).kitMeter;
      return { longestGapMs: longest, connections: open.size, mostConnections: most, madeConnections: made };
    });
    return { ...cost, heapGrowth: (await this.#heapNow()) - this.#heapBefore };
  }

  async #heapNow(): Promise<number> {
    const { browserName, context, page } = this.#person;
    if (browserName !== 'chromium') return 0;
    this.#heap ??= await context.newCDPSession(page);
    await this.#heap.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = (await this.#heap.send('Runtime.getHeapUsage')) as {
      readonly usedSize: number;
      /** Of array buffers, which are no part of `usedSize`; older browsers do not say. */
      readonly backingStorageSize?: number;
    };
    return usedSize + (backingStorageSize ?? 0);
  }
}
