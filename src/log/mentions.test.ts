import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { base64UrlOf } from '../lib/base-text.js';
import { utf8Bytes } from '../lib/bytes.js';
import { MENTIONS_MAX } from './log-limits.js';
import { readMentions } from './mentions.js';
import { ENTRY_KINDS, encodePayload, parsePayload } from './payload.js';

const key = new Uint8Array(32).fill(7);
const pk = base64UrlOf(key);

/** The mentions that are read of a text with such a field beside it. */
function read(text: string, mentions: unknown): readonly unknown[] {
  const payload = parsePayload(ENTRY_KINDS.text, utf8Bytes(JSON.stringify({ text, mentions })));
  expect(payload).to.include({ kind: 'text', text });
  return payload !== null && 'mentions' in payload ? (payload.mentions ?? []) : [];
}

describe('mentions', () => {
  it('are read where they stand in the text', () => {
    const text = '@Ana and @😀 Ben María: hello';
    const mentions = [
      { at: 0, length: 4, pk },
      { at: 9, length: 13, pk },
    ];
    expect(read(text, mentions)).to.deep.equal([
      { at: 0, length: 4, pk: key },
      { at: 9, length: 13, pk: key },
    ]);
    expect(read('@Ana', undefined)).to.deep.equal([]);
    const edit = encodePayload('edit', { entry: key, text: '@Ana', mentions: [{ at: 0, length: 4, pk: key }] });
    expect(parsePayload(ENTRY_KINDS.edit, edit)).to.deep.equal({
      kind: 'edit',
      entry: key,
      text: '@Ana',
      mentions: [{ at: 0, length: 4, pk: key }],
    });
  });

  it('heeds none whose place is wrong', () => {
    const text = '@Ana @Ben\n@😀x';
    const good = { at: 0, length: 4, pk };
    const wrong: Readonly<Record<string, unknown>> = {
      'not a list': good,
      null: [null],
      'a number': [1],
      'before the text': [{ ...good, at: -1 }],
      'in the middle of a number': [{ ...good, at: 0.5 }],
      'as a text': [{ ...good, at: '0' }],
      'beyond the end': [{ at: 5, length: 900, pk }],
      'nothing but the sign': [{ at: 0, length: 1, pk }],
      empty: [{ at: 0, length: 0, pk }],
      backwards: [{ at: 4, length: -4, pk }],
      'without a sign': [{ at: 1, length: 3, pk }],
      'over the end of a line': [{ at: 5, length: 6, pk }],
      'half of a character': [{ at: 10, length: 2, pk }],
      twice: [good, good],
      'over another': [
        { ...good, length: 9 },
        { at: 5, length: 4, pk },
      ],
      'out of order': [{ at: 5, length: 4, pk }, good],
      'a key too short': [{ ...good, pk: base64UrlOf(key.slice(1)) }],
      'a key that is none': [{ ...good, pk: 'Ana' }],
      'without a key': [{ at: 0, length: 4 }],
    };
    for (const [what, mentions] of Object.entries(wrong)) expect(read(text, mentions), what).to.deep.equal([]);
    expect(read(text, [good])).to.have.length(1);
    expect(read(`@${'a'.repeat(64)}`, [{ at: 0, length: 65, pk }])).to.have.length(1);
    expect(read(`@${'a'.repeat(65)}`, [{ at: 0, length: 66, pk }])).to.deep.equal([]);
  });

  it('heeds none where there are too many', () => {
    const some = (count: number): [string, unknown] => [
      '@A'.repeat(count),
      Array.from({ length: count }, (_, i) => ({ at: 2 * i, length: 2, pk })),
    ];
    expect(read(...some(MENTIONS_MAX))).to.have.length(MENTIONS_MAX);
    expect(read(...some(MENTIONS_MAX + 1))).to.deep.equal([]);
  });

  it('never costs a message, whatever stands in the field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.jsonValue(), (text, value) => {
        expect(read(text, value)).to.deep.equal([]);
      }),
    );
  });

  it('lie in the text, in order, none over another, each a sign and what can be a name', () => {
    const place = fc.record({
      at: fc.integer({ min: -1, max: 7 }),
      length: fc.integer({ min: 0, max: 5 }),
      pk: fc.constantFrom(pk, pk, pk, 'x'),
    });
    const text = fc.array(fc.constantFrom('@a', '@b ', '@', '😀', '\n'), { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));
    let heeded = 0;
    fc.assert(
      fc.property(text, fc.array(place, { maxLength: 3 }), (words, value) => {
        let end = 0;
        const mentions = readMentions(value, { text: words });
        for (const { at, length, pk: whom } of mentions) {
          expect(at).to.be.at.least(end);
          end = at + length;
          expect(end).to.be.at.most(words.length);
          const name = words.slice(at, end);
          expect(name).to.match(/^@.*\S.*$/u);
          expect(name.isWellFormed()).to.equal(true);
          expect(whom.length).to.equal(32);
        }
        expect(mentions.length === 0 || mentions.length === value.length).to.equal(true);
        heeded += mentions.length;
      }),
      { numRuns: 2_000 },
    );
    expect(heeded).to.be.greaterThan(20);
  });
});
