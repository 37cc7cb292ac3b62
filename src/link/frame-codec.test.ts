import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { AesGcmKey } from '../crypto/aes-gcm.js';
import { randomBytes } from '../crypto/primitives.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import {
  FRAME_MAX_LENGTH,
  maxFrameData,
  openFrame,
  packFrameData,
  readFrameHeader,
  sealFrame,
  unpackFrameData,
  writeFrameHeader,
} from './frame-codec.js';

function codeThrownBy(run: () => unknown): ErrorCode | null {
  try {
    run();
    return null;
  } catch (error) {
    return errorCodeOf(error);
  }
}

const anyType = fc.integer({ min: 0, max: 255 });
const anyData = fc.uint8Array({ maxLength: 3000 });

describe('frame-codec', () => {
  it('gives back what was packed, for every type and length', () => {
    fc.assert(
      fc.property(anyType, anyData, (type, data) => {
        expect([...unpackFrameData(type, packFrameData(type, data))]).to.deep.equal([...data]);
      }),
    );
  });

  it('pads all but bulk types to the smallest 256·2ᵏ that fits', () => {
    const lengths: [data: number, plaintext: number][] = [
      [0, 256],
      [252, 256],
      [253, 512],
      [508, 512],
      [509, 1024],
      [16_380, 16_384],
      [16_381, 32_768],
      [32_764, 32_768],
    ];
    for (const [data, plaintext] of lengths) {
      expect(packFrameData(0x7f, new Uint8Array(data)).length).to.equal(plaintext);
      expect(packFrameData(0x80, new Uint8Array(data)).length).to.equal(data + 4);
    }
  });

  it('refuses to pack more than a frame holds, and what is no type', () => {
    expect(maxFrameData(1)).to.equal(32_764);
    expect(maxFrameData(0x80)).to.equal(65_504);
    for (const type of [1, 0x80]) {
      expect(() => packFrameData(type, new Uint8Array(maxFrameData(type)))).not.to.throw();
      expect(() => packFrameData(type, new Uint8Array(maxFrameData(type) + 1))).to.throw(RangeError, 'data');
    }
    for (const type of [-1, 256, 1.5, Number.NaN]) expect(() => packFrameData(type, new Uint8Array(0))).to.throw(RangeError, 'type');
  });

  it('refuses padding that is not zero, whichever byte', () => {
    const packed = packFrameData(0x10, Uint8Array.of(1, 2, 3));
    for (let i = 7; i < packed.length; i++) {
      const bad = packed.slice();
      bad[i] = 1 << (i % 8);
      expect(
        codeThrownBy(() => unpackFrameData(0x10, bad)),
        `byte ${i}`,
      ).to.equal('frame-invalid');
    }
  });

  it('refuses a length that this plaintext would not have been made for', () => {
    const table: [type: number, plaintextLength: number, length: number][] = [
      [0x10, 256, 253],
      [0x10, 512, 252],
      [0x10, 1024, 0],
      [0x10, 32_768, 32_765],
      [0x10, 32_768, 0xffff_ffff],
      [0x10, 300, 10],
      [0x80, 10, 7],
      [0x80, 10, 5],
      [0x80, 4, 1],
      [0x80, 10, 0xffff_ffff],
    ];
    for (const [type, plaintextLength, length] of table) {
      const plaintext = new Uint8Array(plaintextLength);
      new DataView(plaintext.buffer).setUint32(0, length);
      expect(
        codeThrownBy(() => unpackFrameData(type, plaintext)),
        `${type} ${plaintextLength} ${length}`,
      ).to.equal('frame-invalid');
    }
    for (const type of [0x10, 0x80]) expect(codeThrownBy(() => unpackFrameData(type, new Uint8Array(3)))).to.equal('frame-invalid');
  });

  it('refuses every plaintext that packing would not have made', () => {
    fc.assert(
      fc.property(anyType, fc.uint8Array({ maxLength: 600 }), (type, bytes) => {
        const plaintext: Bytes = new Uint8Array(bytes);
        try {
          const data = unpackFrameData(type, plaintext);
          expect([...packFrameData(type, data)]).to.deep.equal([...plaintext]);
        } catch (error) {
          if (errorCodeOf(error) !== 'frame-invalid') throw error;
        }
      }),
    );
  });

  it('writes headers to the byte and reads them back', () => {
    expect(writeFrameHeader({ type: 0x20, epoch: 0x0102, n: 0x0004_0506_0708_090a }).toHex()).to.equal('01200102000405060708090a');
    fc.assert(
      fc.property(fc.integer({ min: 0x80, max: 255 }), fc.integer({ min: 0, max: 0xffff }), fc.maxSafeNat(), (type, epoch, n) => {
        const frame = concatBytes(writeFrameHeader({ type, epoch, n }), new Uint8Array(20));
        expect(readFrameHeader(frame)).to.deep.equal({ type, epoch, n });
      }),
    );
  });

  it('never reads a counter above 2⁵³ as a small one', () => {
    const frame = concatBytes(writeFrameHeader({ type: 0x80, epoch: 0, n: 5 }), new Uint8Array(20));
    for (const [at, byte] of [
      [4, 0x01],
      [4, 0x80],
      [4, 0xff],
      [5, 0x20],
      [5, 0xff],
    ] as const) {
      const bad = frame.slice();
      bad[at] = byte;
      expect(readFrameHeader(bad).n).to.be.at.least(2 ** 53);
    }
  });

  it('judges the length of a frame before anything is decrypted', () => {
    const lengths: [type: number, length: number, isFine: boolean][] = [
      [0x80, 31, false],
      [0x80, 32, true],
      [0x80, FRAME_MAX_LENGTH, true],
      [0x80, FRAME_MAX_LENGTH + 1, false],
      [0x10, 28 + 128, false],
      [0x10, 28 + 255, false],
      [0x10, 28 + 256, true],
      [0x10, 28 + 257, false],
      [0x10, 28 + 384, false],
      [0x10, 28 + 32_768, true],
      [0x10, FRAME_MAX_LENGTH, false],
      [0x10, 0, false],
      [0x10, 13, false],
    ];
    for (const [type, length, isFine] of lengths) {
      const frame = new Uint8Array(length);
      frame.set(writeFrameHeader({ type, epoch: 0, n: 0 }).subarray(0, length));
      expect(
        codeThrownBy(() => readFrameHeader(frame)),
        `${type} ${length}`,
      ).to.equal(isFine ? null : 'frame-invalid');
    }
  });

  it('refuses every version but its own', () => {
    const frame = concatBytes(writeFrameHeader({ type: 0x80, epoch: 0, n: 0 }), new Uint8Array(20));
    for (let version = 0; version < 256; version++) {
      frame[0] = version;
      expect(codeThrownBy(() => readFrameHeader(frame))).to.equal(version === 1 ? null : 'frame-invalid');
    }
  });

  it('opens what was sealed, and nothing with any byte changed', async () => {
    const key = await AesGcmKey.import(randomBytes(32));
    const header = { type: 0x80, epoch: 3, n: 7 };
    const frame = await sealFrame(key, header, packFrameData(0x80, Uint8Array.of(1, 2, 3)));
    expect([...(await openFrame(key, readFrameHeader(frame), frame))]).to.deep.equal([1, 2, 3]);
    for (let i = 0; i < frame.length; i++) {
      const bad = frame.slice();
      bad[i] = (bad[i] as number) ^ 0x40;
      const code = await openFrame(key, header, bad).then(
        () => null,
        (error: unknown) => errorCodeOf(error),
      );
      expect(code, `byte ${i}`).to.equal('not-authentic');
    }
  });
});
