/**
 * Samples of long rooms: far up in the history, where one left off, and a message that was gone to. What they are made of comes from the gallery.
 */
import type { FindView, FoundView } from '../app/find-state.js';
import type { MessageView } from '../app/message-state.js';
import type { RoomView } from '../app/room-state.js';
import type { AppState, MainState } from '../app/state.js';

/** What the samples are made of. */
export interface LongRoomPieces {
  main(changes: Partial<MainState>): MainState;
  room(changes: Partial<RoomView>): RoomView;
  theirs(id: string, text: string, changes: Partial<MessageView>): MessageView;
  find(changes: Partial<FindView>): FindView;
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

const RIVER: FoundView = {
  ridHex: '0a'.repeat(16),
  roomName: 'Saturday walks',
  id: 'w20',
  authorName: 'Ben',
  isMine: false,
  time: new Date(2026, 2, 12, 21, 20).getTime(),
  excerpt: [
    { text: '…is closed, so the path along the ', isMatch: false },
    { text: 'río', isMatch: true },
    { text: ' <b>is</b> \u202Eclosed until April', isMatch: false },
  ],
};

/** Messages that were found. */
export const galleryFound: readonly FoundView[] = [
  RIVER,
  { ...RIVER, id: 'w14', authorName: 'Ada', isMine: true, roomName: 'שכנים של רחוב הגפן', excerpt: [{ text: 'Rio', isMatch: true }] },
  {
    ...RIVER,
    id: 'w10',
    authorName: 'A very long name that somebody chose for themselves, and more',
    excerpt: [
      { text: 'Long ago '.repeat(3), isMatch: false },
      { text: 'RIO', isMatch: true },
      { text: ' and so on, with words that go on and on'.repeat(2), isMatch: false },
    ],
  },
];

/** The samples. */
export function longRoomGallery(pieces: LongRoomPieces): readonly LongRoomSample[] {
  const { main, find } = pieces;
  const messages = longWalk(pieces);
  const inRoom = (name: string, changes: Partial<RoomView>): LongRoomSample => ({
    name,
    state: main({ room: pieces.room({ messages, ...changes }) }),
  });
  return [
    inRoom('long-unread', { unread: 28, unreadFrom: 'w12', place: { to: 'unread', id: 'w12', takesFocus: false, version: 1 } }),
    inRoom('long-gone-to', {
      earlier: 52_000,
      later: 47_000,
      unread: 1_234,
      place: { to: 'message', id: 'w20', takesFocus: true, version: 1 },
    }),
    { ...inRoom('long-find', { find: find({ query: 'rio', found: galleryFound, hasMore: true }) }), press: 'Find in this room' },
    { ...inRoom('long-find-slow', { find: find({ query: 'rio', isBusy: true, share: 0.42 }) }), press: 'Find in this room' },
    {
      name: 'long-search',
      state: main({ find: find({ roomHex: null, query: 'rio', found: galleryFound, unopened: 1 }) }),
    },
    { name: 'long-search-none', state: main({ find: find({ roomHex: null, query: 'xylophone' }) }) },
    inRoom('long-far-up', { earlier: 0, later: 99_960, place: { to: 'message', id: 'w0', takesFocus: false, version: 1 } }),
  ];
}
