/**
 * What the other side of a link says that it has, by HAVE or by sending it, and how much of that is listened to: so many feeds of an author, so many of
 * nobody who is known, and of what its author sends unasked no more than the caps allow.
 *
 * The second of the layers of a session.
 */
import { ParleyError } from '../lib/errors.js';
import { countUp } from '../lib/lists.js';
import { HeardEnds } from './heard-ends.js';
import { FEEDS_MAX, FEEDS_PER_AUTHOR_MAX } from './log-limits.js';
import { Serving } from './serving.js';
import type { FeedVector, HaveLine } from './sync-frames.js';

/** Entries of their own that somebody sends over a link beyond what they may have here then. Whoever goes on is not listened to further. */
export const OVERFLOW_MAX = 8192;

/** The listening side of one link. */
export class Hearing extends Serving {
  readonly #feedsPerAuthor = new Map<string, number>();
  #overflow = 0;
  #isHistoryNoted = false;
  protected readonly ends = new HeardEnds(this.shared.log.graph);
  /** Answers to NEED that may still come. */
  protected answers = 0;

  /** Takes what ACK or READ says, and gives what of it is about feeds that are held: of others it could say anything. */
  heardVector(vector: FeedVector): FeedVector {
    const known = [...vector].filter(([feedKey]) => this.heldOf(feedKey) > 0);
    for (const [feedKey, count] of known) this.noteTheirs(feedKey, Math.min(count, this.heldOf(feedKey)));
    return new Map(known);
  }

  /** How many entries of a feed are held here. */
  protected heldOf(feedKey: string): number {
    return this.shared.log.graph.feed(feedKey)?.chain.length ?? 0;
  }

  /** Takes what HAVE says, and gives the ends of it that contradict what is held here. */
  protected noteLines(lines: readonly HaveLine[]): string[] {
    for (const line of lines) {
      this.noteHeard(line.feedKey, line.count);
      this.ends.note(line);
    }
    const feedKeys = lines.map(({ feedKey }) => feedKey);
    return this.ends.contradicting(feedKeys, (feedKey) => this.remoteVector.has(feedKey));
  }

  /**
   * The other side has these entries of a feed. Of an author with more feeds than `FEEDS_PER_AUTHOR_MAX` the further ones are ignored: which those are differs
   * between members, so they may be held, but are fetched only by name, when somebody cites them.
   */
  protected noteHeard(feedKey: string, count: number): void {
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

  /**
   * Whether an entry that has come is more than its author may have here now. Only what came from its author is judged before it is verified: anybody can put
   * another's name to an entry, and brings those of others only when asked to.
   */
  protected isOverflow(feedKey: string, seq: number, wasAskedFor: boolean): boolean {
    const { plan, queue } = this.shared;
    if (!feedKey.startsWith(this.remotePkHex)) return false;
    if (!queue.caps.isOver(feedKey, seq, wasAskedFor)) return false;
    // Somebody may build on what was needed by name: that is seen once it is verified.
    if (this.answers-- > 0) return false;
    this.answers = 0;
    if (wasAskedFor) plan.reopen(feedKey, seq);
    // SECURITY: whoever floods is not read without end (author-caps.test.ts: "closes on one who goes on pushing what is not taken").
    if (++this.#overflow > OVERFLOW_MAX) throw new ParleyError('too-large');
    return true;
  }

  /** What the other side had when the link began costs no rate. A stranger is not believed about that, unless nobody is known yet. */
  protected noteHistory(): void {
    const { log, queue } = this.shared;
    const isNewHere = log.name === null;
    if (this.#isHistoryNoted || !this.hasHeard || !(isNewHere || log.graph.isKnownPerson(this.remotePkHex))) return;
    this.#isHistoryNoted = true;
    queue.caps.begun(this.remotePkHex, this.remoteVector, isNewHere);
  }
}
