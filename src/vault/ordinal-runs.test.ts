import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { u48Bytes } from '../lib/byte-writer.js';
import { bytesOfRun, mergeRuns, packRuns, rangeOf, uncoveredOf } from './ordinal-runs.js';
import type { OrdinalRun } from './ordinal-runs.js';

/** Item n says that it is n. */
function runOf(start: number, length: number): OrdinalRun {
  return { start, items: Array.from({ length }, (_, i) => u48Bytes(start + i)) };
}

function numbersOf(items: readonly Uint8Array[]): number[] {
  return items.map((item) => new DataView(item.buffer, item.byteOffset).getUint32(2));
}

const anyRuns = fc
  .array(fc.tuple(fc.nat(40), fc.nat(10)), { maxLength: 12 })
  .map((pairs) => pairs.map(([start, length]) => runOf(start, length)));

describe('ordinal runs', () => {
  it('merges overlapping runs into every ordinal once, in order, and tells of holes', () => {
    fc.assert(
      fc.property(anyRuns, fc.nat(50), (runs, end) => {
        const held = new Set(runs.flatMap((run) => numbersOf(run.items)));
        const { items, hasHoles } = mergeRuns(runs, 0, end);
        const last = Math.max(end, ...held.values().map((n) => n + 1));
        expect(numbersOf(items)).to.deep.equal([...held].toSorted((a, b) => a - b));
        expect(hasHoles).to.equal(held.size < last);
      }),
    );
  });

  it('finds exactly what no range covers', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(15), anyRuns, (start, length, covering) => {
        const covered = new Set(covering.flatMap((run) => numbersOf(run.items)));
        const left = uncoveredOf(runOf(start, length), covering.map(rangeOf));
        for (const run of left) expect(numbersOf(run.items)[0]).to.equal(run.start);
        expect(left.flatMap((run) => numbersOf(run.items))).to.deep.equal(
          numbersOf(runOf(start, length).items).filter((n) => !covered.has(n)),
        );
      }),
    );
  });

  it('packs the same items in the same order, joined where they touch and never above the limit', () => {
    fc.assert(
      fc.property(anyRuns, fc.integer({ min: 1, max: 60 }), (runs, limit) => {
        const packed = packRuns(runs, limit);
        expect(packed.flatMap((run) => numbersOf(run.items))).to.deep.equal(runs.flatMap((run) => numbersOf(run.items)));
        for (const run of packed) {
          expect(numbersOf(run.items)).to.deep.equal(numbersOf(runOf(run.start, run.items.length).items));
          expect(run.items.length === 1 || bytesOfRun(run) <= limit).to.equal(true);
        }
      }),
    );
    expect(packRuns([runOf(0, 2), runOf(2, 3), runOf(9, 1)], 1000).map(rangeOf)).to.deep.equal([
      { start: 0, end: 5 },
      { start: 9, end: 10 },
    ]);
  });
});
