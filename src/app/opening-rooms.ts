/**
 * The rooms that are being opened: short ones at once, long ones one after the other behind what is on screen, the one that is looked at first.
 */
import type { Room } from '../room/room.js';
import type { AppContext } from './app-parts.js';
import { holdOpeningRoom } from './opening-room.js';
import type { OpeningRoom } from './opening-room.js';
import { readRoom } from './records.js';
import { openKnownRoom } from './rooms.js';

/** A history of more entries than this is long: reading it takes more than a blink. */
export const LONG_HISTORY = 500;

/** How long the screen gets before long histories are read, in milliseconds. */
const SHOW_FIRST_MS = 50;

/** The rooms that are not open yet. */
export interface OpeningRooms {
  /** By room id in hexadecimal. */
  readonly all: ReadonlyMap<string, OpeningRoom>;
  /** Opens these; resolves when those with a short history are open. `run`: of the page, as in `AppContext`. One that cannot be opened is told of and left as it is; the others open. */
  open(ridHexes: readonly string[], run: AppContext['run']): Promise<void>;
  /** Resolves when a room, or all, are open, or could not be opened. */
  settled(ridHex?: string): Promise<void>;
}

/** What takes the rooms that are open. `shown`: the one on screen, as far as it is known. */
export interface OpeningParts {
  opened(room: Room): void;
  shown(): string | null;
  /** How often all rooms were closed for good. */
  closings(): number;
}

/** Makes the list, in which there are none. */
export function makeOpeningRooms(context: AppContext, { opened, shown, closings }: OpeningParts): OpeningRooms {
  const { vault, clock, changed, failed } = context;
  const all = new Map<string, OpeningRoom>();
  /** Resolves when the short ones are open, and when all are. */
  let begun: Promise<void> = Promise.resolve();
  let last: Promise<void> = Promise.resolve();

  async function openOne(room: Promise<Room>, closingsBefore: number): Promise<void> {
    const open = await room;
    // Locked while it was being opened: nobody is there any more who could see or end it.
    if (closings() === closingsBefore) opened(open);
    else await open.close();
  }

  /** Opens the long ones. */
  async function openLong(run: AppContext['run'], closingsBefore: number): Promise<void> {
    while (closings() === closingsBefore) {
      const next = all.get(shown() ?? '') ?? [...all.values()][0];
      if (next === undefined) return;
      try {
        await openOne(openKnownRoom({ ...context, run }, next.record, next.progress), closingsBefore);
      } catch (error) {
        failed(error);
      } finally {
        all.delete(next.ridHex);
      }
      changed();
    }
    all.clear();
  }

  /** Opens the short ones, and looks at what there is to see of the long one on screen. */
  async function openShort(ridHexes: readonly string[], run: AppContext['run'], closingsBefore: number): Promise<void> {
    for (const ridHex of ridHexes) {
      if (all.has(ridHex)) continue;
      try {
        const record = readRoom(vault, ridHex);
        if (record === null) continue;
        const isLong = (await vault.history(`history/${ridHex}`).count()) > LONG_HISTORY;
        if (isLong) all.set(ridHex, holdOpeningRoom(context, ridHex, record));
        else await openOne(openKnownRoom({ ...context, run }, record), closingsBefore);
      } catch (error) {
        failed(error);
      }
    }
    await all.get(shown() ?? '')?.look();
  }

  return {
    all,

    open(ridHexes, run) {
      const closingsBefore = closings();
      begun = openShort(ridHexes, run, closingsBefore);
      // What there is to see at once comes before all that takes its time.
      const isSeen = begun.then(() => (all.size === 0 ? undefined : new Promise<void>((resolve) => clock.after(SHOW_FIRST_MS, resolve))));
      last = Promise.all([last, isSeen]).then(() => openLong(run, closingsBefore));
      return begun;
    },

    async settled(ridHex) {
      await begun;
      if (ridHex === undefined || all.has(ridHex)) await last;
    },
  };
}
