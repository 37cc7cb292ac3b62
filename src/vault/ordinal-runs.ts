/**
 * Items of a history by number. Every item of a history has an ordinal, given when it is committed to the journal; journal batches and segments
 * say which ordinals they hold. So the same item may be found in both, or twice, and is still one item; and what is missing is known exactly.
 */
import type { Bytes } from '../lib/bytes.js';

/** Items with consecutive ordinals, the first being `start`. */
export interface OrdinalRun {
  readonly start: number;
  readonly items: readonly Bytes[];
}

/** Ordinals from `start` up to, not including, `end`. */
export interface OrdinalRange {
  readonly start: number;
  readonly end: number;
}

/** Items have this many bytes of overhead in a segment or batch. */
export const ITEM_OVERHEAD = 4;

/** The ordinals of a run. */
export function rangeOf(run: OrdinalRun): OrdinalRange {
  return { start: run.start, end: run.start + run.items.length };
}

/** Bytes that a run's items take. */
export function bytesOfRun(run: OrdinalRun): number {
  return run.items.reduce((sum, item) => sum + item.length + ITEM_OVERHEAD, 0);
}

/** All items in order, each once, and whether every ordinal from `base` up to `end` is there. Where two runs hold the same ordinal the one that starts lower counts. */
export function mergeRuns(runs: readonly OrdinalRun[], base: number, end: number): { items: Bytes[]; hasHoles: boolean } {
  const items: Bytes[] = [];
  let next = base;
  let hasHoles = false;
  for (const run of runs.toSorted((a, b) => a.start - b.start)) {
    if (run.start > next) {
      hasHoles = true;
      next = run.start;
    }
    // One by one: a spread of many items would overflow the stack.
    for (let at = next - run.start; at < run.items.length; at++) items.push(run.items[at] as Bytes);
    next = Math.max(next, run.start + run.items.length);
  }
  return { items, hasHoles: hasHoles || next < end };
}

/** What of `run` no range covers, as runs in order. */
export function uncoveredOf(run: OrdinalRun, covered: readonly OrdinalRange[]): OrdinalRun[] {
  const left: OrdinalRun[] = [];
  const { start, end } = rangeOf(run);
  let next = start;
  for (const range of covered.toSorted((a, b) => a.start - b.start)) {
    if (range.start >= end) break;
    if (range.start > next) left.push(sliceRun(run, next, range.start));
    next = Math.max(next, range.end);
  }
  if (next < end) left.push(sliceRun(run, next, end));
  return left;
}

function sliceRun(run: OrdinalRun, from: number, to: number): OrdinalRun {
  return { start: from, items: run.items.slice(from - run.start, to - run.start) };
}

/** The same items in runs of at most `limit` bytes (one item at least), neighbours joined. The order of the runs is kept. */
export function packRuns(runs: readonly OrdinalRun[], limit: number): OrdinalRun[] {
  const packed: OrdinalRun[] = [];
  let start = 0;
  let items: Bytes[] = [];
  let bytes = 0;
  const close = (): void => {
    if (items.length > 0) packed.push({ start, items });
    items = [];
    bytes = 0;
  };
  for (const run of runs) {
    run.items.forEach((item, i) => {
      const size = item.length + ITEM_OVERHEAD;
      if (run.start + i !== start + items.length || bytes + size > limit) close();
      if (items.length === 0) start = run.start + i;
      items.push(item);
      bytes += size;
    });
  }
  close();
  return packed;
}
