/**
 * Compaction: old segments of a history become one that says each thing once. The newest stay as they were written, since small ones are written all the time.
 *
 * SECURITY: what is removed was read back from what takes its place, and both happen in one turn of a fenced transaction, so neither a crash nor another tab comes
 * between (compaction.test.ts: "loses nothing wherever the page dies").
 */
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import { openCompacted, sealCompacted } from './compacted-segment.js';
import { addRun, inOrder, runsOf, storedItemOf } from './item-runs.js';
import type { ItemsByOrdinal } from './item-runs.js';
import type { RewriteStep } from './rewriting.js';
import type { OpenedSegment } from './segment.js';
import type { SegmentKey, StoredSegments } from './stored-segments.js';
import type { StoredItem } from './vault.js';

/** So many of the newest segments stay as they are. */
export const COMPACT_KEEP = 4;

/** Older ones are compacted once there are so many, or so many characters, of them, … */
const COMPACT_SEGMENTS = 8;
const COMPACT_CHARACTERS = 32_768;

/** … so many characters at a time. */
const COMPACT_AT_ONCE = 98_304;

/** A compacted one with fewer characters is made anew with what follows. */
const COMPACT_SMALL = 12_288;

/** Which segments to compact next, in order; empty when there are not enough. `skipped`: keys of those that cannot be. */
function segmentsToCompact(stored: StoredSegments, skipped: ReadonlySet<string>): readonly SegmentKey[] {
  const sizeOf = ({ key }: SegmentKey): number => stored.places.meter.read(key)?.length ?? 0;
  const keys = stored.keys();
  const compacted = keys.filter(({ isCompacted }) => isCompacted);
  const isDone = ({ first }: SegmentKey): boolean => compacted.some((span) => span.first <= first && first <= span.last);
  const old = keys.filter((key) => !key.isCompacted && !isDone(key)).slice(0, -COMPACT_KEEP);
  const open = old.filter(({ key }) => !skipped.has(key));
  const [oldest] = open;
  if (oldest === undefined) return [];
  if (open.length < COMPACT_SEGMENTS && open.reduce((sum, key) => sum + sizeOf(key), 0) < COMPACT_CHARACTERS) return [];
  const before = compacted.find((span) => span.last === oldest.first - 1 && !skipped.has(span.key) && sizeOf(span) < COMPACT_SMALL);
  const chosen = before === undefined ? [oldest] : [before, oldest];
  let size = chosen.reduce((sum, key) => sum + sizeOf(key), 0);
  for (const next of open.slice(1)) {
    size += sizeOf(next);
    if (next.first !== (chosen.at(-1) as SegmentKey).last + 1 || size > COMPACT_AT_ONCE) break;
    chosen.push(next);
  }
  return chosen;
}

/** The next step of compacting what is stored, or `null`. Keys of segments that do not open are added to `skipped`. */
export async function nextCompaction(stored: StoredSegments, skipped: Set<string>): Promise<RewriteStep | null> {
  for (;;) {
    const [first, ...rest] = segmentsToCompact(stored, skipped);
    if (first === undefined) return null;
    const step = await rewriteSegments(stored, [first, ...rest], stored.places.codec.thin);
    if (typeof step !== 'string') return step;
    skipped.add(step);
  }
}

/**
 * Seals what consecutive segments hold, as `change` gives it back, as one compacted segment. Resolves with the function that stores it in their place, which throws as
 * `StorageMeter` and then has changed nothing; with the key of one that does not open, which stays as it is; with `null` when `change` changes nothing.
 */
export async function rewriteSegments(
  stored: StoredSegments,
  keys: readonly [SegmentKey, ...SegmentKey[]],
  change: (items: readonly Bytes[]) => readonly Bytes[] | null | Promise<readonly Bytes[]>,
): Promise<RewriteStep | string | null> {
  const { meter, keyring, codec, hints } = stored.places;
  const texts = keys.map(({ key }) => meter.read(key));
  const opened: OpenedSegment[] = [];
  for (const key of keys) {
    const segment = await stored.read(key);
    if (segment === null) return key.key;
    opened.push(segment);
  }
  const found: ItemsByOrdinal<StoredItem> = new Map();
  for (const { runs } of opened) for (const run of runs) addRun(found, run);
  const { items } = inOrder(found, 0);
  const changed = await change(items.map(({ bytes }) => bytes));
  if (changed === null) return null;
  const ordinals = [...found.keys()].toSorted((a, b) => a - b);
  const changedRuns = runsOf(new Map(ordinals.map((ordinal, i) => [ordinal, changed[i] as Bytes])), Number.POSITIVE_INFINITY);
  const runs = changedRuns.map(({ start, items: some }) => ({ start, items: some.map(storedItemOf) }));
  const [oldest, newest] = [opened[0] as OpenedSegment, opened.at(-1) as OpenedSegment];
  const content = { runs, isRepair: opened.some(({ isRepair }) => isRepair), tag: newest.tag, previousTag: oldest.previousTag };
  const span = { first: keys[0].first, last: (keys.at(-1) as SegmentKey).last };
  const text = await sealCompacted(keyring, codec, stored.id, span, content);
  const readBack = await openCompacted(keyring, codec, stored.id, span, text);
  if (!isSameContent(readBack, content)) throw new Error('a compacted segment does not read back as it was written');
  const newKey = stored.compactedKeyOf(span);
  const keepHints = await hints.seal({ ...span, key: newKey, stream: stored.id, tag: readBack.ownTag }, readBack.hints);
  return (hintStore) => {
    // What was changed or removed meanwhile is another matter.
    if (keys.some(({ key }, i) => meter.read(key) !== texts[i])) return;
    const rest = keys.filter(({ key }) => key !== newKey);
    const before = meter.read(newKey);
    try {
      meter.write(newKey, text);
    } catch (error) {
      if (errorCodeOf(error) !== 'storage-full') throw error;
      replaceInFullStorage();
    }
    for (const { key } of rest) {
      meter.write(key, null);
      hintStore.delete(key);
    }
    keepHints(hintStore);

    /** There is only room for it once what it takes the place of has gone; that goes back if there is not even then. */
    function replaceInFullStorage(): void {
      for (const { key } of keys) meter.write(key, null);
      try {
        meter.write(newKey, text);
      } catch (error) {
        if (before !== null) meter.write(newKey, before);
        for (const [i, { key }] of keys.entries()) meter.write(key, texts[i] as string);
        throw error;
      }
    }
  };
}

function isSameContent(a: OpenedSegment, b: OpenedSegment): boolean {
  const flat = ({ runs }: OpenedSegment): (readonly [number, Bytes])[] =>
    runs.flatMap(({ start, items }) => items.map(({ bytes }, i) => [start + i, bytes] as const));
  const [left, right] = [flat(a), flat(b)];
  return left.length === right.length && left.every(([ordinal, item], i) => ordinal === right[i]?.[0] && equalBytes(item, right[i][1]));
}
