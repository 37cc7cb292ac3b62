import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { FetchPlan } from './fetch-plan.js';

const a = {};
const b = {};
const spans = (ranges: readonly { from: number; to: number }[]): [number, number][] => ranges.map(({ from, to }) => [from, to]);

describe('log/fetch-plan', () => {
  it('gives each part of a feed to one link', () => {
    const plan = new FetchPlan();
    expect(spans(plan.claim(a, 'f', 0, 10))).to.deep.equal([[0, 10]]);
    expect(spans(plan.claim(b, 'f', 0, 10))).to.deep.equal([]);
    expect(spans(plan.claim(b, 'f', 0, 12))).to.deep.equal([[10, 12]]);
    expect(spans(plan.claim(b, 'g', 3, 5))).to.deep.equal([[3, 5]]);
    plan.release(a);
    expect(spans(plan.claim(b, 'f', 4, 12))).to.deep.equal([[4, 10]]);
  });

  it('does not fetch what came unasked', () => {
    const plan = new FetchPlan();
    for (const seq of [3, 4, 6]) plan.claim(a, 'f', seq, seq + 1, 0);
    expect(spans(plan.claim(b, 'f', 0, 10))).to.deep.equal([
      [0, 3],
      [5, 6],
      [7, 10],
    ]);
    plan.reopen('f', 4);
    expect(spans(plan.claim(b, 'f', 0, 10))).to.deep.equal([[4, 5]]);
  });

  it('opens one place again in the middle of a range', () => {
    const plan = new FetchPlan();
    plan.claim(a, 'f', 0, 10);
    plan.reopen('f', 4);
    plan.reopen('g', 4);
    expect(spans(plan.claim(b, 'f', 0, 12))).to.deep.equal([
      [4, 5],
      [10, 12],
    ]);
  });

  it('remembers one range, however finely it grew', () => {
    const plan = new FetchPlan();
    // Each step looks at what is remembered: a list of 100,000 would not come to an end in a test.
    for (let to = 1; to <= 100_000; to++) plan.claim(a, 'f', 0, to);
    expect(spans(plan.claim(b, 'f', 0, 100_001))).to.deep.equal([[100_000, 100_001]]);
  });

  it('gives to others, and to others only, what a stalled link has claimed, and tells it', () => {
    const plan = new FetchPlan();
    const lost: number[] = [];
    const slow = { takenOver: (count: number) => lost.push(count) };
    plan.claim(slow, 'f', 0, 100);
    plan.note(slow, 'f', 100);
    plan.setStalled(slow, true);
    expect([plan.firstOpen(slow, 'f', 0), plan.firstOpen(b, 'f', 0)]).to.deep.equal([100, 0]);
    expect(spans(plan.claim(slow, 'f', 0, 100))).to.deep.equal([]);
    expect(spans(plan.claim(b, 'f', 20, 30))).to.deep.equal([[20, 30]]);
    expect([lost, plan.underWay('f')]).to.deep.equal([[10], 0]);
    plan.setStalled(slow, false);
    expect([plan.underWay('f'), spans(plan.claim(b, 'f', 0, 120))]).to.deep.equal([90, [[100, 120]]]);
    plan.setStalled(slow, true);
    expect(spans(plan.claim(b, 'f', 0, 120))).to.deep.equal([
      [0, 20],
      [30, 100],
    ]);
    expect(lost).to.deep.equal([10, 20, 70]);
  });

  it('never gives a place to two links at once, and leaves none out', () => {
    const step = fc.record({ who: fc.nat(2), kind: fc.nat(6), to: fc.integer({ min: 1, max: 30 }), seq: fc.nat(29) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const owners = [{}, {}, {}];
        const plan = new FetchPlan();
        const holders = new Map<number, object>();
        for (const { who, kind, to, seq } of steps) {
          const owner = owners[who] as object;
          if (kind === 0) {
            plan.release(owner);
            for (const [place, holder] of holders) if (holder === owner) holders.delete(place);
          } else if (kind === 1) {
            plan.claim(owner, 'f', seq, seq + 1, 0);
            if (!holders.has(seq)) holders.set(seq, owner);
          } else if (kind === 2) {
            plan.reopen('f', seq);
            holders.delete(seq);
          } else {
            for (const range of plan.claim(owner, 'f', 0, to)) {
              for (let place = range.from; place < range.to; place++) {
                expect(holders.has(place)).to.equal(false);
                holders.set(place, owner);
              }
            }
            for (let place = 0; place < to; place++) expect(holders.has(place)).to.equal(true);
          }
        }
      }),
    );
  });
});
