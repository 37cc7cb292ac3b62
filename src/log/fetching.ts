/**
 * What one side of a link asks of the other: ranges of what the other has, within a credit, and single entries by name.
 *
 * Ranges are asked for once and come in the order of the log. Credit bounds what is under way: a link that brings faster than this machine verifies and
 * stores is simply not granted more. Someone far behind asks for the ends of the liveliest feeds first, so that something can be shown.
 *
 * The second of three layers of a session.
 */
import { ParleyError } from '../lib/errors.js';
import { itemPlaceOf } from './entry-item.js';
import type { LogNode } from './log-node.js';
import { FEEDS_MAX, FEEDS_PER_AUTHOR_MAX, NEEDS_PER_LINK_MAX } from './log-limits.js';
import { Serving, countUp } from './serving.js';
import { encodeNeedFrames, encodeWantFrames } from './sync-frames.js';
import type { FeedRange, FeedVector, HaveFrame, LogFrame, PushFrame } from './sync-frames.js';

/** Entries asked for and not yet dealt with: what two fast machines have under way while the disk is busy with as many. */
export const FETCH_CREDIT = 1024;

/** Entries received and not yet dealt with, asked for or not. A link that brings more without waiting is closed. */
export const UNHANDLED_MAX = 8192;

/** Whoever lacks more than so many entries is far behind: people are told of the progress, … */
export const FAR_BEHIND = 512;

/** … and the newest are asked for first: so many in all, of at most so many feeds. */
const PREVIEW_ENTRIES = 64;
const PREVIEW_FEEDS = 8;

/** From so many waiting entries on, causes are sought at once. */
const SEEK_AT_ONCE = 256;

/** The asking side of one link. */
export class Fetching extends Serving {
  readonly #feedsPerAuthor = new Map<string, number>();
  /** Ids that were asked for by name. */
  readonly #sought = new Set<string>();
  #hasAsked = false;
  #wasCaughtUp = false;
  /** Entries that were asked for and did not come; how many of them may come now; those that came and were not dealt with. */
  #lacking = 0;
  #asked = 0;
  #credit = 0;
  #unhandled = 0;

  /** How many entries were asked for over this link since nothing was under way, and how many of them did not come yet. */
  get underWay(): { readonly asked: number; readonly left: number } {
    return this.#lacking === 0 ? { asked: 0, left: 0 } : { asked: this.#asked, left: this.#lacking };
  }

  /** Whether all that the other side has, as far as it said, has come or comes over another link. */
  get isCaughtUp(): boolean {
    return this.hasHeard && this.#lacking === 0;
  }

  /** Takes what ACK or READ says, and gives what of it is about feeds that are held: of others it could say anything. */
  heardVector(vector: FeedVector): FeedVector {
    const known = [...vector].filter(([feedKey]) => this.#heldOf(feedKey) > 0);
    for (const [feedKey, count] of known) this.noteTheirs(feedKey, Math.min(count, this.#heldOf(feedKey)));
    return new Map(known);
  }

  /** Takes HAVE. Gives what is to be asked for, by name the ends that contradict what is held here: branches of a fork. */
  heard({ isLast, lines }: HaveFrame): LogFrame[] {
    const { graph } = this.shared.log;
    const branches: string[] = [];
    for (const { feedKey, count, headText } of lines) {
      this.#heard(feedKey, count);
      const feed = graph.feed(feedKey);
      const held = feed?.chain[count - 1];
      if (held !== undefined && held.idText !== headText && count <= (feed?.forkSeq ?? 0)) branches.push(headText);
    }
    // SECURITY: once all was heard, a frame costs what it names (fetching.test.ts: "looks only at what a later HAVE names, however much was named before").
    const feedKeys = this.hasHeard ? lines.map(({ feedKey }) => feedKey) : this.remoteVector.keys();
    this.hasHeard ||= isLast;
    return [...this.#plan(feedKeys), ...this.#need(branches)];
  }

  /**
   * WANT for what the other side has and nobody fetches yet; nothing before its first series of HAVE is complete. To be called on every session when one has
   * ended.
   */
  replan(): LogFrame[] {
    return this.#plan(this.remoteVector.keys());
  }

  #plan(feedKeys: Iterable<string>): LogFrame[] {
    const ranges = this.hasHeard ? [...feedKeys].flatMap((feedKey) => this.#claim(feedKey, this.theirCount(feedKey))) : [];
    if (this.#hasAsked || sizeOf(ranges) <= FAR_BEHIND) return this.#want(ranges, false);
    // The other side lists the liveliest feeds first.
    const ofEach = Math.ceil(PREVIEW_ENTRIES / Math.min(PREVIEW_FEEDS, ranges.length));
    const cutOf = ({ from, to }: FeedRange, i: number): number => (i < PREVIEW_FEEDS ? Math.max(from, to - ofEach) : to);
    const ends = ranges.map((range, i) => ({ ...range, from: cutOf(range, i) }));
    const rest = ranges.map((range, i) => ({ ...range, to: cutOf(range, i) }));
    return [...this.#want(ends, true), ...this.#want(rest, false)];
  }

  /** Takes PUSH. Throws `ParleyError('too-large')` when the other side pours without waiting. */
  received({ isAskedFor, items }: PushFrame): void {
    this.#unhandled += items.length;
    // SECURITY: what waits to be verified cannot fill the memory (sync.test.ts: "closes on one who pours entries without waiting").
    if (this.#unhandled > UNHANDLED_MAX) throw new ParleyError('too-large');
    if (isAskedFor) {
      this.#lacking = Math.max(0, this.#lacking - items.length);
      this.#credit = Math.max(0, this.#credit - items.length);
    }
    for (const { feedKey, seq } of items.map(itemPlaceOf)) {
      this.#heard(feedKey, seq + 1);
      // It may have to wait for its causes, and is not to be fetched meanwhile.
      this.shared.plan.claim(this, feedKey, seq, seq + 1, this.#heldOf(feedKey));
    }
  }

  /** So many items were dealt with: stored, or waiting, or refused. More credit when there is more to come; causes are sought once all has come. */
  handled(count: number): LogFrame[] {
    this.#unhandled -= count;
    const isMoreToCome = this.#lacking > this.#credit;
    const frames = isMoreToCome && this.#freeCredit >= FETCH_CREDIT / 2 ? this.#grant(false, []) : [];
    const isFirstFetchOver = this.isCaughtUp && !this.#wasCaughtUp;
    this.#wasCaughtUp ||= isFirstFetchOver;
    return isFirstFetchOver || this.shared.queue.size >= SEEK_AT_ONCE ? [...frames, ...this.seekMissing()] : frames;
  }

  /**
   * Asks for payloads that are missing, and by name for causes that entries wait for: each once over this link. The owner calls it when entries have been
   * waiting for about a second: usually the cause is on its way over another link.
   */
  seekMissing(): LogFrame[] {
    const { log, queue } = this.shared;
    const stripped = log.withheld().flatMap((idText) => {
      const { feedKey, seq } = (log.graph.get(idText) as LogNode).entry;
      return this.theirCount(feedKey) > seq && this.#isNew(idText) ? { feedKey, from: seq, to: seq + 1 } : [];
    });
    return [...this.#want(stripped, true), ...this.#need([...queue.missing(), ...log.missing()])];
  }

  get #freeCredit(): number {
    return FETCH_CREDIT - this.#credit - this.#unhandled;
  }

  #heldOf(feedKey: string): number {
    return this.shared.log.graph.feed(feedKey)?.chain.length ?? 0;
  }

  /**
   * The other side has these entries of a feed. Of an author with more feeds than `FEEDS_PER_AUTHOR_MAX` the further ones are ignored: which those are differs
   * between members, so they may be held, but are fetched only by name, when somebody cites them.
   */
  #heard(feedKey: string, count: number): void {
    const { graph } = this.shared.log;
    if (!this.remoteVector.has(feedKey)) {
      const authorHex = feedKey.slice(0, 64);
      // SECURITY: made-up feeds do not fill the memory (fetching.test.ts: "ignores feeds beyond so many of one author", "refuses endless lists of feeds of unknown authors").
      if (countUp(this.#feedsPerAuthor, authorHex) > FEEDS_PER_AUTHOR_MAX) return;
      if (this.remoteVector.size >= FEEDS_MAX && !graph.isKnownPerson(authorHex)) {
        // Counted anew, since people become known while their entries come.
        const unknown = [...this.remoteVector.keys()].filter((key) => !graph.isKnownPerson(key.slice(0, 64)));
        if (unknown.length >= FEEDS_MAX) throw new ParleyError('too-large');
      }
    }
    this.noteTheirs(feedKey, count);
  }

  #claim(feedKey: string, count: number): readonly FeedRange[] {
    const { log, plan } = this.shared;
    const forkSeq = log.graph.feed(feedKey)?.forkSeq ?? log.forks.get(feedKey)?.seq ?? count;
    return plan.claim(this, feedKey, this.#heldOf(feedKey), Math.min(count, forkSeq));
  }

  #want(ranges: readonly FeedRange[], isUrgent: boolean): LogFrame[] {
    const some = ranges.filter(({ from, to }) => from < to);
    if (some.length === 0) return [];
    this.#hasAsked = true;
    this.#asked = this.underWay.asked + sizeOf(some);
    this.#lacking += sizeOf(some);
    return this.#grant(isUrgent, some);
  }

  /** WANT with as much credit as is free. */
  #grant(isUrgent: boolean, ranges: readonly FeedRange[]): LogFrame[] {
    const credit = Math.max(0, this.#freeCredit);
    this.#credit += credit;
    return encodeWantFrames({ isUrgent, credit, ranges });
  }

  #need(idTexts: readonly string[]): LogFrame[] {
    return encodeNeedFrames(idTexts.filter((idText) => this.#isNew(idText)));
  }

  /** Whether an id was not sought over this link yet; from now on it was. */
  #isNew(idText: string): boolean {
    if (this.#sought.has(idText) || this.#sought.size >= NEEDS_PER_LINK_MAX) return false;
    this.#sought.add(idText);
    return true;
  }
}

function sizeOf(ranges: readonly FeedRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}
