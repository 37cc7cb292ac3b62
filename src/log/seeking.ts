/**
 * Looking for what no range of a feed brings: causes by name, and payloads that are missing. Each is asked for once over a link.
 */
import { NEEDS_PER_LINK_MAX } from './log-limits.js';
import type { RoomLog } from './log.js';
import type { ReadyQueue } from './ready-queue.js';
import { encodeNeedFrames } from './sync-frames.js';
import type { FeedRange, FeedVector, LogFrame } from './sync-frames.js';

/** The memory of what was sought over one link. */
export class Seeking {
  readonly #log: RoomLog;
  readonly #queue: ReadyQueue;
  readonly #sought = new Set<string>();

  constructor(log: RoomLog, queue: ReadyQueue) {
    this.#log = log;
    this.#queue = queue;
  }

  /** NEED for those of these ids that were not sought yet. */
  need(idTexts: readonly string[]): LogFrame[] {
    return encodeNeedFrames(idTexts.filter((idText) => this.#isNew(idText)));
  }

  /** NEED for the causes that waiting entries lack. */
  causes(): LogFrame[] {
    return this.need([...this.#queue.missing(), ...this.#log.missing()]);
  }

  /** The places of entries that are held without their payload, were not sought yet, and which the other side has. */
  stripped(theirs: FeedVector): FeedRange[] {
    return this.#log.withheld().flatMap((idText) => {
      const entry = this.#log.get(idText);
      if (entry === null || (theirs.get(entry.feedKey) ?? 0) <= entry.seq || !this.#isNew(idText)) return [];
      return { feedKey: entry.feedKey, from: entry.seq, to: entry.seq + 1 };
    });
  }

  /** Whether an id was not sought over this link yet; from now on it was. */
  #isNew(idText: string): boolean {
    if (this.#sought.has(idText) || this.#sought.size >= NEEDS_PER_LINK_MAX) return false;
    this.#sought.add(idText);
    return true;
  }
}
