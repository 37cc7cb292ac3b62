/**
 * What is looked at before an entry without a signature of its own is stored: what covers it has to be stored with it, or nobody could be shown after a restart whose it is.
 */
import { coveredRunOf } from './covering.js';
import { signedAs } from './entry.js';
import type { Entry } from './entry.js';
import { causesOf } from './graph.js';
import type { WaitingRoom } from './waiting-room.js';

/** What entries are filed under that are covered by what is early; no id looks like that. */
export const UNCOVERED = 'uncovered';

/** What was found out about covers since `clear`. */
export class CoverChecks {
  /** Ids of what covers something that is ready, and can be stored with it. */
  readonly #coverable = new Set<string>();

  clear(): void {
    this.#coverable.clear();
  }

  /**
   * What to file an entry under whose cover cannot be stored yet: the id of a cause of it that is missing, or `UNCOVERED` when it is from after `latest`, milliseconds since 1970;
   * else `null`. The causes of the entry itself are there.
   */
  obstacle(entry: Entry, isThere: (idText: string) => boolean, latest: number): string | null {
    const run = this.#runOf(entry);
    const ids = new Set(run.map(({ idText }) => idText));
    // SECURITY: what could not be shown to be its author's after a restart is not stored (mixed-runs.test.ts: "stores nothing whose cover cannot be stored").
    const [missing] = run.slice(1).flatMap((cover) => causesOf(cover).ids.filter((id) => !ids.has(id) && !isThere(id)));
    const obstacle = missing ?? (run.some(({ time }) => time > latest) ? UNCOVERED : null);
    if (obstacle === null && entry.cover !== null) this.#coverable.add(entry.cover.idText);
    return obstacle;
  }

  /** What was looked at with the entry before it is not looked at again. */
  #runOf(entry: Entry): readonly Entry[] {
    return (this.#coverable.has(entry.idText) ? null : coveredRunOf(entry)) ?? [entry];
  }
}

/** The entry as it was offered; with what waits of it, if that waits with neither a signature nor the same cover, and then waits no more. */
export function bestOf(offered: Entry, ...rooms: readonly WaitingRoom[]): Entry {
  const room = rooms.find((each) => each.has(offered.idText));
  const waiting = room?.get(offered.idText) ?? offered;
  if (waiting === offered || waiting.isSigned) return offered;
  const [end, offeredEnd] = [waiting, offered].map((entry) => coveredRunOf(entry)?.at(-1)?.idText);
  if (!offered.isSigned && end === offeredEnd) return offered;
  room?.forget(offered.idText);
  if (!offered.isErased || waiting.isErased) return offered;
  // Nobody takes a payload away by sending the entry again.
  const best = signedAs(waiting, offered);
  best.cover = offered.cover;
  return best;
}
