import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { MentionView } from '../app/mention-state.js';
import { render } from './dom.js';
import { galleryFp, hostileTexts } from './gallery.fixture.js';
import { isMentioningMe, mentionNodes } from './mention-nodes.js';

function mention(at: number, name: string, changes: Partial<MentionView> = {}): MentionView {
  return { at, length: name.length + 1, fpHex: galleryFp.ben, name, trust: 'verified', hasNamesake: false, ...changes };
}

function shown(text: string, mentions: readonly MentionView[]): HTMLElement {
  const element = document.createElement('div');
  render(element, mentionNodes(text, mentions));
  return element;
}

function chipsIn(element: HTMLElement): string[] {
  return [...element.querySelectorAll('.mention')].map(({ textContent }) => textContent ?? '');
}

describe('mention-nodes', () => {
  it('shows the name of the room and the trust', () => {
    const element = shown('Ask @Ben and @Cleo, not @Eve', [mention(4, 'Ben'), mention(13, 'Cleo', { trust: 'unverified' })]);
    expect(chipsIn(element)).to.deep.equal(['@Ben Verified', '@Cleo Unverified']);
    expect(element.querySelector('.mention bdi')?.textContent).to.equal('@Ben');
    expect(element.querySelector('[data-trust="verified"] [data-glyph="check"]') !== null).to.equal(true);
    expect(element.textContent).to.match(/, not @Eve$/u);
  });

  it('tells people of one name apart by their fingerprints', () => {
    const element = shown('@Ben @Ben', [
      mention(0, 'Ben', { hasNamesake: true }),
      mention(5, 'Ben', { hasNamesake: true, fpHex: galleryFp.eve }),
    ]);
    expect(chipsIn(element)).to.deep.equal(['@Ben 3c3c3c3c Verified', '@Ben 55555555 Verified']);
  });

  it('keeps names out of Markdown, and Markdown out of names', () => {
    const name = '**[x](https://a.example)**';
    const element = shown(`*@${name}* and _one_`, [mention(1, name)]);
    expect(element.querySelectorAll('a, strong').length).to.equal(0);
    expect([...element.querySelectorAll('em')].map(({ textContent }) => textContent)).to.deep.equal([`@${name} Verified`, 'one']);
    expect(chipsIn(shown('> @Ben\n- @Ben', [mention(2, 'Ben'), mention(9, 'Ben')]))).to.have.length(2);
  });

  it('shows the name alone in code and in links, and lets no mention into an address', () => {
    const code = shown('`@Ben` [@Ben](https://a.example/)', [mention(1, 'Ben'), mention(8, 'Ben')]);
    expect([chipsIn(code), code.querySelector('code')?.textContent, code.querySelector('a')?.textContent]).to.deep.equal([
      [],
      '@Ben',
      '@Ben',
    ]);
    const address = shown('https://a.example/@Ben', [mention(18, 'Ben')]);
    expect([address.querySelector('a')?.href, chipsIn(address)]).to.deep.equal(['https://a.example/', ['@Ben Verified']]);
  });

  it('leaves it to the words around a name in which direction they are read', () => {
    const element = shown('@שלום, hello', [mention(0, 'שלום')]);
    element.dir = 'auto';
    document.body.append(element);
    expect([element, element.querySelector('.mention bdi')].map((each) => each && getComputedStyle(each).direction)).to.deep.equal([
      'ltr',
      'rtl',
    ]);
    element.remove();
  });

  it('shows what cannot be seen in a name', () => {
    const name = 'Ben\u202Egnp';
    expect(chipsIn(shown(`@${name}`, [mention(0, name)]))).to.deep.equal(['@Ben[U+202E]gnp Verified']);
  });

  it('leaves private characters of a text what they are', () => {
    const text = '\uE000@Ben\uE001';
    const element = shown(text, [mention(1, 'Ben')]);
    expect([element.firstChild?.textContent, element.lastChild?.textContent, chipsIn(element)]).to.deep.equal([
      '\uE000',
      '\uE001',
      ['@Ben Verified'],
    ]);
  });

  it('makes as many chips as there are mentions outside of code and links, and loses no letter, whatever the text', () => {
    const piece = fc.constantFrom(
      '@Ben',
      '*',
      '**',
      '`',
      '\n',
      '> ',
      '- ',
      ' ',
      'a',
      '[',
      '](https://a.example)',
      '~~',
      '\uE000',
      ...hostileTexts.slice(0, 5),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        let text = '';
        const mentions: MentionView[] = [];
        for (const each of pieces) {
          if (each === '@Ben') mentions.push(mention(text.length, 'Ben'));
          text += each;
        }
        const element = shown(text, mentions.slice(0, 20));
        const plain = [...element.querySelectorAll('a, code')].map(({ textContent }) => textContent ?? '').join(' ');
        expect(chipsIn(element).length + plain.split('@Ben').length - 1).to.equal(mentions.length);
        for (const chip of chipsIn(element)) expect(chip).to.equal('@Ben Verified');
      }),
    );
  });

  it('are of oneself only where somebody else wrote them', () => {
    const me = mention(0, 'Ada', { trust: 'self' });
    expect([isMentioningMe([me], false), isMentioningMe([me], true), isMentioningMe([mention(0, 'Ben')], false)]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });
});
