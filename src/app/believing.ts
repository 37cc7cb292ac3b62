/**
 * Whether what a room says of itself is believed. A history that does not lead from the founder to the inviter of one's invite, and to oneself, is kept, since it
 * is proof of a lie; but nothing of it is shown as if it were so.
 */
import type { Room } from '../room/room.js';
import type { RoomSummary, RoomView } from './room-state.js';

type Standing = Pick<Room, 'standing'>;

/** Whether the room is, as far as is known, that of the invite. */
export function isBelieved({ standing }: Standing): boolean {
  return standing.error !== 'room-not-as-invited';
}

/** The room's line in the list; with nothing of what it says where it is not believed. */
export function summaryAsBelieved(room: Standing, summary: RoomSummary): RoomSummary {
  return isBelieved(room) ? summary : { ...summary, partner: null, unread: 0, isMentioned: false };
}

/** The room, likewise. */
export function viewAsBelieved(room: Standing, view: RoomView): RoomView {
  if (isBelieved(room)) return view;
  const messages = { messages: [], backfill: null, pinned: null, earlier: 0, later: 0, unread: 0, mentionIds: [], unreadFrom: null };
  return { ...view, ...messages, droppedAt: null, timerHours: 0, partner: null, people: [], typing: [], knocks: [] };
}
