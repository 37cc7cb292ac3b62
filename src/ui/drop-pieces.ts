/**
 * The form by which old messages of a room are dropped from this device: how many stay, and what that means for whom.
 */
import type { StoredRoomView } from '../app/storage-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import { choices } from './pieces.js';
import { say } from './strings.js';

/** What is asked, and said, of one of the rooms in which something can be dropped. `keep`: how many are chosen to stay. */
export function dropFields(rooms: Child, { drops, isAlone }: StoredRoomView, keep: number, choose: (keep: number) => void): Child[] {
  const count = drops.find((each) => each.keep === keep)?.count ?? 0;
  const sizes = drops.map((each) => [each.keep, say('storage.keep-newest', { count: each.keep })] as const);
  return [
    rooms,
    choices('keep', say('storage.keep'), sizes, keep, false, choose),
    h('p', { class: 'notice', id: 'drops' }, glyph('warning'), say('storage.drops', { count })),
    h('p', { class: 'small soft' }, say(isAlone ? 'storage.drop-alone' : 'storage.drop-others')),
    h('p', { class: 'small soft' }, say('storage.drop-stays')),
  ];
}
