import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { compareBytes, concatBytes, equalBytes, labelledBytes, release, utf8Bytes } from './bytes.js';

describe('lib/bytes', () => {
  it('joins parts in order into a new array', () => {
    const first = Uint8Array.of(1, 2);
    const joined = concatBytes(first, new Uint8Array(0), Uint8Array.of(3));
    expect([...joined]).to.deep.equal([1, 2, 3]);
    joined[0] = 9;
    expect(first[0]).to.equal(1);
    expect(concatBytes()).to.have.length(0);
  });

  it('tells equal arrays from arrays that differ in any one byte or in length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, position, flip) => {
        expect(equalBytes(bytes, bytes.slice())).to.equal(true);
        const other = bytes.slice();
        const at = position % bytes.length;
        other[at] = (other[at] as number) ^ flip;
        expect(equalBytes(bytes, other)).to.equal(false);
        expect(equalBytes(bytes, bytes.subarray(1))).to.equal(false);
      }),
    );
  });

  it('orders as the hexadecimal texts are ordered', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 4 }), (a, b) => {
        const [left, right] = [a.toHex(), b.toHex()];
        expect(Math.sign(compareBytes(a, b))).to.equal(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
  });

  it('orders bytes as unsigned and a prefix first', () => {
    expect(compareBytes(Uint8Array.of(0x7f), Uint8Array.of(0x80))).to.be.below(0);
    expect(compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).to.be.below(0);
    expect(compareBytes(Uint8Array.of(1, 0), Uint8Array.of(1))).to.be.above(0);
    expect(compareBytes(Uint8Array.of(5), Uint8Array.of(5))).to.equal(0);
  });

  it('puts a label in front of the parts', () => {
    expect(labelledBytes('ab', Uint8Array.of(1), Uint8Array.of(2, 3))).to.deep.equal(Uint8Array.of(0x61, 0x62, 1, 2, 3));
  });

  it('writes a lone surrogate as U+FFFD', () => {
    expect([...utf8Bytes('\ud800')]).to.deep.equal([0xef, 0xbf, 0xbd]);
  });

  it('gives the memory behind an array back, views and all', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    release(bytes.subarray(1));
    expect(bytes.length).to.equal(0);
  });
});
