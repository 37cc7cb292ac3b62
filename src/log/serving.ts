/**
 * What one side of a link gives the other: what it has, what is forked, what of the other's is stored and read, each told once; and entries: one's own new
 * ones, what is needed by name, and what is wanted of feeds, in the order of the log, so that causes come before effects (`push-queue.ts`). The first of the layers of a session: `SyncSession` is a `Fetching`, which is a `Hearing`, which is a `Serving`.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { countUp } from '../lib/lists.js';
import type { Entry } from './entry.js';
import type { FetchPlan } from './fetch-plan.js';
import type { ForkProof } from './forks.js';
import { FEEDS_MAX, FEEDS_PER_AUTHOR_MAX, NEEDS_PER_LINK_MAX, SEQ_MAX } from './log-limits.js';
import type { LogNode } from './log-node.js';
import type { RoomLog } from './log.js';
import { compareOrder } from './order.js';
import { PushQueue } from './push-queue.js';
import type { ReadyQueue } from './ready-queue.js';
import { LOG_FRAME, encodeForkFrames, encodeHaveFrames, encodeVectorFrames } from './sync-frames.js';
import type { FeedVector, HaveLine, LogFrame, WantFrame } from './sync-frames.js';

/** Entries that may be wanted over one link beyond twice what there is: for what comes later and for asking again after a pause. */
const WANTED_SLACK = 65_536;

/** How many entries of one feed may go out for one that is needed by name. */
const NEED_RUN_MAX = 64;

/** What the sessions of one room share. */
export interface SyncShared {
  readonly log: RoomLog;
  readonly queue: ReadyQueue;
  readonly plan: FetchPlan;
}

/** The giving side of one link. */
export class Serving {
  /** How far the other side has each feed (`pk ‖ feed`, hexadecimal → count), as far as known. */
  readonly remoteVector = new Map<string, number>();
  /** Whether the other side has said once completely what it has. */
  hasHeard = false;
  /** For the layers above. */
  protected readonly shared: SyncShared;
  protected readonly remotePkHex: string;
  /** The highest count that was told, by frame type and feed. */
  readonly #told = new Map<string, number>();
  readonly #queue: PushQueue;
  #wantedTotal = 0;
  #neededTotal = 0;

  /** `remotePk`: whose link this is; they are told what of theirs is stored and read here. */
  constructor(shared: SyncShared, remotePk: Bytes) {
    this.shared = shared;
    this.#queue = new PushQueue(shared.log);
    this.remotePkHex = remotePk.toHex();
  }

  /** The first frames: all that is held, the known forks, and what of the other side's entries is stored. */
  start(): LogFrame[] {
    const { log } = this.shared;
    const lines = this.#lines(log.feeds().keys(), new Map());
    return [...encodeHaveFrames(lines), ...this.announceForks(log.forks.values()), ...this.acknowledge()];
  }

  /**
   * Entries were added to the log. One's own (`isOwn`) go out unasked, through `nextPush`, if the other side has what precedes them; of all others it is
   * told with the frames returned, unless it has them; its own are acknowledged.
   */
  announce(entries: readonly Entry[], isOwn: boolean): LogFrame[] {
    for (const { feedKey, seq, idText } of entries) {
      if (!isOwn || !this.hasHeard || this.theirCount(feedKey) !== seq) continue;
      this.#queue.addUnasked([this.shared.log.graph.get(idText) as LogNode]);
      this.noteTheirs(feedKey, seq + 1);
    }
    const lines = this.#lines(new Set(entries.map(({ feedKey }) => feedKey)), this.remoteVector);
    return [...this.acknowledge(), ...(lines.length > 0 ? encodeHaveFrames(lines) : [])];
  }

  /** Tells of forks that say more than what was told. */
  announceForks(proofs: Iterable<ForkProof>): LogFrame[] {
    // The lower a fork, the more it says.
    const news = [...proofs].filter(({ feedKey, seq }) => this.#isNews(LOG_FRAME.fork, feedKey, SEQ_MAX + 1 - seq));
    return encodeForkFrames(news.map(({ proofBytes }) => proofBytes));
  }

  /** Tells the other side how far its own entries are stored here, if that is further than was told. */
  acknowledge(): LogFrame[] {
    const { log } = this.shared;
    const feeds = log.graph.feedsOf(this.remotePkHex);
    return this.#tellGrown(LOG_FRAME.ack, new Map(feeds.map(({ feedKey }) => [feedKey, log.ackCount(feedKey)])));
  }

  /** Tells the other side how far its own entries were read here, if that is further than was told. `vector` may hold more. */
  tellRead(vector: FeedVector): LogFrame[] {
    return this.#tellGrown(LOG_FRAME.read, vector);
  }

  /** The other side wants ranges and grants credit. What is not held is left out. Throws `ParleyError('too-large')` when it wants beyond all reason. */
  want({ isUrgent, credit, ranges }: WantFrame): void {
    const { graph } = this.shared.log;
    const wanted: LogNode[] = [];
    this.#queue.credit += credit;
    for (const { feedKey, from, to } of ranges) {
      const nodes = graph.feed(feedKey)?.chain.slice(from, to) ?? [];
      this.#wantedTotal += nodes.length;
      // SECURITY: nobody makes us send the history over and over (serving.test.ts: "refuses to be asked for everything again and again", "counts what a run brings along as asked for").
      if (this.#wantedTotal + this.#queue.along > 2 * graph.size + WANTED_SLACK) throw new ParleyError('too-large');
      for (const node of nodes) wanted.push(node);
      if (nodes.length > 0) this.noteTheirs(feedKey, from + nodes.length);
    }
    this.#queue.addWanted(wanted, isUrgent);
  }

  /**
   * The other side lacks entries by name: a cause that no range brings, which happens when a feed has branches. When it has that place already, it has
   * another branch, and gets what precedes the entry, too. Throws `ParleyError('too-large')`.
   */
  need(idTexts: readonly string[]): void {
    const { graph } = this.shared.log;
    this.#neededTotal += idTexts.length;
    if (this.#neededTotal > NEEDS_PER_LINK_MAX) throw new ParleyError('too-large');
    for (const node of idTexts.flatMap((idText) => graph.get(idText) ?? [])) {
      const { feedKey, seq } = node.entry;
      const forkSeq = graph.feed(feedKey)?.forkSeq ?? seq;
      const first = seq >= forkSeq ? forkSeq : this.theirCount(feedKey) > seq ? 0 : seq;
      const run = [node];
      for (let at = node; at.entry.seq > first && run.length < NEED_RUN_MAX; run.unshift(at)) at = at.causes[0] as LogNode;
      this.#queue.addUnasked(run);
    }
  }

  /** The next PUSH frame for a link that is ready for one, or `null` when there is nothing to send or no credit. */
  nextPush(): LogFrame | null {
    return this.#queue.next();
  }

  /** How many entries of a feed the other side has, as far as known. */
  protected theirCount(feedKey: string): number {
    return this.remoteVector.get(feedKey) ?? 0;
  }

  /** The other side has, or is being sent, these entries of a feed. */
  protected noteTheirs(feedKey: string, count: number): void {
    this.remoteVector.set(feedKey, Math.max(this.theirCount(feedKey), count));
  }

  /** The feed that was written to last comes first. Beyond the caps that the other side enforces feeds are left out: what of them is cited can be had by name. */
  #lines(feedKeys: Iterable<string>, theirs: FeedVector): HaveLine[] {
    const { log } = this.shared;
    const ends = [...feedKeys].flatMap((feedKey) => log.graph.feed(feedKey)?.chain[(log.feeds().get(feedKey) ?? 0) - 1] ?? []);
    const perAuthor = new Map<string, number>();
    return ends
      .sort((a, b) => compareOrder(b, a))
      .filter(({ entry }) => countUp(perAuthor, entry.authorHex) <= FEEDS_PER_AUTHOR_MAX)
      .slice(0, FEEDS_MAX)
      .map(({ entry: { feedKey, seq, idText } }) => ({ feedKey, count: seq + 1, headText: idText }))
      .filter(({ feedKey, count }) => count > (theirs.get(feedKey) ?? 0) && this.#isNews(LOG_FRAME.have, feedKey, count));
  }

  /** ACK or READ for what of the other side's own feeds is more than was told. */
  #tellGrown(type: typeof LOG_FRAME.ack | typeof LOG_FRAME.read, vector: FeedVector): LogFrame[] {
    const grown = [...vector].filter(([feedKey, count]) => feedKey.startsWith(this.remotePkHex) && this.#isNews(type, feedKey, count));
    return encodeVectorFrames(type, new Map(grown));
  }

  /** Whether a count is higher than what was told; from now on it was told. */
  #isNews(type: number, feedKey: string, count: number): boolean {
    const key = `${type} ${feedKey}`;
    const isNews = count > (this.#told.get(key) ?? 0);
    if (isNews) this.#told.set(key, count);
    return isNews;
  }
}
