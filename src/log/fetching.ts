/**
 * What one side of a link fetches from the other: what the other has, what of that is asked for here, and how much may be under way.
 *
 * Ranges are asked for once and come in the order of the log. Credit bounds what is under way: a link that brings faster than this machine verifies and
 * stores is simply not granted more. Someone far behind asks for the ends of the liveliest feeds first, so that something can be shown.
 */
import { ParleyError } from '../lib/errors.js';
import type { FetchPlan } from './fetch-plan.js';
import { FEEDS_PER_AUTHOR_MAX, FETCH_CREDIT, REMOTE_FEEDS_MAX, UNHANDLED_MAX } from './log-limits.js';
import type { RoomLog } from './log.js';
import { encodeWantFrames } from './sync-frames.js';
import type { FeedRange, FeedVector, HaveLine, LogFrame } from './sync-frames.js';

/** Behind by more than this, the newest is asked for first: so many of each feed, of so many feeds. */
const FAR_BEHIND = 512;
const PREVIEW_FEEDS = 8;
const PREVIEW_PER_FEED = 8;

/** The receiving side of one link. */
export class Fetching {
  readonly #log: RoomLog;
  readonly #plan: FetchPlan;
  readonly #theirs = new Map<string, number>();
  readonly #feedsPerAuthor = new Map<string, number>();
  #hasHeard = false;
  #asked = 0;
  #received = 0;
  #outstandingCredit = 0;
  #unhandled = 0;

  constructor(log: RoomLog, plan: FetchPlan) {
    this.#log = log;
    this.#plan = plan;
  }

  /** Whether the other side has said once completely what it has. */
  get hasHeard(): boolean {
    return this.#hasHeard;
  }

  /** How far the other side has each feed, as far as known here. A live view. */
  get theirs(): ReadonlyMap<string, number> {
    return this.#theirs;
  }

  /** Entries that were asked for on this link, and how many of them came. */
  get progress(): { readonly wanted: number; readonly received: number } {
    return { wanted: this.#asked, received: this.#received };
  }

  /**
   * The other side has these entries of a feed: it said so, or it was sent them. Of an author with more feeds than `FEEDS_PER_AUTHOR_MAX` the further ones are
   * ignored, whoever names them: which those are differs between members, so they may be held, but are fetched only by name, when somebody cites them.
   */
  noteTheirs(feedKey: string, count: number): void {
    const known = this.#theirs.get(feedKey);
    if (known === undefined) {
      const authorHex = feedKey.slice(0, 64);
      const ofAuthor = (this.#feedsPerAuthor.get(authorHex) ?? 0) + 1;
      // SECURITY: one member with many feeds neither fills the memory nor makes others close on each other (fetching.test.ts: "ignores feeds beyond so many of
      // one author").
      if (ofAuthor > FEEDS_PER_AUTHOR_MAX) return;
      // SECURITY: made-up authors cannot fill the memory; people who were let in are few (fetching.test.ts: "refuses endless lists of feeds of unknown authors, and does not mind those of people").
      if (this.#theirs.size >= REMOTE_FEEDS_MAX && !this.#log.graph.isKnownPerson(authorHex) && this.#countUnknown() >= REMOTE_FEEDS_MAX)
        throw new ParleyError('too-large', 'too many feeds');
      this.#feedsPerAuthor.set(authorHex, ofAuthor);
    }
    this.#theirs.set(feedKey, Math.max(known ?? 0, count));
  }

  /** The other side is being sent these entries of a feed. */
  noteSent(feedKey: string, count: number): void {
    const held = this.#log.graph.feed(feedKey)?.chain.length ?? 0;
    if (held > 0) this.noteTheirs(feedKey, Math.min(count, held));
  }

  /** The other side says how far it has stored or read. Gives what of it says something here: feeds that are not known could go on for ever. */
  heardVector(vector: FeedVector): FeedVector {
    const known = new Map([...vector].filter(([feedKey]) => this.#log.graph.feed(feedKey) !== null));
    for (const [feedKey, count] of known) this.noteSent(feedKey, count);
    return known;
  }

  /** Takes a HAVE frame. Gives the ids of ends that contradict what is held here: branches of a fork. Throws `ParleyError('too-large')`. */
  heard(lines: readonly HaveLine[], isLast: boolean): readonly string[] {
    const branches: string[] = [];
    for (const { feedKey, count, headText } of lines) {
      this.noteTheirs(feedKey, count);
      const feed = this.#log.graph.feed(feedKey);
      const held = feed?.chain[count - 1];
      if (held !== undefined && held.idText !== headText && count <= (feed?.forkSeq ?? 0)) branches.push(headText);
    }
    this.#hasHeard ||= isLast;
    return branches;
  }

  /** WANT frames for what the other side has and nobody fetches yet. Nothing before its first series of HAVE is complete. */
  ask(owner: object): LogFrame[] {
    if (!this.#hasHeard) return [];
    const ranges = [...this.#theirs].flatMap(([feedKey, count]) => this.#lacking(owner, feedKey, count));
    if (ranges.length === 0) return [];
    const asked = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
    const isFirst = this.#asked === 0;
    this.#asked += asked;
    const credit = this.#topUp();
    if (!isFirst || asked <= FAR_BEHIND) return encodeWantFrames({ isUrgent: false, credit, ranges });
    const [ends, rest] = splitOffEnds(ranges);
    return [
      ...encodeWantFrames({ isUrgent: true, credit, ranges: ends }),
      ...encodeWantFrames({ isUrgent: false, credit: 0, ranges: rest }),
    ];
  }

  /** Asks once more for single entries that are held without their payload. */
  askAgain(ranges: readonly FeedRange[]): LogFrame[] {
    if (ranges.length === 0) return [];
    this.#asked += ranges.length;
    return encodeWantFrames({ isUrgent: true, credit: this.#topUp(), ranges });
  }

  /** A PUSH frame came with so many items. Throws `ParleyError('too-large')` when the other side pours without waiting. */
  received(count: number, isAskedFor: boolean): void {
    this.#unhandled += count;
    if (isAskedFor) {
      this.#received += count;
      // What was given up may come all the same.
      this.#asked = Math.max(this.#asked, this.#received);
      this.#outstandingCredit = Math.max(0, this.#outstandingCredit - count);
    }
    // SECURITY: entries that wait to be verified cannot fill the memory (sync.test.ts: "closes on one who pours entries without waiting").
    if (this.#unhandled > UNHANDLED_MAX) throw new ParleyError('too-large', 'too many entries at once');
  }

  /** An entry for this place came: whoever sends it has it, and nobody needs to fetch it. */
  came(owner: object, feedKey: string, seq: number, isAskedFor: boolean): void {
    this.noteTheirs(feedKey, seq + 1);
    if (!isAskedFor) this.#plan.note(owner, feedKey, seq);
  }

  /** So many items were dealt with: stored, or waiting, or refused. Grants more credit when there is more to come. */
  handled(count: number): LogFrame[] {
    this.#unhandled = Math.max(0, this.#unhandled - count);
    const isMoreToCome = this.#asked - this.#received > this.#outstandingCredit;
    const isWorthAFrame = FETCH_CREDIT - this.#outstandingCredit - this.#unhandled >= FETCH_CREDIT / 2;
    return isMoreToCome && isWorthAFrame ? encodeWantFrames({ isUrgent: false, credit: this.#topUp(), ranges: [] }) : [];
  }

  /** Gives up what was asked for and did not come, so that other links may fetch it. Whether there was any. */
  abandon(owner: object): boolean {
    this.#asked = this.#received;
    return this.#plan.release(owner);
  }

  /** Feeds of people whom the room does not know. Counted anew, since people become known while their entries come. */
  #countUnknown(): number {
    let count = 0;
    for (const [authorHex, ofAuthor] of this.#feedsPerAuthor) if (!this.#log.graph.isKnownPerson(authorHex)) count += ofAuthor;
    return count;
  }

  #lacking(owner: object, feedKey: string, count: number): readonly FeedRange[] {
    const feed = this.#log.graph.feed(feedKey);
    const held = feed?.chain.length ?? 0;
    const forkSeq = feed?.forkSeq ?? this.#log.forks.get(feedKey)?.seq ?? Number.POSITIVE_INFINITY;
    return this.#plan.claim(owner, feedKey, held, Math.min(count, Math.max(held, forkSeq)));
  }

  #topUp(): number {
    const credit = Math.max(0, FETCH_CREDIT - this.#outstandingCredit - this.#unhandled);
    this.#outstandingCredit += credit;
    return credit;
  }
}

/** The ends of the first feeds (the other side lists the liveliest first), and what remains. */
function splitOffEnds(ranges: readonly FeedRange[]): [FeedRange[], FeedRange[]] {
  const ends: FeedRange[] = [];
  const rest: FeedRange[] = [];
  for (const { feedKey, from, to } of ranges) {
    const cut = ends.length < PREVIEW_FEEDS ? Math.max(from, to - PREVIEW_PER_FEED) : to;
    if (cut < to) ends.push({ feedKey, from: cut, to });
    if (from < cut) rest.push({ feedKey, from, to: cut });
  }
  return [ends, rest];
}
