/**
 * What one side of a link asks of the other: ranges of what the other has, within a credit, and single entries by name. The third layer of a session.
 *
 * Ranges are asked for once and come in the order of the log. Credit bounds what is under way: a link that brings faster than this machine verifies and
 * stores is simply not granted more. Someone far behind asks for the ends of the liveliest feeds first, so that something can be shown.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { Entry } from './entry.js';
import { isSignedItem, itemPlaceOf } from './entry-item.js';
import { endsFirst, sizeOf } from './fetch-plan.js';
import type { FetchOwner } from './fetch-plan.js';
import { Hearing } from './hearing.js';
import { NEEDS_PER_LINK_MAX, UNHANDLED_MAX } from './log-limits.js';
import { PayloadSeeking } from './payload-seeking.js';
import { encodeNeedFrames, encodeWantFrames } from './sync-frames.js';
import type { FeedRange, HaveFrame, LogFrame, PushFrame } from './sync-frames.js';

/** Entries asked for and not yet dealt with: what two fast machines have under way while the disk is busy with as many. */
export const FETCH_CREDIT = 1024;
/** Whoever lacks more than so many entries is far behind: people are told of the progress, … */
export const FAR_BEHIND = 512;
/** … and the newest are asked for first, and few besides, so that those are soon on screen. */
const PREVIEW_CREDIT = 256;
/** From so many waiting entries on, causes are sought at once. */
const SEEK_AT_ONCE = 256;

/** The asking side of one link. */
export class Fetching extends Hearing implements FetchOwner {
  /** How many entries have come that were asked for. */
  came = 0;
  /** Ids that were asked for by name. */
  readonly #sought = new Set<string>();
  readonly #payloads = new PayloadSeeking(this.shared.log, this.shared.plan.payloads, this, this.remotePkHex);
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

  /** Whether all that the other side has, as far as it said, has come or comes over another link, and nobody's entries are held back. */
  get isCaughtUp(): boolean {
    return this.hasHeard && this.#lacking === 0 && this.shared.queue.caps.paused.size === 0;
  }

  /** Whether the other side could send something that was asked for. */
  get isOwed(): boolean {
    return this.#lacking > 0 && this.#credit > 0;
  }

  /** What was asked for here is asked for over another link now. */
  takenOver(count: number): void {
    this.#asked -= Math.min(count, this.#lacking);
    this.#lacking -= Math.min(count, this.#lacking);
  }

  /** Takes HAVE. Gives what is to be asked for, by name the ends that contradict what is held here: branches of a fork. */
  heard({ isLast, lines }: HaveFrame): LogFrame[] {
    const branches = this.noteLines(lines);
    const named = lines.map(({ feedKey }) => feedKey);
    // SECURITY: once all was heard, a frame costs what it names (fetching.test.ts: "looks only at what a later HAVE names, however much was named before").
    const feedKeys = this.hasHeard ? named : this.remoteVector.keys();
    this.hasHeard ||= isLast;
    // Whoever brings nothing new may still have what is missing here (payload-seeking.test.ts: "asks at once one who brings nothing new").
    return this.#thenSeek([...this.#plan(feedKeys), ...this.#need(branches)]);
  }

  /** Also asks for ends that were told before there was something here that they contradict. */
  override announce(entries: readonly Entry[], isOwn: boolean): LogFrame[] {
    const feedKeys = new Set(entries.map(({ feedKey }) => feedKey));
    return [...super.announce(entries, isOwn), ...this.#need(this.ends.contradicting(feedKeys))];
  }

  /**
   * WANT for what the other side has and nobody fetches yet; nothing before its first series of HAVE is complete. To be called on every session when one has
   * ended.
   */
  replan(): LogFrame[] {
    return this.#plan(this.remoteVector.keys());
  }

  #plan(feedKeys: Iterable<string>): LogFrame[] {
    this.noteHistory();
    const ranges = this.hasHeard ? [...feedKeys].flatMap((feedKey) => this.#claim(feedKey, this.theirCount(feedKey))) : [];
    if (this.#hasAsked || sizeOf(ranges) <= FAR_BEHIND) return this.#want(ranges, false);
    const { ends, rest } = endsFirst(ranges);
    return [...this.#want(ends, true, PREVIEW_CREDIT), ...this.#want(rest, false, 0)];
  }

  /**
   * Takes PUSH, and gives the items that are to be dealt with. What its author sends beyond what they may have here now is left out, and asked for later.
   * Throws `ParleyError('too-large')` when the other side pours without waiting.
   */
  received({ isAskedFor, items }: PushFrame): Bytes[] {
    const { plan } = this.shared;
    const before = this.came;
    const covering = new Set<string>();
    const taken = items.filter((item) => {
      const { feedKey, seq } = itemPlaceOf(item);
      const wasAskedFor = plan.firstOpen({}, feedKey, seq) > seq;
      // What only came along, since it covers another, is none of what was asked for, nor of the credit.
      if (isAskedFor && (wasAskedFor || seq < this.heldOf(feedKey))) {
        plan.note(this, feedKey.slice(0, 64), -1);
        this.#lacking = Math.max(0, this.#lacking - 1);
        this.#credit--;
        this.came += Number(this.#payloads.answered(item, feedKey, seq) || wasAskedFor);
      }
      this.noteHeard(feedKey, seq + 1);
      // SECURITY: what covers another is taken with it, or honest people look like forgers (fetching.test.ts: "takes what covers an entry together with it").
      if (!covering.has(`${feedKey} ${seq}`) && this.isOverflow(feedKey, seq, wasAskedFor)) return false;
      if (!isSignedItem(item)) covering.add(`${feedKey} ${seq + 1}`);
      // It may wait for its causes, and is not to be fetched meanwhile.
      plan.claim(this, feedKey, seq, seq + 1, this.heldOf(feedKey));
      return true;
    });
    if (this.came > before) plan.setStalled(this, false);
    this.#unhandled += taken.length;
    // SECURITY: what waits to be verified cannot fill the memory (sync.test.ts: "closes on one who pours entries without waiting").
    if (this.#unhandled > UNHANDLED_MAX) throw new ParleyError('too-large');
    return taken;
  }

  /** So many items were dealt with: stored, or waiting, or refused. More credit when there is more to come; causes are sought once all has come. */
  handled(count: number): LogFrame[] {
    this.#unhandled -= count;
    const isMoreToCome = this.#lacking > this.#credit;
    const frames = [...this.acknowledge(), ...(isMoreToCome && this.#freeCredit >= FETCH_CREDIT / 2 ? this.#grant(false, []) : [])];
    return this.#thenSeek(frames, this.shared.queue.size >= SEEK_AT_ONCE);
  }

  /**
   * Asks for payloads that are missing, and by name for causes that entries wait for: each once over this link. The owner calls it when entries have been
   * waiting for about a second: usually the cause is on its way over another link.
   */
  seekMissing(): LogFrame[] {
    const { log, queue } = this.shared;
    const stripped = this.#payloads.next((feedKey) => this.theirCount(feedKey));
    return [...this.#want(stripped, true), ...this.#need([...queue.missing(), ...log.missing()])];
  }

  /** `frames`, and what asks for all that is missing when this link has caught up for the first time, or when that is due anyway. */
  #thenSeek(frames: LogFrame[], isDue = false): LogFrame[] {
    const isFirst = this.isCaughtUp && !this.#wasCaughtUp;
    this.#wasCaughtUp ||= isFirst;
    return isFirst || isDue ? [...frames, ...this.seekMissing()] : frames;
  }

  get #freeCredit(): number {
    return FETCH_CREDIT - this.#credit - this.#unhandled;
  }

  #claim(feedKey: string, count: number): readonly FeedRange[] {
    const { log, plan, queue } = this.shared;
    const forkSeq = log.graph.feed(feedKey)?.forkSeq ?? log.forks.get(feedKey)?.seq ?? count;
    const held = this.heldOf(feedKey);
    const open = plan.firstOpen(this, feedKey, held);
    const to = queue.caps.reach(feedKey, open, Math.min(count, forkSeq), plan.underWay(feedKey.slice(0, 64)));
    return plan.claim(this, feedKey, held, to);
  }

  #want(ranges: readonly FeedRange[], isUrgent: boolean, credit = this.#freeCredit): LogFrame[] {
    const some = ranges.filter(({ from, to }) => from < to);
    if (some.length === 0) return [];
    this.#hasAsked = true;
    this.#asked = this.underWay.asked + sizeOf(some);
    this.#lacking += sizeOf(some);
    for (const { feedKey, from, to } of some) this.shared.plan.note(this, feedKey.slice(0, 64), to - from);
    return this.#grant(isUrgent, some, credit);
  }

  /** WANT with as much credit as is free, or less. */
  #grant(isUrgent: boolean, ranges: readonly FeedRange[], most = this.#freeCredit): LogFrame[] {
    const credit = Math.max(0, Math.min(most, this.#freeCredit));
    this.#credit += credit;
    return encodeWantFrames({ isUrgent, credit, ranges });
  }

  #need(idTexts: readonly string[]): LogFrame[] {
    const fresh = idTexts.filter((idText) => this.#isNew(idText));
    this.answers += fresh.length;
    return encodeNeedFrames(fresh);
  }

  /** Whether an id was not sought over this link yet; from now on it was. */
  #isNew(idText: string): boolean {
    if (this.#sought.has(idText) || this.#sought.size >= NEEDS_PER_LINK_MAX) return false;
    this.#sought.add(idText);
    return true;
  }
}
