/**
 * Addresses in other people's words, as links that do not pretend: what is not seen in the text that one presses stands beside it.
 *
 * Only `http:` and `https:`. A link tells the other side nothing of this page (`noreferrer`), and gives it no hold on it (`noopener`).
 */
import { h } from './dom.js';
import type { Child } from './dom.js';
import { visibleNodes } from './visible-text.js';

/** An address as people write it in a sentence: up to a space, a quotation mark, an angle bracket, or a character that means something only by agreement. */
export const ADDRESS_START = /https?:\/\/[^\s<>"\uE000-\uF8FF]+/iuy;

/** What ends a sentence rather than an address. */
const SENTENCE_ENDS = ".,;:!?'*_~…";

/** An address without the punctuation of the sentence around it: a closing bracket belongs to it only if it was opened there. */
export function trimAddress(text: string): string {
  let end = text.length;
  let open = 0;
  for (const character of text) open += character === '(' ? 1 : character === ')' ? -1 : 0;
  for (; end > 0; end--) {
    const last = text[end - 1] as string;
    if (last === ')' && open < 0) open++;
    else if (!SENTENCE_ENDS.includes(last)) break;
  }
  return text.slice(0, end);
}

/** The address as the browser reads it, or `null` when it is none that may be followed. */
function addressOf(text: string): URL | null {
  const url = URL.parse(text);
  // SECURITY: nothing that runs, and nothing of this device (markdown.test.ts: "makes links of web addresses alone").
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : null;
}

/** Words that lead to an address; the words alone when it may not be followed. */
export function messageLink(words: string, address: string): Child[] {
  const url = addressOf(address);
  if (url === null) return visibleNodes(words);
  const link = h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' }, ...visibleNodes(words));
  // SECURITY: where it leads is read before it is pressed (markdown.test.ts: "says where a link leads when its words do not").
  const isSaid = url.username === '' && url.password === '' && words.toLowerCase().startsWith(`${url.protocol}//${url.host}`);
  return isSaid ? [link] : [link, ' ', h('span', { class: 'host', dir: 'ltr' }, `(${url.host})`)];
}
