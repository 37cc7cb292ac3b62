import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { u48Bytes } from '../lib/byte-writer.js';
import { addRun, endOfRun, inOrder, removeRun, runsOf } from './item-runs.js';
import type { ItemRun, ItemsByOrdinal } from './item-runs.js';

/** Item n says that it is n. */
function runOf(start: number, length: number): ItemRun {
  return { start, items: Array.from({ length }, (_, i) => u48Bytes(start + i)) };
}

function numbersOf(items: readonly Uint8Array[]): number[] {
  return items.map((item) => new DataView(item.buffer, item.byteOffset).getUint32(2));
}

function itemsIn(runs: readonly ItemRun[]): ItemsByOrdinal {
  const items: ItemsByOrdinal = new Map();
  for (const run of runs) addRun(items, run);
  return items;
}

const anyRuns = fc
  .array(fc.tuple(fc.nat(40), fc.nat(10)), { maxLength: 12 })
  .map((pairs) => pairs.map(([start, length]) => runOf(start, length)));

describe('item runs', () => {
  it('put overlapping runs into every ordinal once, in order, and tell of holes', () => {
    fc.assert(
      fc.property(anyRuns, fc.nat(50), (runs, end) => {
        const held = new Set(runs.flatMap((run) => numbersOf(run.items)));
        const { items, hasHoles } = inOrder(itemsIn(runs), end);
        const last = Math.max(end, ...held.values().map((n) => n + 1));
        expect(numbersOf(items)).to.deep.equal([...held].toSorted((a, b) => a - b));
        expect(hasHoles).to.equal(held.size < last);
      }),
    );
  });

  it('keep the first of two items with the same ordinal', () => {
    const [first, second] = [u48Bytes(1), u48Bytes(2)];
    const items = itemsIn([
      { start: 0, items: [first] },
      { start: 0, items: [second] },
    ]);
    expect(inOrder(items, 1)).to.deep.equal({ items: [first], hasHoles: false });
  });

  it('leave exactly what no run that was taken out covers', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(15), anyRuns, (start, length, covering) => {
        const covered = new Set(covering.flatMap((run) => numbersOf(run.items)));
        const items = itemsIn([runOf(start, length)]);
        for (const run of covering) removeRun(items, run);
        expect([...items.keys()]).to.deep.equal(numbersOf(runOf(start, length).items).filter((n) => !covered.has(n)));
      }),
    );
  });

  it('are the same items in the same order, joined where they touch and never above the limit', () => {
    fc.assert(
      fc.property(anyRuns, fc.integer({ min: 1, max: 60 }), (runs, limit) => {
        const items = itemsIn(runs);
        const cut = runsOf(items, limit);
        expect(cut.flatMap((run) => run.items)).to.deep.equal([...items.values()]);
        for (const run of cut) {
          expect(numbersOf(run.items)).to.deep.equal(numbersOf(runOf(run.start, run.items.length).items));
          const bytes = run.items.reduce((sum, item) => sum + item.length + 4, 0);
          expect(run.items.length === 1 || bytes <= limit).to.equal(true);
        }
      }),
    );
    const joined = runsOf(itemsIn([runOf(0, 2), runOf(2, 3), runOf(9, 1)]), 1000);
    expect(joined.map((run) => [run.start, endOfRun(run)])).to.deep.equal([
      [0, 5],
      [9, 10],
    ]);
  });
});
