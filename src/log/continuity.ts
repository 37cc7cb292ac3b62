/**
 * Whether one's own feed may go on (DESIGN section 4, "Continuity"): only when the vault proves it, and nobody has seen more of it than the vault. Else the
 * vault is an old copy, and going on would sign places twice; a new feed costs nothing.
 */
import { bytesFromHex } from '../lib/bytes.js';
import type { FeedHead } from './author.js';
import { compareOrder } from './order.js';
import type { RoomLog } from './log.js';

/**
 * The end of the own feed that was written last, as the log has it; `null` when there is none that is whole. A vault that reports damage proves nothing:
 * then a new feed is to be begun whatever this says.
 */
export function ownFeedHead(log: RoomLog, pkHex: string): FeedHead | null {
  const ends = log.graph
    .feedsOf(pkHex)
    .filter((feed) => feed.forkSeq === Number.POSITIVE_INFINITY && !log.isIncomplete(feed.feedKey))
    .flatMap((feed) => feed.chain.at(-1) ?? []);
  const last = ends.sort(compareOrder).at(-1);
  if (last === undefined) return null;
  return { feed: bytesFromHex(last.entry.feedKey.slice(64)), seq: last.entry.seq + 1, prev: last.entry.id };
}

/** Whether none of the others has more of the feed than `head` says. `vectors` are the counts they told (feed key → count). */
export function isContinuityProven(head: FeedHead, pkHex: string, vectors: Iterable<ReadonlyMap<string, number>>): boolean {
  const feedKey = pkHex + head.feed.toHex();
  for (const vector of vectors) if ((vector.get(feedKey) ?? 0) > head.seq) return false;
  return true;
}
