/**
 * What is said of a history of which something stored cannot be read: that it is so, and, when the others have sent what they have of it, that it is here
 * again. What was spoilt stays where it is, so the vault names it at every start; of what is here again nobody is told anew.
 */
import { ParleyError } from '../lib/errors.js';
import type { Room } from '../room/room.js';
import type { History } from '../vault/vault.js';
import type { AppContext } from './app-parts.js';
import type { RoomPhase } from './room-state.js';
import { readMended, writeMended } from './records.js';

/** Keys of segments, which the vault gives as names. */
const SEGMENT_NAME = /\/[cs]\/[\w-]+\/[\d-]+$/u;

/** Names of the segments of a history of which something is lost. */
function damagedSegments({ damage }: History): string[] {
  return damage.filter((name) => SEGMENT_NAME.test(name));
}

/**
 * Where one stands with a room, for people: one whose history has lost what says that one is in was in it, so it is being fetched again, and is not a new
 * one to be let into.
 */
export function phaseToShow({ vault }: AppContext, { ridHex, standing }: Room): RoomPhase {
  const isLost = standing.phase === 'entering' && damagedSegments(vault.history(`history/${ridHex}`)).length > 0;
  return isLost ? 'syncing' : standing.phase;
}

/** Says what there is to say of the damage to the history of an open room, called `label`: now, and when it is mended. */
export function watchDamage({ vault, failed }: AppContext, room: Room, stored: History, label: string): void {
  const { history, ridHex } = room;
  const { log } = history;
  // Of journal and index, which are of all rooms, the vault tells.
  const segments = damagedSegments(stored);
  const mended = readMended(vault, ridHex);
  if (segments.every((name) => mended.includes(name)) && log.missing().length === 0) return;
  // SECURITY: nothing is missing without a word (rooms.test.ts: "tells that a part of a room's history is damaged").
  failed(new ParleyError('history-damaged'), label);
  const stop = room.listen(() => {
    const isHere = room.isIn && history.intake.isSettled && log.missing().length === 0;
    const isCaughtUp = [...history.sessions].some(({ link, sync }) => sync.isCaughtUp && log.isMember(link.remote.pk.toHex()));
    if (!isHere || !isCaughtUp) return;
    stop();
    // What is not durable was not acknowledged, and is not in the log.
    writeMended(vault, ridHex, segments).then(
      () => failed(new ParleyError('history-mended'), label),
      (error: unknown) => failed(error, label),
    );
  });
}
