import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { initialOf, toneOf, visibleName, visibleNodes } from './visible-text.js';

const textOf = (nodes: readonly Node[]): string => nodes.map((node) => node.textContent).join('');

describe('visible-text', () => {
  for (const [what, text, shown] of [
    ['an override', 'photo\u202Egpj.exe', 'photo[U+202E]gpj.exe'],
    ['isolates', '\u2066a\u2069', '[U+2066]a[U+2069]'],
    ['escape sequences', '\u001B[31mred', '[U+001B][31mred'],
    ['NUL and C1', '\u0000\u0085', '[U+0000][U+0085]'],
    ['a lone carriage return', 'a\rb', 'a[U+000D]b'],
  ] as const) {
    it(`shows ${what} in messages`, () => {
      const nodes = visibleNodes(text);
      expect(textOf(nodes)).to.equal(shown);
      expect(nodes.some((node) => node instanceof HTMLElement && node.className === 'control')).to.equal(true);
    });
  }

  it('leaves ordinary text of every script alone, in one text node', () => {
    for (const text of ['', 'plain', 'שלום \u200F!', 'سلام', '👩‍👩‍👧 é', 'two\nlines\tand tab', '<b>&amp;</b>']) {
      const nodes = visibleNodes(text);
      expect(nodes.length).to.equal(1);
      expect(nodes[0]).to.be.instanceOf(Text);
      expect(textOf(nodes)).to.equal(text);
    }
  });

  it('takes CRLF as one end of line', () => {
    expect(textOf(visibleNodes('a\r\nb'))).to.equal('a\nb');
  });

  it('leaves no dangerous control in any message or name', () => {
    const anyText = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.constantFrom('\u202A', '\u202E', '\u2067', '\u2069', '\u0007', '\uD800'),
      ),
    });
    fc.assert(
      fc.property(anyText, (text) => {
        expect(textOf(visibleNodes(text))).to.not.match(/[\u202A-\u202E\u2066-\u2069]|[[\p{Cc}]--[\n\t]]/v);
        expect(visibleName(text)).to.not.match(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C\u200B\uFEFF]|\p{Cc}/u);
        expect(visibleName(text).isWellFormed()).to.equal(true);
      }),
    );
  });

  it('makes names one line and leaves joiners that scripts need', () => {
    expect(visibleName('Ben\nAdmin')).to.equal('Ben[U+000A]Admin');
    expect(visibleName('Ben\u200B')).to.equal('Ben[U+200B]');
    expect(visibleName('می\u200Cخواهم')).to.equal('می\u200Cخواهم');
  });

  it('takes one grapheme for an avatar', () => {
    expect(initialOf(' ben')).to.equal('B');
    expect(initialOf('👩‍👩‍👧 x')).to.equal('👩‍👩‍👧');
    expect(initialOf('   ')).to.equal('?');
  });

  it('gives a fingerprint one of eight tones, always the same', () => {
    expect(toneOf('0a00')).to.equal(2);
    expect(toneOf('ff')).to.equal(7);
    expect(toneOf('')).to.equal(0);
  });
});
