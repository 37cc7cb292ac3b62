import { expect } from '@open-wc/testing';
import { decode, encode } from 'base32768';
import fc from 'fast-check';
import { randomBytes } from '../crypto/primitives.js';
import { errorCodeOf } from '../lib/errors.js';
import { packBytes, unpackText } from './pack.js';

function refuses(text: string): boolean {
  try {
    unpackText(text);
    return false;
  } catch (error) {
    return errorCodeOf(error) === 'malformed';
  }
}

describe('pack', () => {
  it('packs and unpacks as the npm package does, at every length up to 100 and at large ones', () => {
    for (const length of [...Array(101).keys(), 8191, 15_360, 15_361, 60_000]) {
      const bytes = randomBytes(length);
      const text = packBytes(bytes);
      expect(text).to.equal(encode(bytes));
      expect(unpackText(text)).to.deep.equal(bytes);
      expect(decode(text)).to.deep.equal(new Uint8Array(bytes));
    }
  });

  it('uses no surrogates, and survives normalisation', () => {
    const text = packBytes(randomBytes(30_000));
    expect(text.isWellFormed() && !/[\ud800-\udfff]/u.test(text)).to.equal(true);
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(text.normalize(form)).to.equal(text);
  });

  it('takes any text that unpacks for exactly one byte string', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 4 }), (codes) => {
        const text = String.fromCharCode(...codes);
        return refuses(text) || packBytes(unpackText(text)) === text;
      }),
    );
  });

  it('refuses what the package lets pass, foreign characters, and a short character before the end', () => {
    const whole = packBytes(new Uint8Array(15));
    for (const text of [
      `${whole}ʟ`,
      `${whole} `,
      'a',
      '\ud800',
      `ƀ${whole}`,
      packBytes(randomBytes(16)).slice(0, -1) + '\u4dc0',
      'ʟ',
      '\uffff',
    ]) {
      expect(refuses(text), JSON.stringify(text)).to.equal(true);
    }
  });

  it('notices every character cut off or added', () => {
    for (let length = 1; length < 40; length++) {
      const bytes = randomBytes(length);
      const text = packBytes(bytes);
      const cut = text.slice(0, -1);
      expect(refuses(cut) || unpackText(cut).length < length).to.equal(true);
      expect(refuses(`${text}ҡ`) || unpackText(`${text}ҡ`).length > length).to.equal(true);
    }
  });
});
