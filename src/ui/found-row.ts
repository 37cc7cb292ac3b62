/**
 * A message that was found, as an option of a list: who wrote it and when, where if that is not clear, and the words around the match.
 *
 * SECURITY: what people wrote becomes text nodes and nothing else: parley-find.test.ts, "shows hostile text as text".
 */
import type { FoundView } from '../app/find-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { nameOf } from './pieces.js';
import { say, sayMoment } from './strings.js';
import { visibleNodes } from './visible-text.js';

/** The id of the option of a message, within one list. */
export function foundRowId(id: string): string {
  return `found-${id}`;
}

/** The option. `isActive`: Enter goes there. */
export function foundRow(found: FoundView, isActive: boolean, isRoomSaid: boolean, onclick: () => void): VNode {
  const { id, authorName, roomName, time, excerpt } = found;
  return h(
    'li',
    { 'data-id': id, id: foundRowId(id), role: 'option', 'aria-selected': String(isActive), class: isActive && 'active', onclick },
    h(
      'p',
      { class: 'found-head small' },
      nameOf(authorName === '' ? say('messages.someone') : authorName, 'author'),
      ' ',
      isRoomSaid && nameOf(roomName, 'soft'),
      ' ',
      h('time', { class: 'soft', datetime: new Date(time).toISOString() }, sayMoment(time)),
    ),
    ' ',
    h(
      'p',
      { class: 'excerpt', dir: 'auto' },
      ...excerpt.map(({ text, isMatch }) => (isMatch ? h('mark', {}, ...visibleNodes(text)) : h('span', {}, ...visibleNodes(text)))),
    ),
  );
}
