import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { insertInOrder, removeInOrder } from './order.js';
import type { OrderKey } from './order.js';

function keyOf(value: number): OrderKey {
  return { eff: Math.floor(value / 100), depth: Math.floor(value / 10) % 10, idText: `${value % 10}` };
}

describe('log/order', () => {
  it('keeps a list in order whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(9999), { maxLength: 300 }), fc.array(fc.nat(), { maxLength: 100 }), (values, removals) => {
        const list: OrderKey[] = [];
        for (const value of values) insertInOrder(list, keyOf(value));
        const kept = new Set(values);
        for (const value of removals.map((at) => values[at % values.length]).filter((value) => value !== undefined)) {
          if (kept.delete(value)) removeInOrder(list, keyOf(value));
        }
        expect(list).to.deep.equal([...kept].sort((a, b) => a - b).map(keyOf));
      }),
    );
  });

  it('looks at no more at the end of 100,000 items than of 100, and little more anywhere', () => {
    let looks = 0;
    const counted = (eff: number): OrderKey => ({
      get eff(): number {
        looks++;
        return eff;
      },
      depth: 1,
      idText: '',
    });
    const cost = (list: OrderKey[], eff: number): number => {
      looks = 0;
      insertInOrder(list, counted(eff));
      return looks / 4;
    };
    const list: OrderKey[] = [];
    for (let i = 0; i < 100; i++) list.push(counted(2 * i));
    expect(cost(list, 200)).to.be.at.most(2);
    for (let i = 101; i < 100_000; i++) list.push(counted(2 * i));
    expect(cost(list, 200_000)).to.be.at.most(2);
    expect(cost(list, 100_001)).to.be.at.most(20);
    expect(list[50_001]?.eff).to.equal(100_001);
  });
});
