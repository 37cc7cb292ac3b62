/**
 * The Markdown that people type, as nodes: blocks of code, quotes, lists and paragraphs, and what `markdown-inline.ts` finds within them.
 *
 * Our own and not a library: those make HTML as text, which the page forbids, know headings, tables and pictures, which nobody wants of a stranger, and most look for
 * them with expressions that a hostile text can keep busy for minutes. Never HTML, never anything from elsewhere: an `<img>` is seven letters here.
 */
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { inlineNodes } from './markdown-inline.js';
import { visibleNodes } from './visible-text.js';

/** Quotes inside quotes, at most; deeper ones are shown as they were written. */
const QUOTES_DEEPEST = 3;

const FENCE = /^```[\w+#.-]*\s*$/u;
const QUOTE_LINE = /^>\s?(?<rest>.*)$/su;
const BULLET_LINE = /^\s{0,3}[-*•]\s+(?<rest>\S.*)$/su;
const NUMBER_LINE = /^\s{0,3}(?<number>\d{1,4})[.)]\s+(?<rest>\S.*)$/su;

function isFenceEnd(line: string): boolean {
  return line.trim() === '```';
}

interface Block {
  readonly node: VNode | null;
  /** Without marks, the lines themselves. */
  readonly lines: readonly string[];
}

function restOf(pattern: RegExp, line: string): string | null {
  return pattern.exec(line)?.groups?.['rest'] ?? null;
}

/** The lines from `at` on that the pattern fits, without what marks them. */
function linesLike(pattern: RegExp, lines: readonly string[], at: number): readonly string[] {
  const end = lines.findIndex((line, i) => i >= at && restOf(pattern, line) === null);
  return lines.slice(at, end === -1 ? lines.length : end).map((line) => restOf(pattern, line) as string);
}

/** The block that begins at line `at`, if one does, and how many lines it takes. */
function blockAt(lines: readonly string[], at: number, depth: number, lastFence: number): readonly [VNode, number] | null {
  const line = lines[at] as string;
  // One that is not closed is text, as it was written.
  if (FENCE.test(line) && lastFence > at) {
    const end = lines.findIndex((other, i) => i > at && isFenceEnd(other));
    const code = lines.slice(at + 1, end).join('\n');
    return [h('pre', {}, h('code', {}, ...visibleNodes(code))), end + 1 - at];
  }
  if (depth < QUOTES_DEEPEST && restOf(QUOTE_LINE, line) !== null) {
    const inner = linesLike(QUOTE_LINE, lines, at);
    return [h('blockquote', {}, ...blockNodes(inner, depth + 1)), inner.length];
  }
  for (const [pattern, tag] of [
    [BULLET_LINE, 'ul'],
    [NUMBER_LINE, 'ol'],
  ] as const) {
    const items = linesLike(pattern, lines, at);
    if (items.length === 0) continue;
    const start = tag === 'ol' ? Number(NUMBER_LINE.exec(line)?.groups?.['number']) : null;
    return [h(tag, { start: start === 1 ? null : start }, ...items.map((item) => h('li', {}, ...inlineNodes(item)))), items.length];
  }
  return null;
}

function blocksOf(lines: readonly string[], depth: number): readonly Block[] {
  const blocks: Block[] = [];
  const lastFence = lines.findLastIndex(isFenceEnd);
  let plain: string[] = [];
  const endPlain = (): void => {
    if (plain.some((line) => line.trim() !== '')) blocks.push({ node: null, lines: plain });
    plain = [];
  };
  for (let at = 0; at < lines.length;) {
    const block = blockAt(lines, at, depth, lastFence);
    if (block === null) plain.push(lines[at++] as string);
    else {
      endPlain();
      blocks.push({ node: block[0], lines: [] });
      at += block[1];
    }
  }
  endPlain();
  return blocks;
}

function blockNodes(lines: readonly string[], depth: number): Child[] {
  const blocks = blocksOf(lines, depth);
  // A message without blocks, as most are, is its text and nothing around it.
  if (blocks.every(({ node }) => node === null)) return inlineNodes(lines.join('\n'));
  return blocks.map(({ node, lines: some }) => node ?? h('p', {}, ...inlineNodes(some.join('\n').replace(/^\n+|\s+$/gu, ''))));
}

/** A message as nodes. */
export function markdownNodes(text: string): Child[] {
  return blockNodes(text.replaceAll('\r\n', '\n').split('\n'), 0);
}
