import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { passphraseStrength } from './passphrase-strength.js';

describe('lib/passphrase-strength', () => {
  it('says nothing of nothing', () => {
    expect(passphraseStrength('')).to.equal(null);
  });

  it('calls weak what people have always chosen', () => {
    const known = [
      '123456',
      'password',
      'P@ssw0rd1!',
      'qwertyuiop',
      'iloveyou',
      'letmein2024',
      'Sommer2026',
      'aaaaaaaaaaaaaaaaaaaaaaaa',
      'abcdefghijklmnop',
    ];
    const repeated = [
      'password password password password',
      'ha ha ha ha ha ha ha ha',
      '1234567890987654321',
      '----------------------',
      'azertyuiop',
      'admin',
      '😀😀😀😀😀',
    ];
    for (const text of [...known, ...repeated]) expect(passphraseStrength(text), text).to.equal('weak');
  });

  it('calls four or five unrelated words strong, and three fair, in whatever language', () => {
    for (const text of [
      'correct horse battery staple',
      'Birne Kutsche Regenschirm Donau',
      'tambour girafe cerise dimanche',
      'زرافة طبل كرز مظلة قمر',
      'arroz-nube-tambor-cereza',
    ]) {
      expect(passphraseStrength(text), text).to.equal('strong');
    }
    for (const text of ['horse battery staple', 'girafe cerise dimanche']) expect(passphraseStrength(text), text).to.equal('fair');
  });

  it('calls strong what a generator made of twenty characters', () => {
    expect(passphraseStrength('mV9r-Xk2c-Qp7w-Tz4h-Jb6d')).to.equal('strong');
  });

  it('never calls a passphrase weaker for a word more', () => {
    const rank = { weak: 0, fair: 1, strong: 2 };
    const rankOf = (text: string): number => rank[passphraseStrength(text) ?? 'weak'];
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (text, more) => rankOf(`${text} ${more}`) >= rankOf(`${text} `),
      ),
    );
  });

  it('takes time in proportion to the length at most', () => {
    // A quadratic one would not come back: this has a million characters.
    expect(passphraseStrength('a1'.repeat(500_000))).to.be.oneOf(['weak', 'fair', 'strong']);
  });
});
