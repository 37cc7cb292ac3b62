/**
 * What HAVE says about a log: each feed with its count and head, the liveliest first.
 */
import { FEEDS_PER_AUTHOR_MAX, REMOTE_FEEDS_MAX } from './log-limits.js';
import type { RoomLog } from './log.js';
import { compareOrder } from './order.js';
import type { HaveLine } from './sync-frames.js';

/**
 * Lines for these feeds (`null`: all), the one written to last first. Feeds beyond the caps that the other side enforces are left out, oldest first: what
 * of them is cited can still be asked for by name.
 */
export function haveLinesOf(log: RoomLog, feedKeys: Iterable<string> | null): HaveLine[] {
  const ends = [...(feedKeys ?? log.feeds().keys())].flatMap((feedKey) => {
    const count = log.feeds().get(feedKey) ?? 0;
    return log.graph.feed(feedKey)?.chain[count - 1] ?? [];
  });
  ends.sort((a, b) => compareOrder(b, a));
  const perAuthor = new Map<string, number>();
  const lines: HaveLine[] = [];
  for (const { entry } of ends) {
    const ofAuthor = (perAuthor.get(entry.authorHex) ?? 0) + 1;
    perAuthor.set(entry.authorHex, ofAuthor);
    if (ofAuthor > FEEDS_PER_AUTHOR_MAX || lines.length >= REMOTE_FEEDS_MAX) continue;
    lines.push({ feedKey: entry.feedKey, count: entry.seq + 1, headText: entry.idText });
  }
  return lines;
}
