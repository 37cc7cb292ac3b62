/**
 * What all the segments of a history come to: its items in order, and what is damaged.
 */
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { StoredItem } from './vault.js';
import { addRun, inOrder, storedItemOf } from './item-runs.js';
import type { ItemsByOrdinal } from './item-runs.js';
import type { SegmentSpan } from './compacted-segment.js';
import type { OpenedSegment } from './segment.js';
import type { StreamMark } from './vault-index.js';

/** What is stored under one key: a segment, or a compacted one, which spans several; `null` when it does not open. */
export interface ReadSegment extends SegmentSpan {
  readonly key: string;
  readonly opened: OpenedSegment | null;
}

/** Everything readable of a history, and what was not: `damage` names segments of which something is lost. One that does not open may be found elsewhere, item by item. */
export interface HistoryContent {
  readonly items: StoredItem[];
  readonly damage: string[];
}

/**
 * Puts together the segments that are there, in order, and the items that wait. What the mark says has to be there and is not counts as a segment that does not
 * open; one that does not open and is in a compacted one is not missed. One that does not follow the one before it is always damage: one of the two is from another
 * time.
 */
export function contentOf(
  segments: readonly ReadSegment[],
  waiting: ItemsByOrdinal,
  mark: StreamMark,
  nameOf: (index: number) => string,
): HistoryContent {
  const found: ItemsByOrdinal<StoredItem> = new Map();
  /** The tag that what comes after each segment has to name. */
  const tags = new Map<number, Bytes>();
  for (const { last, opened } of segments) {
    for (const run of opened?.runs ?? []) addRun(found, run);
    if (opened !== null) tags.set(last, opened.tag);
  }
  const unchained = segments.filter(({ first, opened }) => {
    const before = tags.get(first - 1);
    // SECURITY: segments of two times are not one history (damage.test.ts: "names a segment that does not follow the one before it").
    return opened !== null && before !== undefined && !equalBytes(before, opened.previousTag);
  });
  for (const [ordinal, item] of waiting) if (!found.has(ordinal)) found.set(ordinal, storedItemOf(item));
  const { items, hasHoles } = inOrder(found, mark.end);
  const lost = hasHoles ? lostOf(segments, mark, nameOf) : [];
  // What is missing may have been in no segment yet: a name that is none's, and the same at each start.
  if (hasHoles && lost.length === 0) lost.push(nameOf(-1));
  return { items, damage: [...new Set([...lost, ...unchained.map(({ key }) => key)])] };
}

/** Keys of what does not open, or is not there, and is in nothing else that opens; in order. */
function lostOf(segments: readonly ReadSegment[], mark: StreamMark, nameOf: (index: number) => string): string[] {
  const lost: (readonly [number, string])[] = [];
  const opened = segments.filter((segment) => segment.opened !== null);
  const isIn = (spans: readonly SegmentSpan[], first: number, last = first): boolean =>
    spans.some((span) => span.first <= first && last <= span.last);
  for (const { first, last, key } of segments) if (!isIn(opened, first, last)) lost.push([first, key]);
  const present = [...segments].sort((a, b) => a.first - b.first);
  let next = 0;
  for (const { first, last } of [...present, { first: mark.next, last: mark.next }]) {
    for (; next < Math.min(first, mark.next); next++) lost.push([next, nameOf(next)]);
    next = Math.max(next, Math.min(last + 1, mark.next));
  }
  return lost.toSorted(([a], [b]) => a - b).map(([, key]) => key);
}
