/**
 * Samples of long rooms: far up in the history, where one left off, and a message that was gone to. What they are made of comes from the gallery.
 */
import type { MessageView } from '../app/message-state.js';
import type { RoomView } from '../app/room-state.js';
import type { AppState, MainState } from '../app/state.js';

/** What the samples are made of. */
export interface LongRoomPieces {
  main(changes: Partial<MainState>): MainState;
  room(changes: Partial<RoomView>): RoomView;
  theirs(id: string, text: string, changes: Partial<MessageView>): MessageView;
  own(id: string, text: string, changes: Partial<MessageView>): MessageView;
}

interface LongRoomSample {
  readonly name: string;
  readonly state: AppState;
  readonly press?: string;
}

const WALK = [
  'The path along the river is closed until April.',
  'Then over the hill, past the chapel?',
  'With the dog that takes an hour and a half.',
  'Good. I have time until five, and rain comes at six, they say.',
  'Bring the thermos, mine leaks.',
] as const;

function longWalk({ theirs, own }: LongRoomPieces): readonly MessageView[] {
  const start = new Date(2026, 2, 12, 8, 0).getTime();
  return Array.from({ length: 40 }, (_, i) => {
    const text = WALK[i % WALK.length] ?? '';
    const time = start + i * 40 * 60_000;
    return i % 3 === 1 ? own(`w${i}`, text, { time }) : theirs(`w${i}`, text, { time });
  });
}

/** The samples. */
export function longRoomGallery(pieces: LongRoomPieces): readonly LongRoomSample[] {
  const messages = longWalk(pieces);
  const inRoom = (name: string, changes: Partial<RoomView>): LongRoomSample => ({
    name,
    state: pieces.main({ room: pieces.room({ messages, ...changes }) }),
  });
  return [
    inRoom('long-unread', { unread: 28, unreadFrom: 'w12', place: { to: 'unread', id: 'w12', takesFocus: false, version: 1 } }),
    inRoom('long-gone-to', {
      earlier: 52_000,
      later: 47_000,
      unread: 1_234,
      place: { to: 'message', id: 'w20', takesFocus: true, version: 1 },
    }),
    inRoom('long-far-up', { earlier: 0, later: 99_960, place: { to: 'message', id: 'w0', takesFocus: false, version: 1 } }),
  ];
}
