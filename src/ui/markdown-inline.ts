/**
 * Marks within a line: `**bold**`, `*italic*`, `~~strike~~`, `` `code` ``, addresses and `[words](address)`.
 *
 * One pass from left to right; what is not closed is shown as it was written. Time is linear in the text, and nothing nests deeper than `DEEPEST`, whatever comes in.
 */
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ADDRESS_START, messageLink, trimAddress } from './message-link.js';
import { visibleNodes } from './visible-text.js';

/** Marks inside marks, at most. */
const DEEPEST = 4;

/** What each mark makes. */
const MARK_TAGS = { '**': 'strong', '~~': 's', '*': 'em', _: 'em' } as const;
type Mark = keyof typeof MARK_TAGS;

const MARK_START = /\*\*|~~|\*|_/uy;
/** Longer runs are lines that people draw, and `__names__`. */
const NO_MARK = /_{2,}|\*{4,}|~{3,}/uy;
const CODE_START = /`+/uy;
/** No brackets and no line ends inside: links do not nest. No address holds a mention (`mention-nodes.ts`). */
const LINK_START = /\[(?<words>[^[\]\n]{1,512})\]\((?<address>https?:\/\/[^\s()<>"\uE000-\uF8FF]{1,2048})\)/iuy;
/** Runs of what cannot begin anything. */
const PLAIN = /[^*_~`[h]+/iuy;
const WORD = /[\p{L}\p{N}]/u;

/** A mark that was opened, and what came since. */
interface OpenMark {
  readonly mark: Mark | null;
  readonly children: Child[];
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function isSpaceAt(text: string, at: number): boolean {
  return /^\s?$/u.test(text[at] ?? '');
}

/** Whether a letter or digit stands there, perhaps outside of the basic plane. */
function isWordBefore(text: string, at: number): boolean {
  const code = text.codePointAt(at - 2) ?? 0;
  return WORD.test(code > 0xffff ? String.fromCodePoint(code) : (text[at - 1] ?? ''));
}

function isWordAt(text: string, at: number): boolean {
  const code = text.codePointAt(at);
  return code !== undefined && WORD.test(String.fromCodePoint(code));
}

/** A line, or lines, of a message as nodes. */
export function inlineNodes(text: string): Child[] {
  const root: OpenMark = { mark: null, children: [] };
  const open: OpenMark[] = [root];
  let plainFrom = 0;
  /** Lengths of runs of backticks that have no equal further on. */
  const unclosed = new Set<number>();

  const put = (...children: readonly Child[]): void => void (open.at(-1) as OpenMark).children.push(...children);
  /** What was passed over and means nothing goes in as text. */
  const putPlain = (to: number): void => {
    if (plainFrom < to) put(...visibleNodes(text.slice(plainFrom, to)));
  };
  /** The innermost mark turns out to be none. */
  const giveUp = (): void => {
    const { mark, children } = open.pop() as OpenMark;
    put(mark, ...children);
  };

  const takeMark = (mark: Mark, at: number): boolean => {
    const after = at + mark.length;
    const isSingle = mark.length === 1;
    const closes = !isSpaceAt(text, at - 1) && !(isSingle && isWordAt(text, after));
    const opened = closes ? open.findLastIndex((each) => each.mark === mark) : -1;
    if (opened > 0) {
      putPlain(at);
      while (open.length > opened + 1) giveUp();
      const { children } = open.pop() as OpenMark;
      // Nothing between: that is how people draw lines.
      if (children.length === 0) put(mark, mark);
      else put(h(MARK_TAGS[mark], {}, ...children));
      return true;
    }
    const opens = !isSpaceAt(text, after) && !(isSingle && isWordBefore(text, at)) && open.length <= DEEPEST;
    if (!opens) return false;
    putPlain(at);
    open.push({ mark, children: [] });
    return true;
  };

  /** Takes what begins here; resolves to where it ends, or to the same place when nothing does. */
  const takeAt = (at: number): number => {
    const code = matchAt(CODE_START, text, at)?.[0];
    if (code !== undefined) {
      const from = at + code.length;
      const to = unclosed.has(code.length) ? -1 : closingCode(text, code, from);
      if (to === -1) unclosed.add(code.length);
      const words = text.slice(from, to);
      if (to === -1 || words.trim() === '') return at;
      putPlain(at);
      put(h('code', {}, ...visibleNodes(code.length > 1 ? words.trim() : words)));
      return to + code.length;
    }
    const { words = '', address = '' } = matchAt(LINK_START, text, at)?.groups ?? {};
    if (words.trim() !== '') {
      putPlain(at);
      put(...messageLink(words, address));
      return at + words.length + address.length + 4;
    }
    const bare = isWordBefore(text, at) ? undefined : matchAt(ADDRESS_START, text, at)?.[0];
    if (bare !== undefined) {
      const trimmed = trimAddress(bare);
      putPlain(at);
      put(...messageLink(trimmed, trimmed));
      return at + trimmed.length;
    }
    const mark = markAt(at);
    return mark !== null && takeMark(mark, at) ? at + mark.length : at;
  };

  const markAt = (at: number): Mark | null => {
    // `¯\_(ツ)_/¯` keeps its arm.
    if (text[at - 1] === '\\' || matchAt(NO_MARK, text, at) !== null) return null;
    const mark = (matchAt(MARK_START, text, at)?.[0] ?? null) as Mark | null;
    // `***both***` is closed from within.
    return mark === '**' && open.at(-1)?.mark === '*' && text[at + 2] === '*' ? '*' : mark;
  };

  for (let at = 0; at < text.length;) {
    const plain = matchAt(PLAIN, text, at)?.[0].length ?? 0;
    at += plain;
    const to = at < text.length ? takeAt(at) : at;
    if (to > at) plainFrom = to;
    // A run that means nothing is one piece, and no part of it means anything.
    at = to > at ? to : at + (matchAt(CODE_START, text, at) ?? matchAt(NO_MARK, text, at) ?? ' ')[0].length;
  }
  putPlain(text.length);
  while (open.length > 1) giveUp();
  return root.children;
}

/** Where the next run of exactly so many backticks is; -1 when there is none. */
function closingCode(text: string, fence: string, from: number): number {
  for (let at = text.indexOf(fence, from); at !== -1;) {
    let end = at + fence.length;
    while (text[end] === '`') end++;
    if (end - at === fence.length) return at;
    at = text.indexOf(fence, end);
  }
  return -1;
}
