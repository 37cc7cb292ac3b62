/**
 * What goes to the other side of a link: one's own new entries, what it asked for by name, and what it wants of feeds, in the order of the log, so that
 * causes come before effects. Built frame by frame when the link is ready, never more.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { encodeEntryItem } from './entry.js';
import type { Entry } from './entry.js';
import type { FeedChain } from './graph.js';
import type { LogNode } from './log-node.js';
import { LOG_FRAME_MAX_BYTES, NEEDS_PER_LINK_MAX, NEED_RUN_MAX, SERVED_RANGES_MAX } from './log-limits.js';
import type { RoomLog } from './log.js';
import { compareOrder } from './order.js';
import { OrderedList } from './ordered-list.js';
import { encodePushFrames } from './sync-frames.js';
import type { LogFrame, WantFrame } from './sync-frames.js';

/** Entries that may be wanted over one link beyond twice what there is: for what comes later and for asking again after a pause. */
const SERVED_SLACK = 65_536;

/** A range that is being served; `node` is the next entry of it. */
interface ServedRange {
  readonly feed: FeedChain;
  readonly node: LogNode;
  readonly to: number;
}

function compareRanges(a: ServedRange, b: ServedRange): number {
  return compareOrder(a.node, b.node);
}

/** The sending side of one link. */
export class Serving {
  readonly #log: RoomLog;
  readonly #fresh: Entry[] = [];
  readonly #named: Entry[] = [];
  readonly #urgent = new OrderedList<ServedRange>(compareRanges);
  readonly #wanted = new OrderedList<ServedRange>(compareRanges);
  #credit = 0;
  #wantedTotal = 0;
  #namedTotal = 0;

  constructor(log: RoomLog) {
    this.#log = log;
  }

  /** Whether `next` has something. */
  get hasMore(): boolean {
    const isWantServed = this.#credit > 0 && this.#urgent.length + this.#wanted.length > 0;
    return this.#fresh.length > 0 || this.#named.length > 0 || isWantServed;
  }

  /** Entries to be sent unasked, in this order. */
  push(entries: readonly Entry[]): void {
    this.#fresh.push(...entries);
  }

  /** The other side wants ranges and grants credit. What is not held is left out. Throws `ParleyError('too-large')` when it wants beyond all reason. */
  want({ isUrgent, credit, ranges }: WantFrame): void {
    this.#credit = Math.min(this.#credit + credit, 0xffff_ffff);
    const list = isUrgent ? this.#urgent : this.#wanted;
    for (const { feedKey, from, to } of ranges) {
      const feed = this.#log.graph.feed(feedKey);
      const node = feed?.chain[from];
      if (feed === null || node === undefined) continue;
      const end = Math.min(to, feed.chain.length);
      this.#wantedTotal += end - from;
      list.insert({ feed, node, to: end });
    }
    const isTooMuch = this.#wantedTotal > 2 * this.#log.graph.size + SERVED_SLACK;
    // SECURITY: nobody makes us send the history over and over (serving.test.ts: "refuses to be asked for everything again and again").
    if (isTooMuch || this.#urgent.length + this.#wanted.length > SERVED_RANGES_MAX) throw new ParleyError('too-large', 'too much wanted');
  }

  /**
   * The other side lacks entries by name: a cause that no range brings, which happens when a feed has branches. `theirCount` tells how far it has a feed:
   * when it has that place already, it has another branch, and gets what precedes the entry, too. Throws `ParleyError('too-large')`.
   */
  need(idTexts: readonly string[], theirCount: (feedKey: string) => number): void {
    this.#namedTotal += idTexts.length;
    if (this.#namedTotal > NEEDS_PER_LINK_MAX) throw new ParleyError('too-large', 'too much needed');
    for (const idText of idTexts) {
      const node = this.#log.graph.get(idText);
      if (node !== null) this.#named.push(...this.#runTo(node, theirCount(node.entry.feedKey)));
    }
  }

  /** The next PUSH frame, or `null` when there is nothing to send or no credit. */
  next(): LogFrame | null {
    for (const list of [this.#fresh, this.#named]) {
      // What was erased while it waited goes out erased.
      const peek = (): Entry | null => (list[0] === undefined ? null : (this.#log.get(list[0].idText) ?? list[0]));
      if (list.length > 0)
        return frameOf(
          takeFitting(peek, () => list.shift()),
          false,
        );
    }
    if (!this.hasMore) return null;
    const list = this.#urgent.length > 0 ? this.#urgent : this.#wanted;
    return frameOf(
      takeFitting(
        () => (this.#credit > 0 ? (list.at(0)?.node.entry ?? null) : null),
        () => this.#advance(list),
      ),
      true,
    );
  }

  #advance(list: OrderedList<ServedRange>): void {
    const range = list.at(0);
    if (range === null) return;
    this.#credit--;
    list.remove(range);
    const seq = range.node.entry.seq + 1;
    const node = range.feed.chain[seq];
    if (seq < range.to && node !== undefined) list.insert({ ...range, node });
  }

  /** An entry with what precedes it in its branch, first things first. */
  #runTo(node: LogNode, theirCount: number): Entry[] {
    const forkSeq = this.#log.graph.feed(node.entry.feedKey)?.forkSeq ?? Number.POSITIVE_INFINITY;
    const run = [node.entry];
    if (node.entry.seq < forkSeq && node.entry.seq >= theirCount) return run;
    const first = Number.isFinite(forkSeq) ? forkSeq : 0;
    for (let at = node; at.entry.seq > first && run.length < NEED_RUN_MAX; run.unshift(at.entry)) at = at.causes[0] as LogNode;
    return run;
  }
}

/** Takes entries while they fit one frame. */
function takeFitting(peek: () => Entry | null, take: () => void): Bytes[] {
  const items: Bytes[] = [];
  let left = LOG_FRAME_MAX_BYTES - 3;
  for (let entry = peek(); entry !== null; entry = peek()) {
    const item = encodeEntryItem(entry);
    if (item.length > left) break;
    items.push(item);
    left -= item.length;
    take();
  }
  return items;
}

function frameOf(items: readonly Bytes[], isAskedFor: boolean): LogFrame | null {
  return encodePushFrames(items, isAskedFor)[0] ?? null;
}
