/**
 * What one side of a link tells the other beside entries: what is new, what is forked, what of the other's is stored and read. Everything once.
 */
import type { Entry } from './entry.js';
import type { ForkProof } from './forks.js';
import { haveLinesOf } from './have-lines.js';
import type { RoomLog } from './log.js';
import { LOG_FRAME, encodeForkFrames, encodeHaveFrames, encodeVectorFrames } from './sync-frames.js';
import type { FeedVector, HaveLine, LogFrame } from './sync-frames.js';

/** The memory of what was told over one link. */
export class Telling {
  readonly #log: RoomLog;
  readonly #remotePkHex: string;
  readonly #had = new Map<string, number>();
  readonly #acknowledged = new Map<string, number>();
  readonly #read = new Map<string, number>();
  readonly #forks = new Set<string>();

  /** `remotePkHex`: only its own entries are acknowledged to it. */
  constructor(log: RoomLog, remotePkHex: string) {
    this.#log = log;
    this.#remotePkHex = remotePkHex;
  }

  /** The first series of HAVE: everything. */
  all(): LogFrame[] {
    return encodeHaveFrames(this.#noted(haveLinesOf(this.#log, null)));
  }

  /** HAVE for those of these feeds of which there is more than was told and than the other side has (`theirs`); none when there is none. */
  news(feedKeys: Iterable<string>, theirs: FeedVector): LogFrame[] {
    const lines = haveLinesOf(this.#log, feedKeys).filter(
      ({ feedKey, count }) => count > Math.max(this.#had.get(feedKey) ?? 0, theirs.get(feedKey) ?? 0),
    );
    return lines.length === 0 ? [] : encodeHaveFrames(this.#noted(lines));
  }

  /** FORK for proofs that were not told yet. */
  forks(proofs: readonly ForkProof[]): LogFrame[] {
    const fresh = proofs.filter(({ feedKey, seq }) => !this.#forks.has(`${feedKey} ${seq}`));
    for (const { feedKey, seq } of fresh) this.#forks.add(`${feedKey} ${seq}`);
    return encodeForkFrames(fresh.map(({ proofBytes }) => proofBytes));
  }

  /** ACK for what of the other side's own entries is stored and was not acknowledged yet. */
  acks(): LogFrame[] {
    const counts = this.#log.graph.feedsOf(this.#remotePkHex).map(({ feedKey }) => [feedKey, this.#log.ackCount(feedKey)] as const);
    return encodeVectorFrames(LOG_FRAME.ack, this.#grown(this.#acknowledged, counts));
  }

  /** The same, if any of these entries is the other side's. */
  acksFor(entries: readonly Entry[]): LogFrame[] {
    return entries.some((entry) => entry.authorHex === this.#remotePkHex) ? this.acks() : [];
  }

  /** READ for what of the other side's own entries was read further than was told. */
  reads(vector: FeedVector): LogFrame[] {
    const theirOwn = [...vector].filter(([feedKey]) => feedKey.startsWith(this.#remotePkHex));
    return encodeVectorFrames(LOG_FRAME.read, this.#grown(this.#read, theirOwn));
  }

  #noted(lines: readonly HaveLine[]): readonly HaveLine[] {
    for (const { feedKey, count } of lines) this.#had.set(feedKey, count);
    return lines;
  }

  /** The counts that are higher than what `told` says, which from now on says them. */
  #grown(told: Map<string, number>, counts: Iterable<readonly [string, number]>): Map<string, number> {
    const grown = new Map([...counts].filter(([feedKey, count]) => count > (told.get(feedKey) ?? 0)));
    for (const [feedKey, count] of grown) told.set(feedKey, count);
    return grown;
  }
}
