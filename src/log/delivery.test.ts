import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Delivery } from './delivery.js';

const ann = 'a'.repeat(64);
const bob = 'b'.repeat(64);
const cem = 'c'.repeat(64);
const feedKey = `${ann}${'1'.repeat(16)}`;
const place = (seq: number): { feedKey: string; authorHex: string; seq: number } => ({ feedKey, authorHex: ann, seq });
const vector = (count: number): Map<string, number> => new Map([[feedKey, count]]);
const everybody = [ann, bob, cem];

describe('log/delivery', () => {
  it('goes from waiting over carried and delivered to read, for each person', () => {
    const delivery = new Delivery();
    const states = (): string[] => [bob, cem].map((pkHex) => delivery.stateFor(place(4), pkHex, everybody).step);
    expect(states()).to.deep.equal(['waiting', 'waiting']);
    delivery.note('acked', bob, vector(4));
    expect(states()).to.deep.equal(['waiting', 'waiting']);
    delivery.note('acked', bob, vector(5));
    expect(states()).to.deep.equal(['delivered', 'carried']);
    expect(delivery.stateFor(place(4), cem, everybody).carrierPkHex).to.equal(bob);
    expect(delivery.stateFor(place(4), cem, [ann, cem])).to.deep.equal({ step: 'waiting', carrierPkHex: null });
    delivery.note('read', cem, vector(5));
    expect(states()).to.deep.equal(['delivered', 'read']);
    expect(delivery.stateFor(place(5), cem, everybody).step).to.equal('waiting');
  });

  it('tells what is new, and forgets nothing', () => {
    const delivery = new Delivery();
    expect(delivery.note('acked', bob, vector(5))).to.deep.equal([[feedKey, 5]]);
    expect(delivery.note('acked', bob, vector(3))).to.deep.equal([]);
    expect(delivery.note('acked', bob, vector(5))).to.deep.equal([]);
    expect(delivery.note('acked', bob, vector(7))).to.deep.equal([[feedKey, 7]]);
    expect(delivery.note('read', bob, vector(2))).to.deep.equal([[feedKey, 2]]);
    expect(delivery.countsOf(bob, feedKey)).to.deep.equal({ acked: 7, read: 2 });
  });

  it('ends the same in whatever order receipts come, and after being stored', () => {
    const receipt = fc.record({ isRead: fc.boolean(), who: fc.constantFrom(bob, cem), count: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(fc.array(receipt), fc.array(receipt), (some, more) => {
        const of = (receipts: typeof some): Delivery => {
          const delivery = new Delivery();
          for (const { isRead, who, count } of receipts) {
            if (isRead) delivery.note('read', who, vector(count));
            else delivery.note('acked', who, vector(count));
          }
          return delivery;
        };
        const a = of([...some, ...more, ...some]);
        const b = of([...more, ...some]);
        for (const who of [bob, cem]) expect(a.countsOf(who, feedKey)).to.deep.equal(b.countsOf(who, feedKey));
        const stored = new Delivery(JSON.parse(JSON.stringify(a.toJson())));
        expect(stored.toJson()).to.deep.equal(a.toJson());
      }),
    );
  });

  it('refuses records that are none', () => {
    for (const json of [
      null,
      [],
      1,
      { x: {} },
      { [bob]: [] },
      { [bob]: { x: [1, 0] } },
      { [bob]: { [feedKey]: [1] } },
      { [bob]: { [feedKey]: [2, 1, 0] } },
      { [bob]: { [feedKey]: [-1, -1] } },
      { [bob]: { [feedKey]: [1.5, 0] } },
    ]) {
      expect(() => new Delivery(json), JSON.stringify(json)).to.throw('malformed');
    }
    expect(new Delivery({}).toJson()).to.deep.equal({});
  });
});
