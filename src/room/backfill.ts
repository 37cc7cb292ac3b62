/**
 * A long history on its way: how much of it is still to come, and its newest messages, which come first so that there is something to read.
 *
 * Those are authentic, but what they build on is not here yet, so whether their authors were in when they wrote is not known: they are shown as not
 * checked, and nothing is told of them to anybody.
 */
import type { Entry } from '../log/entry.js';
import { FAR_BEHIND } from '../log/fetching.js';
import { ENTRY_KINDS } from '../log/payload.js';
import type { SyncSession, SyncShared } from '../log/sync.js';

/** As many messages as are shown ahead. */
const PREVIEW_MESSAGES = 64;

/** Entries that came, of all that were asked for since nothing was under way. */
export interface BackfillProgress {
  readonly done: number;
  readonly total: number;
}

/** One room's backfill. */
export class Backfill {
  readonly #shared: SyncShared;
  readonly #sessions: Iterable<{ readonly sync: Pick<SyncSession, 'underWay'> }>;

  /** `sessions`: those of the links that count. */
  constructor(shared: SyncShared, sessions: Iterable<{ readonly sync: Pick<SyncSession, 'underWay'> }>) {
    this.#shared = shared;
    this.#sessions = sessions;
  }

  /** `null` when nothing is under way, or so little that it is here at once. */
  get progress(): BackfillProgress | null {
    let [total, left] = [0, 0];
    for (const { sync } of this.#sessions) {
      total += sync.underWay.asked;
      left += sync.underWay.left;
    }
    return total > FAR_BEHIND ? { done: total - left, total } : null;
  }

  /** Messages that were stored here, and of which something that they build on was lost, in order of their times. They were checked before they were stored. */
  get cutOff(): readonly Entry[] {
    return this.#shared.log.waiting().filter(isShownAhead).toSorted(byTime);
  }

  /** The newest messages that came ahead of what they build on, oldest first. Of people whom the log knows, if it knows anybody yet. */
  get preview(): readonly Entry[] {
    const { log, queue } = this.#shared;
    const isNewHere = log.name === null;
    const texts = queue.waiting().filter(isShownAhead);
    // SECURITY: one who is no member cannot put words into a room that one knows (backfill.test.ts: "shows nothing of strangers once the log knows who is in").
    const known = texts.filter(({ authorHex }) => isNewHere || log.isMember(authorHex));
    return known.toSorted(byTime).slice(-PREVIEW_MESSAGES);
  }
}

function isShownAhead({ kind, isErased }: Entry): boolean {
  return kind === ENTRY_KINDS.text && !isErased;
}

function byTime(a: Entry, b: Entry): number {
  return a.time - b.time;
}
