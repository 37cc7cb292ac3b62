/**
 * The form by which old messages of a room are dropped from this device: how many stay, and what that means for whom.
 */
import type { StoredRoomView } from '../app/storage-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import { choices } from './pieces.js';
import { say } from './strings.js';

/** What is chosen to be dropped. */
export interface ChosenDrop {
  /** The rooms in which something can be dropped, one or more. */
  readonly rooms: readonly StoredRoomView[];
  readonly room: StoredRoomView;
  /** How many messages stay in it. */
  readonly keep: number;
}

/** What was chosen, as far as that makes sense; else the first. */
export function chooseDrop(all: readonly StoredRoomView[], roomHex: string | null, wanted: number | null): ChosenDrop {
  const rooms = all.filter(({ drops }) => drops.length > 0);
  const room = (rooms.find(({ ridHex }) => ridHex === roomHex) ?? rooms[0]) as StoredRoomView;
  return { rooms, room, keep: (room.drops.find(({ keep }) => keep === wanted) ?? room.drops[0])?.keep ?? 0 };
}

/** What is asked, and said. `rooms`: the choice of a room. */
export function dropFields(rooms: Child, { room: { drops, isAlone }, keep }: ChosenDrop, choose: (keep: number) => void): Child[] {
  const count = drops.find((each) => each.keep === keep)?.count ?? 0;
  const sizes = drops.map((each) => [each.keep, say('storage.keep-newest', { count: each.keep })] as const);
  return [
    rooms,
    choices('keep', say('storage.keep'), sizes, keep, false, choose),
    h('p', { class: 'notice', id: 'drops' }, glyph('warning'), say('storage.drops', { count })),
    h('p', { class: 'small soft' }, say(isAlone ? 'storage.drop-alone' : 'storage.drop-others'), ' ', say('storage.drop-undone')),
    h('p', { class: 'small soft' }, say('storage.drop-stays')),
  ];
}
