/**
 * Where a floor is laid, so that what lies below it can be dropped (`missing-payloads.ts` says what that means).
 */
import type { LogNode } from './log-node.js';
import type { RoomLog } from './log.js';
import { isAnnotationKind, isDroppableKind } from './payload.js';
import { compareOrder } from './order.js';
import type { FeedVector } from './sync-frames.js';

/** A floor, and how many payloads go that are here now, without what is only said about others. */
export interface FloorPlan {
  readonly floor: FeedVector;
  readonly count: number;
}

/**
 * The floor below everything but the newest `keep` (1 or more) of what can be dropped, and never below the floor that there is. Of each feed it is at most
 * `endOf`, and ends before what does not count or is withheld: only what was shown here is dropped.
 */
export function planFloor(log: RoomLog, keep: number, endOf: (feedKey: string) => number): FloorPlan {
  const { graph, payloads, timeline } = log;
  const shown = timeline.slice(0, timeline.length).filter(({ kind }) => isDroppableKind(kind));
  const oldestKept = graph.get(shown.at(-keep)?.idText ?? '');
  const floor = new Map(payloads.floor);
  let count = 0;
  if (oldestKept === null || shown.length <= keep) return { floor, count };
  const isShown = ({ idText, isVoid }: LogNode): boolean => !isVoid && !payloads.isWithheld(idText);
  for (const [feedKey, held] of log.feeds()) {
    const chain = graph.feed(feedKey)?.chain ?? [];
    const end = Math.min(held, endOf(feedKey));
    let at = floor.get(feedKey) ?? 0;
    for (let node = chain[at]; node !== undefined && at < end && compareOrder(node, oldestKept) < 0; node = chain[++at]) {
      if (!isDroppableKind(node.entry.kind)) continue;
      // SECURITY: what was never shown is not dropped (floor.test.ts: "leaves what was withheld, and what does not count").
      if (!isShown(node)) break;
      count += Number(!node.entry.isErased && !isAnnotationKind(node.entry.kind));
    }
    if (at > 0) floor.set(feedKey, at);
  }
  return { floor, count };
}

/** The way from one floor to a higher one, in steps of about so many entries. */
export function* floorSteps(from: FeedVector, to: FeedVector, most: number): Generator<FeedVector> {
  const step = new Map(from);
  let size = 0;
  for (const [feedKey, count] of to) {
    for (let at = from.get(feedKey) ?? 0; at < count;) {
      const next = Math.min(count, at + most - size);
      size += next - at;
      at = next;
      step.set(feedKey, at);
      if (size < most) continue;
      size = 0;
      yield new Map(step);
    }
  }
  yield to;
}
