import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { ByteReader, decodeUtf8 } from './byte-reader.js';
import { lpBytes, lpText, u16Bytes, u32Bytes, u48Bytes, u64Bytes, u8Bytes } from './byte-writer.js';
import type { Bytes } from './bytes.js';
import { concatBytes } from './bytes.js';
import { errorCodeOf } from './errors.js';
import type { ErrorCode } from './errors.js';

function expectCode(code: ErrorCode, run: () => unknown): void {
  let caught: unknown = null;
  try {
    run();
  } catch (error) {
    caught = error;
  }
  expect(errorCodeOf(caught)).to.equal(code);
}

describe('lib/byte-reader and lib/byte-writer', () => {
  it('read back every field that was written, in order and to the end', () => {
    const field = fc.record({
      u8: fc.integer({ min: 0, max: 0xff }),
      u16: fc.integer({ min: 0, max: 0xffff }),
      u32: fc.integer({ min: 0, max: 0xffffffff }),
      u48: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      data: fc.uint8Array({ maxLength: 300 }),
      text: fc.string({ unit: 'binary' }),
    });
    fc.assert(
      fc.property(field, ({ u8, u16, u32, u48, data, text }) => {
        const bytes = concatBytes(u8Bytes(u8), u16Bytes(u16), u32Bytes(u32), u48Bytes(u48), lpBytes(data), lpText(text), data);
        // Not at the start of its buffer: offsets have to be counted in.
        const reader = new ByteReader(concatBytes(Uint8Array.of(0xee), bytes).subarray(1));
        expect([reader.u8(), reader.u16(), reader.u32(), reader.u48()]).to.deep.equal([u8, u16, u32, u48]);
        expect([...reader.lp()]).to.deep.equal([...data]);
        expect(reader.lpText()).to.equal(text);
        expect(reader.left).to.equal(data.length);
        expect([...reader.take(data.length)]).to.deep.equal([...data]);
        reader.end();
      }),
    );
  });

  it('write big-endian', () => {
    expect([...u16Bytes(0x0102)]).to.deep.equal([1, 2]);
    expect([...u32Bytes(0xff000001)]).to.deep.equal([0xff, 0, 0, 1]);
    expect([...u48Bytes(2 ** 40 + 5)]).to.deep.equal([1, 0, 0, 0, 0, 5]);
    expect([...u64Bytes(Number.MAX_SAFE_INTEGER)]).to.deep.equal([0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  });

  const writers: [string, (value: number) => Bytes, number][] = [
    ['u8Bytes', u8Bytes, 0xff],
    ['u16Bytes', u16Bytes, 0xffff],
    ['u32Bytes', u32Bytes, 0xffffffff],
    ['u48Bytes', u48Bytes, 2 ** 48 - 1],
    ['u64Bytes', u64Bytes, Number.MAX_SAFE_INTEGER],
  ];
  for (const [name, write, greatest] of writers) {
    it(`${name} takes whole numbers from 0 to ${greatest} and nothing else`, () => {
      expect([...write(0)].every((byte) => byte === 0)).to.equal(true);
      expect(write(greatest)).to.have.length(write(0).length);
      for (const value of [-1, greatest + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => write(value)).to.throw(RangeError);
    });
  }

  it('refuse more than 65,535 bytes in one length-prefixed field', () => {
    expect(lpBytes(new Uint8Array(65_535))).to.have.length(65_537);
    expect(() => lpBytes(new Uint8Array(65_536))).to.throw(RangeError);
  });

  const reads: [string, number, (reader: ByteReader) => unknown][] = [
    ['u8', 1, (reader) => reader.u8()],
    ['u16', 2, (reader) => reader.u16()],
    ['u32', 4, (reader) => reader.u32()],
    ['u48', 6, (reader) => reader.u48()],
    ['take', 3, (reader) => reader.take(3)],
  ];
  for (const [name, size, read] of reads) {
    it(`${name} is malformed when a byte is missing, and reads nothing then`, () => {
      const reader = new ByteReader(new Uint8Array(size - 1));
      expectCode('malformed', () => read(reader));
      expect(reader.left).to.equal(size - 1);
    });
  }

  it('never read past the input that was given, even when its buffer goes on', () => {
    const reader = new ByteReader(new Uint8Array(100).subarray(0, 1));
    expectCode('malformed', () => reader.u16());
  });

  it('call a length above the limit too large, and one above what is left malformed', () => {
    const bytes = lpBytes(new Uint8Array(10));
    expect(new ByteReader(bytes).lp(10)).to.have.length(10);
    expectCode('too-large', () => new ByteReader(bytes).lp(9));
    expectCode('malformed', () => new ByteReader(bytes.subarray(0, 11)).lp());
    expectCode('malformed', () => new ByteReader(bytes.subarray(0, 1)).lp());
  });

  it('call bytes left over malformed', () => {
    expectCode('malformed', () => new ByteReader(new Uint8Array(1)).end());
    new ByteReader(new Uint8Array(0)).end();
  });

  it('give a view, not a copy', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    new ByteReader(bytes).take(2)[0] = 7;
    expect(bytes[0]).to.equal(7);
  });

  const notUtf8: [string, number[]][] = [
    ['a lone continuation byte', [0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a cut sequence', [0xe2, 0x82]],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['0xff', [0xff]],
  ];
  for (const [name, bytes] of notUtf8) {
    it(`refuse ${name} as UTF-8`, () => {
      expectCode('malformed', () => decodeUtf8(Uint8Array.from(bytes)));
      expectCode('malformed', () => new ByteReader(lpBytes(Uint8Array.from(bytes))).lpText());
    });
  }

  it('keep a byte order mark, so that text that was signed stays the text that was signed', () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).to.equal('\ufeffa');
  });

  it('limit text by bytes, not by characters', () => {
    const bytes = lpText('ééé');
    expect(new ByteReader(bytes).lpText(6)).to.equal('ééé');
    expectCode('too-large', () => new ByteReader(bytes).lpText(5));
  });
});
