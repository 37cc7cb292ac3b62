/**
 * What stands in a transcript in which nothing was said yet.
 */
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { say } from './strings.js';

/** A few words, while there is nothing but notices; else nothing. */
export function emptyRoom({ phase, messages, backfill, droppedAt, connection }: RoomView): Child {
  const isEmpty = phase === 'in' && backfill === null && droppedAt === null && messages.every(({ kind }) => kind === 'notice');
  if (!isEmpty) return null;
  return h(
    'div',
    { class: 'empty' },
    h('p', { class: 'title' }, say('messages.empty-heading')),
    h('p', { class: 'soft' }, say(connection.others === 0 ? 'messages.empty-alone' : 'messages.empty')),
  );
}
