import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { movedItemsDuring } from './moved-items.fixture.js';
import { OrderedList } from './ordered-list.js';

describe('log/ordered-list', () => {
  it('behaves like a sorted array without doubles', () => {
    const step = fc.record({ isRemoval: fc.boolean(), value: fc.integer({ min: 0, max: 3000 }) });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 3000, minLength: 1000, size: 'max' }),
        fc.integer({ min: -5, max: 1500 }),
        fc.nat(1500),
        (steps, from, length) => {
          const list = new OrderedList<number>((a, b) => a - b);
          const model = new Set<number>();
          for (const { isRemoval, value } of steps) {
            const removes = isRemoval && value % 3 === 0;
            const position = [...model].filter((known) => known < value).length;
            const expected = model.has(value) === removes ? position : -1;
            expect(removes ? list.remove(value) : list.insert(value)).to.equal(expected);
            if (removes) model.delete(value);
            else model.add(value);
          }
          const sorted = [...model].sort((a, b) => a - b);
          expect(list.length).to.equal(sorted.length);
          expect(list.slice(0, list.length)).to.deep.equal(sorted);
          expect(list.slice(from, from + length)).to.deep.equal(sorted.slice(Math.max(0, from), Math.max(0, from + length)));
          for (const position of [-1, 0, from, sorted.length - 1, sorted.length])
            expect(list.at(position)).to.equal(position < 0 ? null : (sorted[position] ?? null));
          for (const value of [0, 7, from, 3000]) expect(list.indexOf(value)).to.equal(sorted.indexOf(value));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('compares no more at the end of 100,000 items than of 100, and little more anywhere', () => {
    let comparisons = 0;
    const list = new OrderedList<number>((a, b) => {
      comparisons++;
      return a - b;
    });
    const cost = (value: number): number => {
      comparisons = 0;
      list.insert(value);
      return comparisons;
    };
    for (let i = 0; i < 100; i++) list.insert(2 * i);
    expect(cost(200)).to.be.at.most(2);
    for (let i = 101; i < 100_000; i++) list.insert(2 * i);
    expect(cost(200_000)).to.be.at.most(2);
    expect(cost(100_001)).to.be.at.most(20);
    expect(list.at(50_001)).to.equal(100_001);
  });

  it('moves no more than one block for an insertion', () => {
    const list = new OrderedList<number>((a, b) => a - b);
    for (let i = 0; i < 20_000; i++) list.insert(2 * i);
    expect(movedItemsDuring(() => list.insert(40_001))).to.be.at.most(1);
    expect(movedItemsDuring(() => list.insert(20_001))).to.be.at.most(600);
  });
});
