/**
 * A room written out for people: as a web page, as JSON or as Markdown (docs/BACKUP.md). It is not encrypted, and says so.
 *
 * SECURITY: nobody's words or name become markup (room-as-text.test.ts: "lets nobody's words become markup").
 */
import type { RoomTranscript, TextFormat, TranscriptLine } from '../app/storage-state.js';
import type { QuoteView } from '../app/message-state.js';
import { sayNotice } from './message-row.js';
import { say, sayMoment, shownDirection, shownTag } from './strings.js';
import { visibleName, visibleText } from './visible-text.js';

/** A line in words. */
interface SpokenLine {
  readonly iso: string;
  readonly local: string;
  readonly author: string;
  readonly words: string;
  /** What it answers, in words; `null` when it answers nothing. */
  readonly answered: string | null;
  /** What it said before it was edited, oldest first. */
  /** How people met it, in words; `''` when nobody did. */
  readonly met: string;
  readonly earlier: readonly { readonly local: string; readonly words: string }[];
  /** Whether the words are the author's own. */
  readonly isSpoken: boolean;
}

function sayQuote({ authorName, kind, text }: QuoteView): string {
  if (kind !== 'text') return say(`quote.${kind}`);
  return say('export.quote', { author: authorName === '' ? say('messages.someone') : authorName, sentence: visibleText(text) });
}

function spoken(line: TranscriptLine): SpokenLine {
  const { time, authorName, isMine, kind, text, notice, answers, earlierVersions, reactions } = line;
  const name = authorName === '' ? say('messages.someone') : visibleName(authorName);
  const words = {
    text: () => visibleText(text),
    notice: () => (notice === null ? '' : sayNotice(line, notice)),
    erased: () => say('messages.erased'),
    missing: () => say('messages.missing'),
    unsupported: () => say('messages.unsupported'),
  };
  return {
    iso: new Date(time).toISOString(),
    local: sayMoment(time),
    author: isMine ? say('export.me', { name }) : name,
    words: words[kind](),
    met: reactions.map(({ emoji, names }) => say('reactions.one', { sentence: visibleName(emoji), count: names.length, names })).join('; '),
    answered: answers && sayQuote(answers),
    earlier: earlierVersions.map((version) => ({ local: sayMoment(version.time), words: visibleText(version.text) })),
    isSpoken: kind === 'text',
  };
}

const HTML_CHARACTERS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => HTML_CHARACTERS[character] ?? character);
}

/** Text in which Markdown finds nothing to do: every ASCII punctuation mark can be escaped (CommonMark, 2.4), and space at the edges of lines goes by number. */
function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/gu, '\\$&').replace(/^[ \t]+|[ \t]+$/gmu, (space) => '&nbsp;'.repeat(space.length));
}

function htmlOf({ roomName, made, lines }: RoomTranscript): string {
  const title = escapeHtml(visibleName(roomName));
  const rows = lines.map(spoken).map(({ iso, local, author, words, isSpoken, answered, earlier, met }) => {
    const after = met === '' ? '' : `<p dir="auto">${escapeHtml(met)}</p>`;
    const quote = answered === null ? '' : `<blockquote dir="auto">${escapeHtml(answered)}</blockquote>`;
    const before = earlier.map((version) => `<pre><s dir="auto">${escapeHtml(version.words)}</s></pre>`).join('');
    const time = `<time datetime="${iso}" title="${iso}">${escapeHtml(local)}</time>`;
    const text = `<span dir="auto">${escapeHtml(words)}</span>`;
    return isSpoken
      ? `<article><p><b><bdi>${escapeHtml(author)}</bdi></b> ${time}</p>${quote}${before}<pre>${text}</pre>${after}</article>`
      : `<p>${text} ${time}</p>`;
  });
  return `<!doctype html>
<html lang="${shownTag()}" dir="${shownDirection()}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<h1>${title}</h1>
<p>${escapeHtml(say('export.made', { date: sayMoment(made) }))}</p>
<p><b>${escapeHtml(say('export.plain'))}</b></p>
${rows.join('\n')}
</html>
`;
}

/** Each line a paragraph's line that ends hard, so that lines stay lines. */
function hardLines(words: string): string {
  return escapeMarkdown(words).replaceAll('\n', '\\\n');
}

function markdownOf({ roomName, made, lines }: RoomTranscript): string {
  const rows = lines.map(spoken).map(({ iso, local, author, words, isSpoken, answered, earlier, met }) => {
    const after = met === '' ? '' : `\n\n${escapeMarkdown(met)}`;
    const quote = answered === null ? '' : `> ${escapeMarkdown(answered)}\n\n`;
    const before = earlier
      .map((version) => `${escapeMarkdown(say('export.earlier', { date: version.local }))}\n\n${hardLines(version.words)}\n\n`)
      .join('');
    const when = `${escapeMarkdown(local)} (${escapeMarkdown(iso)})`;
    const text = hardLines(words);
    return isSpoken ? `**${escapeMarkdown(author)}**, ${when}\n\n${quote}${before}${text}${after}` : `*${text}*, ${when}`;
  });
  const head = [
    `# ${escapeMarkdown(visibleName(roomName))}`,
    escapeMarkdown(say('export.made', { date: sayMoment(made) })),
    `**${escapeMarkdown(say('export.plain'))}**`,
  ];
  return `${[...head, ...rows].join('\n\n')}\n`;
}

function jsonOf({ roomName, made, lines }: RoomTranscript): string {
  const entries = lines.map((line) => {
    const { time, authorName, authorFpHex, kind, text, notice, answers, earlierVersions, reactions } = line;
    const { iso, local, words } = spoken(line);
    return {
      time: iso,
      local,
      unix: time,
      author: { name: authorName, fingerprint: authorFpHex },
      kind,
      ...(kind === 'text' ? { text } : { words }),
      ...(answers !== null && { answers: { author: answers.authorName, ...(answers.kind === 'text' && { text: answers.text }) } }),
      ...(reactions.length > 0 && { reactions: reactions.map(({ emoji, names }) => ({ emoji, names })) }),
      ...(earlierVersions.length > 0 && { earlier: earlierVersions.map((version) => ({ unix: version.time, text: version.text })) }),
      ...(notice === null ? {} : { event: notice.what, subject: notice.subject }),
    };
  });
  const head = { parley: 'room as text', format: 1, encrypted: false, room: roomName, made: new Date(made).toISOString() };
  return `${JSON.stringify({ ...head, entries }, null, 1)}\n`;
}

/** The whole file. */
export function roomAsText(format: TextFormat, transcript: RoomTranscript): string {
  return { html: htmlOf, json: jsonOf, markdown: markdownOf }[format](transcript);
}
