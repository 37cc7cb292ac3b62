import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { bytesLeft, MESSAGE_BYTES_LIMIT, messageBytes } from './message-size.js';

describe('message-size', () => {
  for (const [what, text, bytes] of [
    ['nothing', '', 2],
    ['letters', 'abc', 5],
    ['a quote and a line end, escaped', '"\n', 6],
    ['letters of two, three and four bytes', 'é€😀', 11],
    ['a lone surrogate, escaped', '\uD800', 8],
  ] as const) {
    it(`counts ${what}`, () => expect(messageBytes(text)).to.equal(bytes));
  }

  it('says nothing far from the limit, and exactly how much is left near it', () => {
    expect(bytesLeft('')).to.equal(null);
    expect(bytesLeft('a'.repeat(2000))).to.equal(null);
    expect(bytesLeft('a'.repeat(MESSAGE_BYTES_LIMIT - 2))).to.equal(0);
    expect(bytesLeft('a'.repeat(MESSAGE_BYTES_LIMIT - 1))).to.equal(-1);
    expect(bytesLeft('€'.repeat(MESSAGE_BYTES_LIMIT))).to.be.below(0);
  });

  it('never stays silent about a text that is too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 4000 }), (piece, times) => {
        const text = piece.repeat(times);
        if (messageBytes(text) > MESSAGE_BYTES_LIMIT) expect(bytesLeft(text)).to.be.below(0);
        else expect(bytesLeft(text) ?? 0).to.be.at.least(0);
      }),
      { numRuns: 60 },
    );
  });
});
