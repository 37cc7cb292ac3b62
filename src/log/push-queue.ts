/**
 * What one side of a link is to be sent: one's own new entries first, then what is wanted urgently, then the rest, in the order of the log. PUSH is built frame
 * by frame when the link is ready, never more. An entry without a signature of its own takes along those that follow up to the one that covers it.
 */
import type { Bytes } from '../lib/bytes.js';
import { coveredRunOf } from './covering.js';
import { signedAs } from './entry.js';
import type { Entry } from './entry.js';
import { LOG_FRAME_ROWS_MAX_BYTES } from './log-limits.js';
import type { LogNode } from './log-node.js';
import type { RoomLog } from './log.js';
import { compareOrder, insertInOrder } from './order.js';
import { isErasableKind } from './payload.js';
import { encodePushFrames } from './sync-frames.js';
import type { LogFrame } from './sync-frames.js';

/** What is wanted is put into its place one by one when it is less than one in so many of what waits. */
const FEW = 64;

/** What waits to go out over one link. */
export class PushQueue {
  /** How many more entries may be sent that were asked for. */
  credit = 0;
  /** How many entries went out that were not asked for, since their signatures cover others. */
  along = 0;
  readonly #log: RoomLog;
  /** Nodes, so that what is erased while it waits goes out erased. */
  readonly #unasked: LogNode[] = [];
  readonly #urgent: LogNode[] = [];
  readonly #wanted: LogNode[] = [];
  /** Ids that went out before their turn, since their signature covers something, and may still wait. */
  readonly #ahead = new Set<string>();

  constructor(log: RoomLog) {
    this.#log = log;
  }

  /** Nodes that nobody asked for, in this order. */
  addUnasked(nodes: readonly LogNode[]): void {
    for (const node of nodes) this.#add(this.#unasked, node);
  }

  /** Nodes that are wanted. */
  addWanted(nodes: readonly LogNode[], isUrgent: boolean): void {
    const list = isUrgent ? this.#urgent : this.#wanted;
    // SECURITY: what is asked for one by one costs one by one, however much waits (serving.test.ts: "does not sort all that waits for every frame that asks for little").
    const isFew = nodes.length * FEW < list.length;
    for (const node of nodes) this.#add(list, node, isFew);
    if (!isFew && nodes.length > 0) list.sort(compareOrder);
  }

  #add(list: LogNode[], node: LogNode, isInPlace = false): void {
    // Asked for again, it did not come.
    this.#ahead.delete(node.idText);
    if (isInPlace) insertInOrder(list, node);
    else list.push(node);
  }

  /** The next frame, or `null` when there is nothing to send or no credit. */
  next(): LogFrame | null {
    const list = [this.#unasked, this.#urgent, this.#wanted].find(({ length }) => length > 0) ?? [];
    const isAskedFor = list !== this.#unasked;
    const items: Bytes[] = [];
    let left = LOG_FRAME_ROWS_MAX_BYTES;
    let count = 0;
    for (const { entry } of list) {
      const run = this.#runFrom(entry);
      const size = sizeOfItems(run);
      if (size > left || (isAskedFor && this.credit === 0)) break;
      left -= size;
      count++;
      // What comes along costs no credit: the other side counts what it asked for.
      if (isAskedFor) this.credit--;
      for (const { idText, itemBytes, isErased } of run) {
        items.push(itemBytes);
        if (idText === entry.idText) continue;
        this.along++;
        if (!isErased || this.#log.graph.get(idText)?.entry.isErased === true) this.#ahead.add(idText);
      }
    }
    for (const { idText } of list.splice(0, count)) this.#ahead.delete(idText);
    return encodePushFrames(items, isAskedFor)[0] ?? (count > 0 ? this.next() : null);
  }

  /** The entry as it is now, with what has to come along; nothing when it went out ahead, or cannot be shown to be its author's. */
  #runFrom(entry: Entry): readonly Entry[] {
    const covered = this.#ahead.has(entry.idText) ? null : coveredRunOf(entry);
    // SECURITY: what came with a signature goes out with it, in whatever form it is held (mixed-runs.test.ts: "serves what others verify, in whatever pieces it came").
    const run = (covered ?? []).map((each) => signedAs(this.#log.graph.get(each.idText)?.entry ?? each, each));
    if (sizeOfItems(run) <= LOG_FRAME_ROWS_MAX_BYTES) return run;
    // SECURITY: it came in one frame, and got too long for one by payloads that were missing then; those go out in their own turn
    // (mixed-runs.test.ts: "serves a run that has got too long for a frame").
    return run.map((each) => (each.idText !== entry.idText && isErasableKind(each.kind) ? each.withoutPayload() : each));
  }
}

function sizeOfItems(entries: readonly Entry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}
