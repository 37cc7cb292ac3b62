import { expect } from '@open-wc/testing';
import { reuse } from './reuse.js';

describe('reuse', () => {
  it('keeps the old object when it says the same, however deep', () => {
    const before = reuse(null, { a: 1, b: 'x', inner: { deep: [1, 2] } });
    expect(reuse(before, { a: 1, b: 'x', inner: { deep: [1, 2] } })).to.equal(before);
    expect(reuse<object>({}, {})).to.deep.equal({});
  });

  it('takes the new one when anything differs, and keeps the parts that say the same', () => {
    for (const next of [{ a: 1 }, { a: 1, b: 3 }, { a: 1, c: 2 }, { a: 1, b: 2, c: 3 }]) {
      expect(reuse({ a: 1, b: 2 }, next)).to.equal(next);
    }
    const before = reuse(null, { same: { deep: 1 }, other: { deep: 1 } });
    const after = reuse(before, { same: { deep: 1 }, other: { deep: 2 } });
    expect(after).to.deep.equal({ same: { deep: 1 }, other: { deep: 2 } });
    expect(after.same).to.equal(before.same);
  });

  it('takes the new one when there was none', () => {
    for (const next of [{ a: 1 }, {}, [], [{ a: 1 }]]) {
      const expected: unknown = structuredClone(next);
      expect(reuse(null, next)).to.equal(next);
      expect(reuse(undefined, next)).to.equal(next);
      expect(next).to.deep.equal(expected);
    }
  });

  it('tells NaN from nothing, and 0 from -0', () => {
    const before = { n: Number.NaN };
    expect(reuse(before, { n: Number.NaN })).to.equal(before);
    const zero = { n: 0 };
    expect(reuse(zero, { n: -0 })).not.to.equal(zero);
  });

  it('keeps the old list when all items say the same', () => {
    const before = [{ a: 1 }, { a: 2 }];
    expect(reuse(before, [{ a: 1 }, { a: 2 }])).to.equal(before);
  });

  it('keeps the items that say the same in a list that does not', () => {
    const before = [{ a: 1 }, { a: 2 }];
    const after = reuse(before, [{ a: 1 }, { a: 3 }]);
    expect(after).not.to.equal(before);
    expect(after[0]).to.equal(before[0]);
    expect(after).to.deep.equal([{ a: 1 }, { a: 3 }]);
  });

  it('makes a new list when it has grown or shrunk, with its items kept', () => {
    const before = [{ a: 1 }, { a: 2 }];
    expect(reuse(before, [{ a: 1 }])).to.deep.equal([{ a: 1 }]);
    const grown = reuse(before, [{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(grown.slice(0, 2)).to.deep.equal(before);
    expect(grown[1]).to.equal(before[1]);
  });

  it('leaves what it has settled before as it is, wherever that is now', () => {
    const [first, second] = reuse(null, [{ list: [1] }, { list: [1] }]) as [object, object];
    expect(first).not.to.equal(second);
    const moved = reuse([first, second], [second, { list: [2] }]);
    expect(moved[0]).to.equal(second);
    expect(Object.isFrozen(moved[1])).to.equal(true);
  });
});
