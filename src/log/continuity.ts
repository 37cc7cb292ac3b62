/**
 * Whether one's own feed may go on. See DESIGN section 4, "Continuity": only when the vault proves it, and nobody has seen more of it than the vault. Else the
 * vault is an old copy, and going on would sign places twice; a new feed costs nothing.
 */
import type { Bytes } from '../lib/bytes.js';
import type { FeedHead } from './author.js';
import { compareOrder } from './order.js';
import type { RoomLog } from './log.js';

/**
 * The end of the feed of this installation, as the log has it; `null` when it is not there or not whole. `feed` is that feed (8 bytes), or `null` when that
 * was never noted down: then it is the own feed that was written last. A vault that reports damage proves nothing: then a new feed is to be begun whatever
 * this says.
 */
export function ownFeedHead(log: RoomLog, pkHex: string, feed: Bytes | null = null): FeedHead | null {
  const isOurs = (feedKey: string): boolean => feed === null || feedKey === pkHex + feed.toHex();
  const feeds = log.graph.feedsOf(pkHex).filter(({ feedKey }) => isOurs(feedKey));
  // What waits is not whole.
  const isAwaited = (feedKey: string): boolean => log.waiting().some((entry) => entry.feedKey === feedKey);
  const whole = feeds.filter(({ feedKey, forkSeq }) => !Number.isFinite(forkSeq) && !isAwaited(feedKey));
  const ends = whole.flatMap(({ chain }) => chain.slice(-1)).sort(compareOrder);
  const last = ends.at(-1)?.entry;
  return last === undefined ? null : { feed: last.body.feed, seq: last.seq + 1, prev: last.id };
}

/** Whether none of the others has more of the feed than `head` says. `vectors` are the counts they told (feed key → count). */
export function isContinuityProven(head: FeedHead, pkHex: string, vectors: Iterable<ReadonlyMap<string, number>>): boolean {
  const feedKey = pkHex + head.feed.toHex();
  return [...vectors].every((vector) => (vector.get(feedKey) ?? 0) <= head.seq);
}
