import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { AesGcmKey } from '../crypto/aes-gcm.js';
import { randomBytes } from '../crypto/primitives.js';
import { concatBytes, release } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { codeOf } from './link-pair.fixture.js';
import { frameHeader, maxFrameData, openFrame, packFrameData, sealFrame, unpackFrameData } from './frame-codec.js';

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

  it('refuses to pack more than a frame holds', () => {
    expect(maxFrameData(1)).to.equal(32_764);
    expect(maxFrameData(0x80)).to.equal(65_504);
    for (const type of [1, 0x80]) {
      expect(() => packFrameData(type, new Uint8Array(maxFrameData(type)))).not.to.throw();
      expect(() => packFrameData(type, new Uint8Array(maxFrameData(type) + 1))).to.throw(RangeError, 'data');
    }
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
  });

  it('refuses every plaintext that packing would not have made', () => {
    fc.assert(
      fc.property(anyType, fc.uint8Array({ minLength: 4, maxLength: 600 }), (type, bytes) => {
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

  it('writes headers to the byte', () => {
    expect(frameHeader(0x20, 0x0102, 0x0004_0506_0708_090a).toHex()).to.equal('01200102000405060708090a');
  });

  it('judges header and length of a frame before anything is decrypted', async () => {
    const key = await AesGcmKey.import(randomBytes(32));
    const lengths: [type: number, length: number, isFine: boolean][] = [
      [0x80, 31, false],
      [0x80, 32, true],
      [0x80, 65_536, true],
      [0x80, 65_537, false],
      [0x10, 28 + 128, false],
      [0x10, 28 + 255, false],
      [0x10, 28 + 256, true],
      [0x10, 28 + 257, false],
      [0x10, 28 + 384, false],
      [0x10, 28 + 32_768, true],
      [0x10, 65_536, false],
      [0x10, 0, false],
      [0x10, 13, false],
    ];
    for (const [type, length, isFine] of lengths) {
      const header = frameHeader(type, 0, 0);
      const frame = new Uint8Array(length);
      frame.set(header.subarray(0, length));
      expect(await codeOf(openFrame(key, header, frame)), `${type} ${length}`).to.equal(isFine ? 'not-authentic' : 'frame-invalid');
    }
    const header = frameHeader(0x80, 3, 2 ** 53 - 1);
    const frame = concatBytes(header, new Uint8Array(20));
    for (let at = 0; at < 12; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const bad = frame.with(at, (frame[at] as number) ^ (1 << bit));
        expect(await codeOf(openFrame(key, header, bad)), `byte ${at}`).to.equal('frame-invalid');
      }
    }
  });

  it('has read a frame as soon as it was asked to open it', async () => {
    const key = await AesGcmKey.import(randomBytes(32));
    const header = frameHeader(0x50, 0, 0);
    const frame = await sealFrame(key, header, packFrameData(0x50, Uint8Array.of(1, 2, 3)));
    const opening = openFrame(key, header, frame);
    release(frame);
    expect([...(await opening)]).to.deep.equal([1, 2, 3]);
  });

  it('opens what was sealed, and nothing with any byte changed', async () => {
    const key = await AesGcmKey.import(randomBytes(32));
    const header = frameHeader(0x80, 3, 7);
    const frame = await sealFrame(key, header, packFrameData(0x80, Uint8Array.of(1, 2, 3)));
    expect([...(await openFrame(key, header, frame))]).to.deep.equal([1, 2, 3]);
    for (let i = 0; i < frame.length; i++) {
      const bad = frame.with(i, (frame[i] as number) ^ 0x40);
      expect(await codeOf(openFrame(key, header, bad)), `byte ${i}`).to.equal(i < 12 ? 'frame-invalid' : 'not-authentic');
      // Whoever changes the header, and has it expected, too.
      if (i < 12) expect(await codeOf(openFrame(key, bad.slice(0, 12), bad)), `byte ${i}`).to.equal('not-authentic');
    }
  });
});
