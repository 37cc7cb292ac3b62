import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { base32Of, base64UrlOf, bytesFromBase64Url, digitGroupsOf } from './base-text.js';
import { utf8Bytes } from './bytes.js';
import { errorCodeOf } from './errors.js';

describe('lib/base-text', () => {
  // RFC 4648 section 10, lower case and unpadded.
  const base32Vectors: [string, string][] = [
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ];
  for (const [text, expected] of base32Vectors) {
    it(`writes ${JSON.stringify(text)} as ${JSON.stringify(expected)} in base32`, () => {
      expect(base32Of(utf8Bytes(text))).to.equal(expected);
    });
  }

  it('writes 20 bytes as 32 characters that PeerJS takes as an id, different for different bytes', () => {
    const twenty = fc.uint8Array({ minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(twenty, twenty, (a, b) => {
        expect(base32Of(a)).to.match(/^[a-z2-7]{32}$/u);
        expect(base32Of(a) === base32Of(b)).to.equal(String(a) === String(b));
      }),
    );
  });

  it('writes five digits for each five bytes, with leading zeros, and leaves out a rest', () => {
    const digitsOf = (hex: string): string => digitGroupsOf(Uint8Array.fromHex(hex));
    // 99,999; 100,000; 2⁴⁰ − 1.
    expect(digitsOf('000001869f')).to.equal('99999');
    expect(digitsOf('00000186a0')).to.equal('00000');
    expect(digitsOf('ffffffffff')).to.equal('27775');
    expect(digitsOf('0000000007000001869f01020304')).to.equal('0000799999');
    expect(digitsOf('')).to.equal('');
  });

  it('reads back the base64url it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = base64UrlOf(bytes);
        expect(text).to.match(/^[A-Za-z0-9_-]*$/u);
        expect([...bytesFromBase64Url(text)]).to.deep.equal([...bytes]);
      }),
    );
  });

  it('uses the alphabet for addresses', () => {
    expect(base64UrlOf(Uint8Array.of(0xfb, 0xff, 0xbf))).to.equal('-_-_');
  });

  // One text for one array of bytes: otherwise two codes that look different would be the same invite.
  const refused = ['A', 'AAAAA', 'Zh', 'Zm9=', 'Zg==', 'Zm9v\n', ' Zm9v', 'Zm 9v', '+/+/', 'Zm9v!', 'Zm9é', '\u0000'];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text)} as base64url`, () => {
      let caught: unknown = null;
      try {
        bytesFromBase64Url(text);
      } catch (error) {
        caught = error;
      }
      expect(errorCodeOf(caught)).to.equal('malformed');
    });
  }
});
