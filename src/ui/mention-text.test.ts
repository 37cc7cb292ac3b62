import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { DraftMention } from '../app/mention-state.js';
import { galleryFp, sampleMe, samplePerson } from './gallery.fixture.js';
import { movedMentions, peopleLike, soughtAt, withMention, wordsBefore } from './mention-text.js';

const mention = (at: number, length: number, fpHex: string = galleryFp.ben): DraftMention => ({ at, length, fpHex });

/** What is sought where `|` stands. */
function sought(marked: string, mentions: readonly DraftMention[] = []): string | null {
  return soughtAt({ text: marked.replace('|', ''), mentions }, marked.indexOf('|'))?.sought ?? null;
}

describe('mention-text', () => {
  it('seeks behind an @ at the beginning, after space, and after what opens', () => {
    for (const [marked, expected] of [
      ['@|', ''],
      ['@an|a', 'an'],
      ['hello @Ana Mar|', 'Ana Mar'],
      ['line\n@b|', 'b'],
      ['(@b|', 'b'],
      ['„@b|', 'b'],
      ['**@b|', 'b'],
      ['@a @b|', 'b'],
      ['|@b', null],
      ['ana@example.org|', null],
      ['@ b|', null],
      ['@a\nb|', null],
      ['no one|', null],
      [`@${'a'.repeat(129)}|`, null],
    ] as const)
      expect(sought(marked), marked).to.equal(expected);
    expect(sought('@Ben is|', [mention(0, 4)])).to.equal(null);
  });

  it('finds people by the beginning of their names or of a word in them, whatever case and accents, and never oneself', () => {
    const people = ['Zoë Ana', 'ana', 'Ánna María', 'שלום', 'Ben'].map((name, i) => samplePerson({ name, fpHex: `${i}`.repeat(64) }));
    const found = (text: string): string[] => peopleLike([sampleMe, ...people], text).map(({ name }) => name);
    expect(found('AN')).to.deep.equal(['ana', 'Ánna María', 'Zoë Ana']);
    expect(found('')).to.have.length(5);
    expect(found('anna mar')).to.deep.equal(['Ánna María']);
    expect(found('zoe ')).to.deep.equal(['Zoë Ana']);
    expect(found('ana ')).to.deep.equal([]);
    expect(found('של')).to.deep.equal(['שלום']);
    expect(found('ada')).to.deep.equal([]);
  });

  it('puts a mention in place of what was sought, with a space behind it, and moves those after it', () => {
    const words = { text: '@be and @Cleo', mentions: [mention(8, 5, galleryFp.cleo)] };
    const person = { fpHex: galleryFp.ben, name: 'Ben María ' };
    expect(withMention(words, { at: 0, sought: 'be' }, person)).to.deep.equal({
      words: { text: '@Ben María and @Cleo', mentions: [mention(0, 10), mention(15, 5, galleryFp.cleo)] },
      typed: '@Ben María',
      caret: 11,
    });
    expect(withMention({ text: '@', mentions: [] }, { at: 0, sought: '' }, person)).to.deep.equal({
      words: { text: '@Ben María ', mentions: [mention(0, 10)] },
      typed: '@Ben María ',
      caret: 11,
    });
  });

  it('moves mentions with what is typed before them, and loses those that are changed themselves', () => {
    const before = 'hi @Ben and @Ben';
    const both = [mention(3, 4), mention(12, 4)];
    const moved = (after: string, caret: number): readonly number[] => movedMentions(both, before, after, caret).map(({ at }) => at);
    expect(moved('hiya @Ben and @Ben', 4)).to.deep.equal([5, 14]);
    expect(moved('hi @Bn and @Ben', 5)).to.deep.equal([11]);
    expect(moved('hi @Ben and @Ben!', 17)).to.deep.equal([3, 12]);
    expect(moved('hi @Benand @Ben', 7)).to.deep.equal([3, 11]);
    expect(moved('', 0)).to.deep.equal([]);
    // The same letters on both sides of the caret: it is the caret that says which were put in.
    expect(movedMentions([mention(1, 2)], '@@B', '@@@B', 1).map(({ at }) => at)).to.deep.equal([2]);
    expect(movedMentions([mention(0, 2)], '@B', '@BB', 3)).to.deep.equal([mention(0, 2)]);
  });

  it('always leaves mentions at what they held before, whatever is put in place of what', () => {
    fc.assert(
      fc.property(fc.nat(14), fc.nat(6), fc.string({ unit: fc.constantFrom('@', 'B', 'e', ' '), maxLength: 5 }), (from, length, put) => {
        const before = 'e @Be B@ @Ben e';
        const start = Math.min(from, before.length);
        const after = before.slice(0, start) + put + before.slice(start + length);
        const held = movedMentions([mention(2, 3), mention(9, 4)], before, after, start + put.length);
        for (const each of held) expect(after.slice(each.at, each.at + each.length)).to.equal(each.length === 3 ? '@Be' : '@Ben');
        // What was not touched is not lost.
        const untouched = [
          [2, 5],
          [9, 13],
        ].filter(([at = 0, end = 0]) => start + length <= at || start >= end);
        expect(held.length).to.be.at.least(untouched.length);
      }),
    );
  });

  it('puts a text that comes back before what was typed since', () => {
    expect(wordsBefore({ text: '@Ben', mentions: [mention(0, 4)] }, { text: '@Ben', mentions: [mention(0, 4)] })).to.deep.equal({
      text: '@Ben\n@Ben',
      mentions: [mention(0, 4), mention(5, 4)],
    });
  });
});
