import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { foldText, foldedMatches, foldedWords } from './folding.js';

/** The pieces of a text that match, by its own characters. */
const matched = (text: string, query: string): string[] =>
  foldedMatches(text, foldedWords(query)).map(([from, to]) => text.slice(from, to));

describe('folding', () => {
  for (const [text, folded] of [
    ['CAFE', 'cafe'],
    ['Café', 'cafe'],
    ['Cafe\u0301', 'cafe'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['οδος', 'οδοσ'],
    ['ﬁne', 'fine'],
    ['Ｗｉｄｅ', 'wide'],
    ['', ''],
  ] as const) {
    it(`takes "${text}" for "${folded}"`, () => {
      expect(foldText(text)).to.equal(folded);
    });
  }

  it('finds a text by its own words, however they are written', () => {
    expect(foldedWords('  Two \n wörds ')).to.deep.equal(['two', 'words']);
    expect(foldedWords(' \t')).to.deep.equal([]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        for (const word of foldedWords(text)) expect(foldText(text)).to.contain(word);
        // Folding is settled after one turn.
        expect(foldText(foldText(text))).to.equal(foldText(text));
      }),
    );
  });

  it('says where matches stand, with their accents and in whole characters', () => {
    expect(matched('Ein Café, zwei Cafe\u0301s', 'CAFE')).to.deep.equal(['Café', 'Cafe\u0301']);
    expect(matched('Große Straße', 'ss')).to.deep.equal(['ß', 'ß']);
    expect(matched('👍 a👍b', 'b')).to.deep.equal(['b']);
    expect(matched('aaaa', 'aa')).to.deep.equal(['aaaa']);
    expect(matched('one two one', 'two one')).to.deep.equal(['one', 'two', 'one']);
    expect(matched('nothing', 'x')).to.deep.equal([]);
  });

  it('finds everywhere what folding finds at all', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'Á', 'e\u0301', 'ß', 'ﬁ', '👍', ' ', 'İ'), { maxLength: 20 }), fc.nat(19), (parts, at) => {
        const text = parts.join('');
        const words = foldedWords(parts[at] ?? '');
        const matches = foldedMatches(text, words);
        expect(matches.length > 0).to.equal(words.length > 0 && foldText(text).includes(words[0] as string));
        for (const [from, to] of matches) expect(to).to.be.above(from);
      }),
    );
  });
});
