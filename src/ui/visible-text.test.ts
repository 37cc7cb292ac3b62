import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { render } from './dom.js';
import { initialOf, toneOf, visibleName, visibleNodes } from './visible-text.js';

/** A message as it is on the page. */
function shownNodes(text: string): readonly Node[] {
  const place = document.createElement('p');
  render(place, visibleNodes(text));
  return [...place.childNodes];
}

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
      const nodes = shownNodes(text);
      expect(textOf(nodes)).to.equal(shown);
      expect(nodes.some((node) => node instanceof HTMLElement && node.className === 'control')).to.equal(true);
    });
  }

  it('leaves ordinary text of every script alone, in one text node', () => {
    expect(shownNodes('')).to.deep.equal([]);
    for (const text of ['plain', 'שלום \u200F!', 'سلام', '👩‍👩‍👧 é', 'two\nlines\tand tab', '<b>&amp;</b>']) {
      const nodes = shownNodes(text);
      expect(nodes.length).to.equal(1);
      expect(nodes[0]).to.be.instanceOf(Text);
      expect(textOf(nodes)).to.equal(text);
    }
  });

  it('takes CRLF as one end of line', () => {
    expect(textOf(shownNodes('a\r\nb'))).to.equal('a\nb');
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
        expect(textOf(shownNodes(text))).to.not.match(/[\u202A-\u202E\u2066-\u2069]|[[\p{Cc}]--[\n\t]]/v);
        expect(visibleName(text)).to.not.match(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C\u200B\uFEFF]|\p{Cc}/u);
        expect(visibleName(text).isWellFormed()).to.equal(true);
      }),
    );
  });

  it('shows in names what is drawn as nothing, and leaves what emoji, joining scripts and ideographs need', () => {
    for (const [name, shown] of [
      ['B\u00ADen', 'B[U+00AD]en'],
      ['Be\u200Dn', 'Be[U+200D]n'],
      ['Be\u200Cn', 'Be[U+200C]n'],
      ['Ben\uFE0F', 'Ben[U+FE0F]'],
      ['Ben\u{E0061}', 'Ben[U+E0061]'],
      ['\u3164', '[U+3164]'],
      ['\u115F\u2800', '[U+115F][U+2800]'],
      [' \u00A0', '[U+0020][U+00A0]'],
      ['من\u200D', 'من[U+200D]'],
    ] as const) {
      expect(visibleName(name)).to.equal(shown);
    }
    for (const name of ['Ann 👩‍👩‍👧 ❤️ 👍🏽', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', 'می\u200Cخواهم', 'क्\u200Dष', '葛\u{E0100}城', 'é é']) {
      expect(visibleName(name)).to.equal(name);
    }
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
