/**
 * A message as it stands in another that answers it: who wrote it, and its first line.
 */
import type { QuoteView } from '../app/message-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { button, nameOf } from './pieces.js';
import { say } from './strings.js';
import { visibleNodes } from './visible-text.js';

/** What a quoted message says; of one that says nothing, why. */
export function quotedWords({ kind, text }: Pick<QuoteView, 'kind' | 'text'>): Child[] {
  return kind === 'text' ? visibleNodes(text) : [h('em', {}, say(`quote.${kind}`))];
}

/** The quote above an answer; a button that leads to the message where there is one. */
export function quoteBlock(quote: QuoteView): VNode {
  const { authorName, id, kind } = quote;
  const words = h('span', { class: 'quoted', dir: 'auto' }, ...quotedWords(quote));
  if (kind === 'missing' || kind === 'vanished') return h('div', { class: 'quote small' }, words);
  const name = authorName === '' ? say('messages.someone') : authorName;
  return button(
    { class: 'quote small', 'data-do': 'jump', 'data-to': id, title: say('message.go-to') },
    h('span', { class: 'visually-hidden' }, say('message.answer-to', { author: name })),
    ' ',
    h('span', { class: 'quoted-name', 'aria-hidden': 'true' }, nameOf(name)),
    words,
  );
}
