import { expect } from '@open-wc/testing';
import { foldedWords } from '../lib/folding.js';
import { excerptOf } from './excerpt.js';

/** An excerpt as one text, with what matches in brackets. */
const excerpt = (text: string, query: string): string =>
  excerptOf(text, foldedWords(query))
    .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
    .join('');

describe('excerpts', () => {
  it('are the whole of a short message, on one line, with every match marked', () => {
    expect(excerpt('To the Río\n  and back from the RIO', 'rio')).to.equal('To the [Río] and back from the [RIO]');
    expect(excerpt('both words, two words', 'two both')).to.equal('[both] words, [two] words');
  });

  it('begin with a word a little before the first match, and end after a line', () => {
    const words = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
    const text = excerpt(words, 'word30');
    expect(text).to.match(/^…word2\d .*\[word30\] word31 /u);
    expect(text).to.match(/…$/u);
    expect(text.length).to.be.below(150);
  });

  it('part no character, and no more than is there', () => {
    expect(excerpt('👍'.repeat(200), '👍')).to.equal(`[${'👍'.repeat(70)}]…`);
    expect(excerpt(`${'x'.repeat(300)}end`, 'end')).to.match(/^…x{32}\[end\]$/u);
    expect(excerpt('', 'a')).to.equal('');
  });
});
