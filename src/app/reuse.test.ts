import { expect } from '@open-wc/testing';
import { reuse, reuseList } from './reuse.js';

describe('reuse', () => {
  it('keeps the old object when it says the same', () => {
    const inner = { deep: 1 };
    const before = { a: 1, b: 'x', inner };
    expect(reuse(before, { a: 1, b: 'x', inner })).to.equal(before);
    expect(reuse<object>({}, {})).to.deep.equal({});
  });

  it('takes the new one when anything differs at the first level', () => {
    const before: Record<string, unknown> = { a: 1, b: 2 };
    for (const next of [{ a: 1 }, { a: 1, b: 3 }, { a: 1, c: 2 }, { a: 1, b: 2, c: 3 }, { a: 1, b: undefined }]) {
      expect(reuse<Record<string, unknown>>(before, next)).to.equal(next);
    }
    const deep = { inner: { deep: 1 } };
    const next = { inner: { deep: 1 } };
    expect(reuse(deep, next)).to.equal(next);
  });

  it('takes the new one when there was none', () => {
    const next = { a: 1 };
    expect(reuse(null, next)).to.equal(next);
    expect(reuse(undefined, next)).to.equal(next);
  });

  it('tells NaN from nothing, and 0 from -0', () => {
    const before = { n: Number.NaN };
    expect(reuse(before, { n: Number.NaN })).to.equal(before);
    const zero = { n: 0 };
    expect(reuse(zero, { n: -0 })).not.to.equal(zero);
  });
});

describe('reuseList', () => {
  it('keeps the old list when all items say the same', () => {
    const before = [{ a: 1 }, { a: 2 }];
    expect(reuseList(before, [{ a: 1 }, { a: 2 }])).to.equal(before);
  });

  it('keeps the items that say the same in a list that does not', () => {
    const before = [{ a: 1 }, { a: 2 }];
    const after = reuseList(before, [{ a: 1 }, { a: 3 }]);
    expect(after).not.to.equal(before);
    expect(after[0]).to.equal(before[0]);
    expect(after).to.deep.equal([{ a: 1 }, { a: 3 }]);
  });

  it('is a new list when it has grown or shrunk, with its items kept', () => {
    const before = [{ a: 1 }, { a: 2 }];
    expect(reuseList(before, [{ a: 1 }])).to.deep.equal([{ a: 1 }]);
    const grown = reuseList(before, [{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(grown.slice(0, 2)).to.deep.equal(before);
    expect(grown[1]).to.equal(before[1]);
  });

  it('takes the new list when there was none', () => {
    const next = [{ a: 1 }];
    expect(reuseList(null, next)).to.equal(next);
  });
});
