import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { hostileTexts } from './gallery.fixture.js';
import { render } from './dom.js';
import { markdownNodes } from './markdown.js';
import { messageLink } from './message-link.js';

function shown(text: string): HTMLElement {
  const element = document.createElement('div');
  render(element, markdownNodes(text));
  return element;
}

/** What is shown, with short names for marks. */
function told(node: Node): string {
  if (!(node instanceof Element)) return node.textContent ?? '';
  const inner = [...node.childNodes].map(told).join('');
  const tag = node.localName;
  return tag === 'div' ? inner : tag === 'a' ? `<a ${node.getAttribute('href')}>${inner}</a>` : `<${tag}>${inner}</${tag}>`;
}

function markup(text: string): string {
  return told(shown(text));
}

/** What may stand in a message, and nothing else. */
const TAGS = ['strong', 'em', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'p', 'a', 'span'];
const ATTRIBUTES = ['href', 'target', 'rel', 'dir', 'class', 'start'];

describe('markdown', () => {
  const lines: readonly (readonly [string, string, string])[] = [
    ['bold', 'a **bold** word', 'a <strong>bold</strong> word'],
    ['italic, both ways', '*one* and _two_', '<em>one</em> and <em>two</em>'],
    ['strike', 'it is ~~ten~~ eleven', 'it is <s>ten</s> eleven'],
    ['code, with what would be a mark inside', 'run `a **b** _c_`', 'run <code>a **b** _c_</code>'],
    ['code that holds a backtick', '``a ` b``', '<code>a ` b</code>'],
    ['marks in marks', '**very *much* so**', '<strong>very <em>much</em> so</strong>'],
    ['both at once', '***x***', '<strong><em>x</em></strong>'],
    ['marks over the end of a line', '**one\ntwo**', '<strong>one\ntwo</strong>'],
    ['bold within a word of a script without spaces', '这是**粗体**字', '这是<strong>粗体</strong>字'],
    ['a sum', '2 * 3 * 4 and 2*3*4', '2 * 3 * 4 and 2*3*4'],
    ['names of files and functions', 'snake_case_name and __init__ and **kwargs', 'snake_case_name and __init__ and **kwargs'],
    ['what is not closed', '*one **two ~~three `four', '*one **two ~~three `four'],
    ['what is closed in the wrong order', '**a *b** c*', '<strong>a *b</strong> c*'],
    ['nothing between', '** ** **** ~~~~ `` ``', '** ** **** ~~~~ `` ``'],
    ['a face', 'so ^_^ and o_O', 'so ^_^ and o_O'],
    ['a shrug', '¯\\_(ツ)_/¯', '¯\\_(ツ)_/¯'],
    ['HTML', '<b>x</b> <img src=x onerror=y>', '<b>x</b> <img src=x onerror=y>'],
    ['a picture from elsewhere', '![x](https://a.example/x.png)', '!<a https://a.example/x.png>x</a> <span>(a.example)</span>'],
    ['a heading and a table, which are text', '# a\n| b |', '# a\n| b |'],
  ];
  for (const [what, text, expected] of lines) it(`shows ${what}`, () => expect(markup(text)).to.equal(expected));

  it('shows blocks of code, quotes and lists between paragraphs', () => {
    const text =
      'See:\n```ts\nconst a = `**b**`;\n\n  c();\n```\n> said *she*\n> > and he\nno\n\n- one\n- **two**\n\n3. three\n4. four\nend';
    expect(markup(text)).to.equal(
      '<p>See:</p><pre><code>const a = `**b**`;\n\n  c();</code></pre><blockquote><p>said <em>she</em></p><blockquote>and he</blockquote></blockquote>' +
        '<p>no</p><ul><li>one</li><li><strong>two</strong></li></ul><ol><li>three</li><li>four</li></ol><p>end</p>',
    );
    expect(shown('3. three\n4. four').querySelector('ol')?.start).to.equal(3);
  });

  it('leaves a message without marks what it was, spaces and lines as well', () => {
    const text = 'one\n\n  two\tthree\n```\nnot closed - really';
    expect(markup(text)).to.equal(text);
    expect(shown(text).children.length).to.equal(0);
  });

  it('makes links of web addresses alone', () => {
    expect(markup('see https://a.example/b_c_d?e=*f* (or http://g.example/h_(i)).')).to.equal(
      'see <a https://a.example/b_c_d?e=*f>https://a.example/b_c_d?e=*f</a>* (or <a http://g.example/h_(i)>http://g.example/h_(i)</a>).',
    );
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'ftp://a.example',
      'xhttps://a.example',
      'https://',
      'vbscript:x',
    ])
      for (const text of [address, `[x](${address})`, `<${address}>`]) expect(shown(text).querySelector('a'), text).to.equal(null);
    // Nor where an address comes from that no line of text can hold.
    for (const address of ['javascript:alert(1)', 'data:text/html,x', 'no address'])
      expect(messageLink('words', address), address).to.deep.equal(['words']);
    const link = shown('https://a.example').querySelector('a') as HTMLAnchorElement;
    expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
  });

  it('says where a link leads when its words do not', () => {
    for (const [text, host] of [
      ['[my bank](https://evil.example/login)', 'evil.example'],
      ['[https://bank.example](https://evil.example)', 'evil.example'],
      ['https://bank.example@evil.example/', 'evil.example'],
      ['https://bаnk.example', 'xn--bnk-6cd.example'],
    ] as const)
      expect(shown(text).querySelector('.host')?.textContent, text).to.equal(`(${host})`);
    for (const text of ['https://bank.example/x', 'HTTPS://Bank.example', '[https://bank.example/x](https://bank.example/x)'])
      expect(shown(text).querySelector('.host'), text).to.equal(null);
    expect(shown('https://a.example/\u202Egpj').textContent).to.contain('[U+202E]');
  });

  it('holds nothing but what a message may hold, whatever comes in, and loses no word', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '*',
        '**',
        '***',
        '_',
        '~~',
        '`',
        '``',
        '```',
        '\n```\n',
        '\n> ',
        '\n- ',
        '\n1. ',
        '[',
        '](',
        ')',
        'https://a.example/',
        ' ',
        '\n',
        '\\',
        '<b>',
      ),
      fc.constantFrom(...hostileTexts),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('word', 'é', '文', '🙂'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const element = shown(text);
        for (const inner of element.querySelectorAll('*')) {
          expect(TAGS).to.include(inner.localName);
          for (const { name } of inner.attributes) expect(ATTRIBUTES).to.include(name);
          if (inner instanceof HTMLAnchorElement) expect(inner.protocol).to.match(/^https?:$/u);
        }
        const words = (some: string): string[] => some.match(/word|é|文|🙂/gu) ?? [];
        expect(words(element.textContent.replaceAll(/\(xn--[^)]*\)/gu, ''))).to.deep.equal(words(text));
      }),
      { numRuns: 300 },
    );
  });

  it('takes no longer for a hostile text than for its length, and nests no deeper than a few', () => {
    const count = 4_000;
    const deep = `${'*a '.repeat(200)}${'b* '.repeat(200)}`;
    let deepest = 0;
    for (const each of shown(deep).querySelectorAll('em'))
      for (let node: Element | null = each, depth = 0; node !== null; node = node.parentElement) deepest = Math.max(deepest, ++depth);
    expect(deepest).to.be.within(3, 6);
    for (const unit of [
      '*a ',
      '**',
      '_a',
      '`',
      '` ',
      '``a`',
      '[',
      '[a](',
      '~~a ',
      '> ',
      '- ',
      '```x\n',
      'https://',
      '(https://a',
      '*a* ',
      '**a _b ',
    ]) {
      const element = shown(unit.repeat(count));
      let depth = 0;
      for (let node: Element | null = element; node !== null; node = node.firstElementChild) depth++;
      expect(depth, unit).to.be.below(12);
    }
  });
});
