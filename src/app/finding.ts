/**
 * Finding messages by their words, in one room or in all: one search at a time, which ends when something else is looked for.
 */
import { foldedWords } from '../lib/folding.js';
import type { AppContext, Effects } from './app-parts.js';
import type { FindView } from './find-state.js';
import { noFind } from './no-find.js';
import type { OpenRooms } from './open-rooms.js';
import { Searching } from './searching.js';

/** So many are shown before it is asked whether to go on. */
export const FOUND_PAGE = 50;

/** How far a search has come is shown when it takes longer than this, in milliseconds. */
const SHARE_AFTER_MS = 1_000;

/** Finding. */
export interface Finding {
  /** What is asked for. */
  readonly effects: Effects;
  /** The search in this room, or in all (`null`). */
  view(roomHex: string | null): FindView;
  /** Ends what is under way. */
  stop(): void;
}

/** A search that somebody asked for. */
interface Asked {
  readonly roomHex: string | null;
  readonly query: string;
  readonly searching: Searching;
  enough: number;
  /** By the clock; `null` while it rests. */
  startedAt: number | null;
}

/** Begins with no search. */
export function makeFinding(context: AppContext, rooms: OpenRooms): Finding {
  const { clock, changed } = context;
  let asked: Asked | null = null;

  /** Ids of rooms that are still being read. */
  const unopened = (): readonly string[] =>
    rooms
      .summaries()
      .filter(({ phase }) => phase === 'opening')
      .map(({ ridHex }) => ridHex);

  function stop(): void {
    asked?.searching.stop();
    asked = null;
  }

  /** Looks through the rooms that are open, and then through those that open meanwhile. */
  async function run(search: Asked): Promise<void> {
    const { searching, roomHex } = search;
    search.startedAt = clock.now();
    for (;;) {
      for (const open of rooms.all.values())
        if ((roomHex ?? open.room.ridHex) === open.room.ridHex && open.belief.holds && !searching.has(open)) searching.add(open);
      if (!(await searching.run(search.enough))) return;
      const [next] = roomHex === null && searching.found.length < search.enough ? unopened() : [];
      if (next === undefined) break;
      await rooms.settled(next);
      if (asked !== search) return;
    }
    search.startedAt = null;
    changed();
  }

  return {
    effects: {
      find: ({ roomHex, query }) => {
        stop();
        const words = foldedWords(query);
        if (words.length === 0) return null;
        asked = { roomHex, query, searching: new Searching(context, words), enough: FOUND_PAGE, startedAt: null };
        return run(asked);
      },
      'find-more': () => {
        if (asked === null || asked.startedAt !== null) return null;
        asked.enough += FOUND_PAGE;
        return run(asked);
      },
    },
    view(roomHex) {
      if (asked === null || asked.roomHex !== roomHex) return noFind(roomHex);
      const { query, searching, startedAt } = asked;
      searching.review();
      const isBusy = startedAt !== null;
      return {
        roomHex,
        query,
        found: searching.found,
        isBusy,
        share: isBusy && clock.now() - startedAt >= SHARE_AFTER_MS ? searching.share : null,
        hasMore: !isBusy && searching.hasMore,
        unopened: roomHex === null ? unopened().length : 0,
      };
    },
    stop,
  };
}
