import { expect } from '@open-wc/testing';
import type { RoomTranscript, TranscriptLine } from '../app/storage-state.js';
import { roomAsText } from './room-as-text.js';
import { shownTag, speakIn } from './strings.js';

const noon = Date.UTC(2026, 2, 14, 12);

function line(changes: Partial<TranscriptLine> = {}): TranscriptLine {
  return {
    time: noon,
    authorName: 'Ben',
    authorFpHex: 'ab'.repeat(32),
    isMine: false,
    kind: 'text',
    text: 'hello',
    answers: null,
    earlierVersions: [],
    reactions: [],
    notice: null,
    ...changes,
  };
}

function transcript(...lines: readonly TranscriptLine[]): RoomTranscript {
  return { roomName: 'Kitchen', made: noon, lines };
}

const everything = transcript(
  line({ kind: 'notice', text: '', notice: { what: 'create', subject: 'Kitchen', verifiedName: null } }),
  line(),
  line({ isMine: true, authorName: 'Ana', text: 'two\nlines' }),
  line({ kind: 'erased', text: '' }),
  line({ kind: 'missing', text: '' }),
  line({ kind: 'unsupported', text: '' }),
);

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</pre></article><style>*{}</style><!--',
  ']]>&lt;b&gt;&#60;i>',
  '[a](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '<https://evil.example>',
  '# heading\n- list\n1. one\n> quote\n```\ncode\n```\n---\n    indented\n| a | b |\n*b* _i_ ~~s~~ `c` &amp; https://evil.example \\',
  'a\u202Eb',
];

describe('room as text: answers and edits', () => {
  const quote = { id: 'aa', kind: 'text', isMine: false, authorName: 'Cleo', authorFpHex: '', text: '<b>tea?</b>' } as const;
  const answer = line({ text: 'yes!', answers: quote, earlierVersions: [{ time: noon, text: 'no *way*' }] });

  it('stand with what they answer and what they said before', () => {
    expect(roomAsText('html', transcript(answer))).to.include(
      '<blockquote dir="auto">Cleo: &lt;b&gt;tea?&lt;/b&gt;</blockquote><pre><s dir="auto">no *way*</s></pre><pre>',
    );
    expect(roomAsText('markdown', transcript(answer))).to.match(/> Cleo\\: \\<b\\>tea[^]*no \\\*way\\\*[^]*yes\\!/u);
    const { entries } = JSON.parse(roomAsText('json', transcript(answer))) as { entries: object[] };
    expect(entries[0]).to.deep.include({
      text: 'yes!',
      answers: { author: 'Cleo', text: '<b>tea?</b>' },
      earlier: [{ unix: noon, text: 'no *way*' }],
    });
  });

  it('stand with how people met them', () => {
    const line1 = line({ reactions: [{ emoji: '<👍', names: ['Ben', 'Cleo'], isMine: false }] });
    expect(roomAsText('html', transcript(line1))).to.include('</pre><p dir="auto">&lt;👍 2: Ben and Cleo</p></article>');
    expect(roomAsText('markdown', transcript(line1))).to.include('\\<👍 2\\: Ben and Cleo');
    expect(roomAsText('json', transcript(line1))).to.match(/"reactions": \[\s*\{\s*"emoji": "<👍"/u);
  });

  it('say what cannot be shown of what they answer', () => {
    const erased = line({ answers: { ...quote, kind: 'erased', text: '' } });
    expect(roomAsText('markdown', transcript(erased))).to.include('> A message that was deleted');
  });
});

describe('room as text', () => {
  for (const format of ['html', 'json', 'markdown'] as const) {
    it('says in which language it is, and in which direction that is read', () => {
      const before = shownTag();
      speakIn('ar');
      const text = roomAsText('html', everything);
      speakIn(before);
      expect(text).to.match(/^<!doctype html>\n<html lang="ar" dir="rtl">/u);
      expect(text).to.contain('هذا الملف غير مشفّر.');
      expect(roomAsText('html', everything)).to.contain('dir="ltr"');
    });

    it(`says who, when and what, and that it is not encrypted, as ${format}`, () => {
      const text = roomAsText(format, everything);
      const plain = format === 'markdown' ? text.replaceAll('\\', '') : text;
      for (const part of [
        'Kitchen',
        'Ben',
        '2026-03-14T12:00:00.000Z',
        'founded the room',
        'hello',
        'deleted',
        'not on this device',
        'newer Parley',
      ])
        expect(plain, part).to.contain(part);
      if (format === 'json') expect(JSON.parse(text)).to.include({ parley: 'room as text', format: 1, encrypted: false, room: 'Kitchen' });
      else expect(plain).to.contain('This file is not encrypted.');
    });
  }

  it("lets nobody's words become markup", () => {
    for (const hostile of HOSTILE) {
      const text = roomAsText('html', {
        ...transcript(
          line({ text: hostile, authorName: hostile }),
          line({ kind: 'notice', notice: { what: 'profile', subject: hostile, verifiedName: hostile } }),
        ),
        roomName: hostile,
      });
      const page = new DOMParser().parseFromString(text, 'text/html');
      const tags = new Set([...page.querySelectorAll('*')].map(({ localName }) => localName));
      const ours = 'html head meta title body h1 p b article bdi time pre span'.split(' ');
      expect(
        [...tags].filter((tag) => !ours.includes(tag)),
        hostile,
      ).to.deep.equal([]);
      const attributes = new Set([...page.querySelectorAll('*')].flatMap((each) => each.getAttributeNames()));
      expect(
        [...attributes].filter((name) => /^on|src|href|style/u.test(name)),
        hostile,
      ).to.deep.equal([]);
      expect(page.querySelector('pre')?.textContent).to.equal(hostile.replace('\u202E', '[U+202E]'));
      expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).to.equal("default-src 'none'");
    }
  });

  it('leaves Markdown nothing to do in what people wrote', () => {
    for (const hostile of HOSTILE) {
      const text = roomAsText('markdown', { ...transcript(line({ text: hostile, authorName: hostile })), roomName: hostile });
      // Everything that is ours, and every mark with a backslash before it, taken away: no mark is left.
      const rest = text
        .split('\n')
        .map((each) =>
          each
            .replace(/^# /u, '')
            .replace(/^\*\*(.*)\*\*(,.*)?$/u, '$1$2')
            .replace(/\\$/u, ''),
        )
        .join('\n')
        .replace(/\\[!-/:-@[-`{-~]/gu, '')
        .replaceAll('&nbsp;', '')
        .replaceAll(/, .*\(.*\)/gu, '');
      expect(/[<>[\]`*_#|&!]/u.exec(rest)?.[0] ?? null, `${hostile}\n${text}`).to.equal(null);
      expect(text).not.to.match(/^ /mu);
    }
  });

  it('keeps the lines of a message', () => {
    expect(roomAsText('markdown', everything)).to.contain('two\\\nlines');
    expect(roomAsText('html', everything)).to.contain('two\nlines');
  });

  it('as JSON holds what was written as it was', () => {
    const { entries } = JSON.parse(roomAsText('json', transcript(line({ text: 'a\u202E<b>' })))) as { entries: Record<string, unknown>[] };
    expect(entries[0]).to.deep.include({
      kind: 'text',
      text: 'a\u202E<b>',
      unix: noon,
      author: { name: 'Ben', fingerprint: 'ab'.repeat(32) },
    });
  });
});
