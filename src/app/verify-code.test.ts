import { expect } from '@open-wc/testing';
import { randomBytes } from '../crypto/primitives.js';
import { readVerifyCode, verifyCodeOf } from './verify-code.js';

const [ana, ben, cleo] = [randomBytes(32), randomBytes(32), randomBytes(32)];

describe('the code for verifying', () => {
  it('matches only where each names the other', () => {
    expect(readVerifyCode(verifyCodeOf(ben, ana), ana, ben)).to.equal('match');
    expect(readVerifyCode(verifyCodeOf(ben, cleo), ana, ben)).to.equal('not-me');
    expect(readVerifyCode(verifyCodeOf(cleo, ana), ana, ben)).to.equal('not-them');
    // One's own, seen in a mirror.
    expect(readVerifyCode(verifyCodeOf(ana, ben), ana, ben)).to.equal('not-them');
  });

  it('notices every character that is changed, left out or added', () => {
    const code = verifyCodeOf(ben, ana);
    for (let at = 0; at < code.length; at++) {
      const other = code[at] === 'A' ? 'B' : 'A';
      for (const spoilt of [code.slice(0, at) + other + code.slice(at + 1), code.slice(0, at) + code.slice(at + 1)])
        expect(readVerifyCode(spoilt, ana, ben), spoilt).to.not.equal('match');
    }
    expect(readVerifyCode(`${code}A`, ana, ben)).to.equal('no-code');
  });

  it('says of anything else that it is no such code', () => {
    for (const text of ['', 'https://example.com/#i=AAAA', 'PARLEY1:', verifyCodeOf(ben, ana).toLowerCase(), 'PARLEY2:A:B'])
      expect(readVerifyCode(text, ana, ben), text).to.equal('no-code');
  });

  it('is frozen', () => {
    expect(verifyCodeOf(new Uint8Array(32).fill(1), new Uint8Array(32).fill(0xfe))).to.equal(
      'PARLEY1:AEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQ:737P57X6737P57X6737P57X6737P57X6737P57X6737P57X6737A',
    );
  });
});
