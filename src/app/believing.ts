/**
 * Whether what a room says of itself is believed. A history that does not lead from the founder to the inviter of one's invite, and to oneself, is kept, since it
 * is proof of a lie; but nothing of it is shown as if it were so, also when Parley is opened again, until the room that the invite names is found after all.
 */
import type { Room } from '../room/room.js';
import type { AppContext } from './app-parts.js';
import { changeRoom } from './records.js';
import type { RoomRecord } from './records.js';
import type { RoomSummary, RoomView } from './room-state.js';

/** What is believed of one room. */
export interface Belief {
  /** Whether the room is, as far as is known, that of the invite. */
  readonly holds: boolean;
  /** The room may have turned out to be another one, or that of the invite. */
  changed(): void;
  /** The room's line in the list; with nothing of what it says where it is not believed. */
  summary(summary: RoomSummary): RoomSummary;
  /** The room, likewise. */
  view(view: RoomView): RoomView;
}

/** Begins with what was known when the room was last open. */
export function watchBelief(
  { vault, failed }: Pick<AppContext, 'vault' | 'failed'>,
  room: Pick<Room, 'standing' | 'ridHex'>,
  record: RoomRecord,
): Belief {
  let isUnfit = record.isUnfit === true;
  return {
    get holds() {
      return !isUnfit;
    },
    changed() {
      const { phase, error } = room.standing;
      const wasUnfit = isUnfit;
      isUnfit = phase !== 'in' && (isUnfit || error === 'room-not-as-invited');
      if (isUnfit !== wasUnfit) changeRoom(vault, room.ridHex, { isUnfit }).catch(failed);
    },
    summary: (summary) => (isUnfit ? { ...summary, partner: null, unread: 0, isMentioned: false } : summary),
    view(view) {
      if (!isUnfit) return view;
      const messages = { messages: [], backfill: null, pinned: null, earlier: 0, later: 0, unread: 0, mentionIds: [], unreadFrom: null };
      return { ...view, ...messages, droppedAt: null, timerHours: 0, partner: null, people: [], typing: [], knocks: [] };
    },
  };
}
