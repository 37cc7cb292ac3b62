/**
 * Taking another name: kept for rooms to come, and written in every room that one is in. Another installation of the same identity keeps its own.
 */
import { readableName } from '../lib/readable-name.js';
import type { AppContext, Effects } from './app-parts.js';
import type { OpenRooms } from './open-rooms.js';
import { readMe, roomIds, writeMe } from './records.js';

/** Makes what an intent to be called otherwise does. */
export function makeRenaming({ vault, me, failed }: AppContext, rooms: OpenRooms): Effects {
  /** In one room, if one is in it and called otherwise there; what goes wrong is told, and keeps no other room from hearing of it. */
  async function tellRoom(ridHex: string, name: string): Promise<void> {
    await rooms.settled(ridHex);
    const open = rooms.all.get(ridHex);
    if (open === undefined) return;
    const { history, isIn, people } = open.room;
    if (!isIn || people.all.get(history.ownPkHex)?.name === name) return;
    await history.write('profile', { name }).catch((error: unknown) => failed(error, open.name()));
  }

  return {
    rename: async ({ name }) => {
      const next = name.trim();
      const stored = readMe(vault);
      if (stored === null || readableName(next) === '' || next === me.name) return;
      await writeMe(vault, { ...stored, name: next });
      me.name = next;
      await Promise.all(roomIds(vault).map((ridHex) => tellRoom(ridHex, next)));
    },
  };
}
