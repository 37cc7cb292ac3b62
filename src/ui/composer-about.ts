/**
 * What the composer says of the message that is being answered or edited, with the way out; and of those who are writing.
 */
import type { ComposerView } from '../app/room-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { glyph } from './icons.js';
import { quotedWords } from './message-quote.js';
import { iconButton } from './pieces.js';
import { say } from './strings.js';

/** The line above the box. Its id is `about`, for `aria-describedby`. */
export function aboutLine({ mode, quote }: NonNullable<ComposerView['about']>, stop: () => void): VNode {
  const isEdit = mode === 'edit';
  const author = quote.authorName === '' ? say('messages.someone') : quote.authorName;
  const whom = quote.isMine ? say('composer.replying-self') : say('composer.replying', { author });
  return h(
    'div',
    { class: 'about small' },
    glyph(isEdit ? 'edit' : 'reply'),
    h(
      'div',
      { class: 'about-what', id: 'about' },
      h('p', { class: 'about-whom' }, isEdit ? say('composer.editing') : whom),
      ' ',
      h('p', { class: 'soft about-words', dir: 'auto' }, ...quotedWords(quote)),
    ),
    iconButton('close', say(isEdit ? 'composer.stop-edit' : 'composer.stop-reply'), { onclick: stop }),
  );
}

/** Who is writing. */
export function sayWriting(names: readonly string[]): string {
  if (names.length === 0) return '';
  return names.length > 2 ? say('composer.writing-several') : say('composer.writing', { count: names.length, names });
}
