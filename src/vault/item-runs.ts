/**
 * Items of a history by number. Every item of a history has an ordinal, given when it is committed to the journal; journal batches and segments
 * say which ordinals they hold. So the same item may be found in both, or twice, and is still one item; and what is missing is known exactly.
 */
import type { ByteReader } from '../lib/byte-reader.js';
import type { Bytes } from '../lib/bytes.js';
import type { StoredItem } from './vault.js';

/** Items with consecutive ordinals, the first being `start`. */
export interface ItemRun<Item = Bytes> {
  readonly start: number;
  readonly items: readonly Item[];
}

/** Items by ordinal. */
export type ItemsByOrdinal<Item = Bytes> = Map<number, Item>;

/** Items have this many bytes of overhead in a segment or batch. */
const ITEM_OVERHEAD = 4;

/** The ordinal after the last of a run. */
export function endOfRun(run: ItemRun<unknown>): number {
  return run.start + run.items.length;
}

/** Adds a run's items. Of an ordinal that is there already the first item stays. */
export function addRun<Item>(items: ItemsByOrdinal<Item>, run: ItemRun<Item>): void {
  run.items.forEach((item, i) => {
    if (!items.has(run.start + i)) items.set(run.start + i, item);
  });
}

/** Takes out every ordinal of a run. */
export function removeRun(items: ItemsByOrdinal<unknown>, run: ItemRun<unknown>): void {
  run.items.forEach((_, i) => items.delete(run.start + i));
}

/** The items in order, and whether one is missing before `end` or between them. */
export function inOrder<Item>(items: ItemsByOrdinal<Item>, end: number): { items: Item[]; hasHoles: boolean } {
  const sorted = [...items].toSorted(([a], [b]) => a - b);
  const last = sorted.at(-1)?.[0] ?? -1;
  return { items: sorted.map(([, item]) => item), hasHoles: sorted.length < Math.max(end, last + 1) };
}

/** The same items, in the same order, in runs of at most `limit` bytes (one item at least). */
export function runsOf(items: ItemsByOrdinal, limit: number): ItemRun[] {
  const runs: { start: number; items: Bytes[] }[] = [];
  let bytes = 0;
  for (const [ordinal, item] of items) {
    const run = runs.at(-1);
    bytes += item.length + ITEM_OVERHEAD;
    if (run !== undefined && ordinal === endOfRun(run) && bytes <= limit) {
      run.items.push(item);
    } else {
      runs.push({ start: ordinal, items: [item] });
      bytes = item.length + ITEM_OVERHEAD;
    }
  }
  return runs;
}

/** An item that is whole. */
export function storedItemOf(bytes: Bytes): StoredItem {
  return { bytes };
}

/** The same items, in memory of their own, which they share: one piece for all is much cheaper than one for each. */
export function copiesOf(items: readonly Bytes[]): Bytes[] {
  const all = new Uint8Array(items.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  return items.map((item) => {
    all.set(item, end);
    end += item.length;
    return all.subarray(end - item.length, end);
  });
}

/** A list of items as bytes: `count4 ‖ (length4 ‖ item)…`. */
export function itemListBytes(items: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(items.reduce((sum, item) => sum + item.length + ITEM_OVERHEAD, 4));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, items.length);
  let at = 4;
  for (const item of items) {
    view.setUint32(at, item.length);
    bytes.set(item, at + ITEM_OVERHEAD);
    at += item.length + ITEM_OVERHEAD;
  }
  return bytes;
}

/** Reads a list, each item a copy of its own. Throws `ParleyError('malformed')` when it is cut short. */
export function readItemList(reader: ByteReader): Bytes[] {
  return readItemViews(reader).map((item) => item.slice());
}

/** The same as views: for whoever needs all of them, and none for longer than the others. */
export function readItemViews(reader: ByteReader): Bytes[] {
  const items: Bytes[] = [];
  for (let left = reader.u32(); left > 0; left--) items.push(reader.take(reader.u32()));
  return items;
}
