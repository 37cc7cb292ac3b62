/**
 * Caps on what one author may have everybody store: so much at once, so much a second, so much in all, over all their feeds (docs/PROTOCOL.md, "Limits").
 *
 * Over a cap nothing is refused for good: what cannot be taken yet is asked for later, as the budget refills (a leaky bucket). Three things make that safe:
 * what an author had already said when a link to somebody began is history and costs no rate; what an entry of *another* author builds on is taken in any
 * case, and counted for whoever built on it, since that is how far an honest member can be ahead of us; one's own entries are never capped.
 *
 * Pure: time comes in as a function. Nothing that is counted here changes what the room agrees on, only when it comes.
 */
import type { Entry } from './entry.js';
import { AUTHOR_LIMITS } from './log-limits.js';
import type { AuthorLimits } from './log-limits.js';
import { isControlKind } from './payload.js';

/** A unit of the rate is an entry, or so many bytes of it; a control entry is several, since each has membership evaluated again. */
const UNIT_BYTES = 2048;
const CONTROL_UNITS = 16;

/** Entries of one author that are asked for at once, beyond histories: as many as can wait if they turn out to be large. */
const AT_ONCE = 1024;

/** Why an author's entries are not asked for now: more than the budget; more than one may have here; or enough is under way. */
export type PauseReason = 'rate' | 'full' | 'under-way';

interface AuthorAccount {
  entries: number;
  bytes: number;
  /** Units in the bucket at a time. */
  level: number;
  at: number;
}

/** The budgets of everybody in one room. People are named by public key, hexadecimal. */
export class AuthorCaps {
  /** Authors of whom more is known to exist than is asked for now. */
  readonly paused = new Map<string, PauseReason>();
  readonly #ownPkHex: string;
  readonly #wall: () => number;
  readonly #onPaused: (reason: PauseReason) => void;
  readonly #limits: AuthorLimits;
  readonly #accounts = new Map<string, AuthorAccount>();
  /** How far each feed went when links began: up to there it costs no rate. And whose first series that was. */
  readonly #history = new Map<string, number>();
  readonly #heardFrom = new Set<string>();
  /** How far others built on a feed, and who did first; what such a pair has cost. */
  readonly #cited = new Map<string, { readonly count: number; readonly pair: string }>();
  readonly #pairs = new Map<string, { entries: number; bytes: number }>();

  /** `wall` gives milliseconds since 1970; `onPaused` is told when somebody is paused: `resume`, and ask again, about a second later. */
  constructor(ownPkHex: string, wall: () => number, onPaused: (reason: PauseReason) => void, limits = AUTHOR_LIMITS) {
    this.#ownPkHex = ownPkHex;
    this.#wall = wall;
    this.#onPaused = onPaused;
    this.#limits = limits;
  }

  /** These are held from before: they count for all there may be, and cost no rate. */
  hold(entries: Iterable<Entry>): void {
    for (const { authorHex, size } of entries) this.#count(authorHex, this.#account(authorHex), size, 1);
  }

  /**
   * What somebody had when the first link to them in this run began is history: `vector` is how far each feed went. Later links are not asked again, or
   * whoever floods would only have to come again. `isNewHere`: nothing of the room is known yet, so anybody's word counts.
   */
  begun(pkHex: string, vector: Iterable<readonly [feedKey: string, count: number]>, isNewHere: boolean): void {
    // SECURITY: coming again makes no flood a history (author-caps.test.ts: "takes for history only what was there at the first link to somebody").
    if (this.#heardFrom.has(pkHex)) return;
    if (!isNewHere) this.#heardFrom.add(pkHex);
    for (const [feedKey, count] of vector) this.#history.set(feedKey, Math.max(count, this.#history.get(feedKey) ?? 0));
  }

  /**
   * How far a feed, of which everything below `from` was asked for or is here and `to` entries exist, may be asked for now; `underWay` of its author's were
   * asked for and have not come. Pauses the author when that is less than all.
   */
  reach(feedKey: string, from: number, to: number, underWay: number): number {
    const authorHex = feedKey.slice(0, 64);
    if (authorHex === this.#ownPkHex || from >= to) return to;
    const { level, entries } = this.#settled(authorHex);
    const { burst, entries: most } = this.#limits;
    const isFull = this.#isFull(authorHex);
    const atRate = Math.max(0, Math.floor(Math.min(burst - level, AT_ONCE) - underWay));
    const ofAll = isFull ? 0 : Math.max(0, most - entries - underWay);
    const unbuilt = Math.min(Math.max(from, this.#history.get(feedKey) ?? 0) + atRate, from + ofAll);
    const end = Math.min(to, Math.max(unbuilt, this.#cited.get(feedKey)?.count ?? 0));
    if (end < to) this.#pause(authorHex, isFull ? 'full' : level > burst / 2 ? 'rate' : 'under-way');
    return Math.max(from, end);
  }

  /** Whether an entry at this place, of which nothing but the place is known, is more than can be taken now; `isAskedFor`: its budget was looked at then. */
  isOver(feedKey: string, seq: number, isAskedFor: boolean): boolean {
    const authorHex = feedKey.slice(0, 64);
    if (authorHex === this.#ownPkHex || seq < (this.#cited.get(feedKey)?.count ?? 0)) return false;
    const isFull = this.#isFull(authorHex);
    const isPaced = !isAskedFor && seq >= (this.#history.get(feedKey) ?? 0) && this.#isShort(authorHex);
    if (isFull || isPaced) this.#pause(authorHex, isFull ? 'full' : 'rate');
    return isFull || isPaced;
  }

  /** Whether somebody is over a cap now, as far as is known. */
  isStrained(authorHex: string): boolean {
    return authorHex !== this.#ownPkHex && (this.#isFull(authorHex) || this.#isShort(authorHex));
  }

  /** Counts an entry that is about to be stored; what keeps it from being stored, or `null`. */
  take(entry: Entry): 'rate' | 'full' | null {
    const { authorHex, feedKey, seq, size } = entry;
    if (authorHex === this.#ownPkHex) return null;
    const account = this.#settled(authorHex);
    const cited = this.#cited.get(feedKey);
    const pair = seq < (cited?.count ?? 0) ? this.#pairs.get(cited?.pair ?? '') : undefined;
    if (pair !== undefined && pair.bytes < 2 * this.#limits.bytes) pair.bytes += size;
    else {
      const isHistory = seq < (this.#history.get(feedKey) ?? 0);
      const obstacle = this.#isFull(authorHex) ? 'full' : !isHistory && account.level >= this.#limits.burst ? 'rate' : null;
      if (obstacle !== null) this.#pause(authorHex, obstacle);
      if (obstacle !== null) return obstacle;
      if (!isHistory) account.level += unitsOf(entry);
    }
    this.#count(authorHex, account, size, 1);
    return null;
  }

  /** What `take` counted was not stored. */
  giveBack(entries: readonly Entry[]): void {
    for (const { authorHex, size } of entries) this.#count(authorHex, this.#account(authorHex), size, -1);
  }

  /**
   * An entry that was taken builds on one that was not: up to there the feed is taken in any case. It is counted for the author of `effect` (or for who built
   * on that, where both are of one author), who may be as far ahead of us with somebody else's entries as anybody can be by the caps. `held`: of the feed.
   * Whether that changed anything.
   */
  cite(effect: Entry, cause: Entry, held: number): boolean {
    const { authorHex, feedKey, seq } = cause;
    if (!this.isStrained(authorHex)) return false;
    const of = this.#cited.get(effect.feedKey);
    const inherited = effect.seq < (of?.count ?? 0) ? of?.pair : undefined;
    const pair = effect.authorHex === authorHex ? inherited : `${effect.authorHex} ${authorHex}`;
    const known = Math.max(held, this.#cited.get(feedKey)?.count ?? 0);
    if (pair === undefined || seq < known) return false;
    const cost = this.#pairs.get(pair) ?? { entries: 0, bytes: 0 };
    // SECURITY: nobody has everybody store another's flood without end by building on it (author-caps.test.ts: "counts what somebody builds on for them, up to the cap").
    if (cost.entries + seq + 1 - known > 2 * this.#limits.entries) return false;
    cost.entries += seq + 1 - known;
    this.#pairs.set(pair, cost);
    this.#cited.set(feedKey, { count: seq + 1, pair });
    return true;
  }

  /** Some time has passed: everybody is to be asked for again, and is paused again if it is still too much. */
  resume(): void {
    this.paused.clear();
  }

  #isShort(authorHex: string): boolean {
    return this.paused.get(authorHex) === 'rate' || this.#settled(authorHex).level >= this.#limits.burst;
  }

  #isFull(authorHex: string): boolean {
    const { entries, bytes } = this.#account(authorHex);
    return entries >= this.#limits.entries || bytes >= this.#limits.bytes;
  }

  #pause(authorHex: string, reason: PauseReason): void {
    if (this.paused.get(authorHex) === reason) return;
    this.paused.set(authorHex, reason);
    this.#onPaused(reason);
  }

  /** Of whom nothing was taken yet there is an empty one, which is not kept: anybody can name people without end. */
  #account(authorHex: string): AuthorAccount {
    return this.#accounts.get(authorHex) ?? { entries: 0, bytes: 0, level: 0, at: this.#wall() };
  }

  #settled(authorHex: string): AuthorAccount {
    const account = this.#account(authorHex);
    const now = this.#wall();
    // A clock that was put back only makes it a little longer.
    account.level = Math.max(0, account.level - (Math.max(0, now - account.at) / 1000) * this.#limits.perSecond);
    account.at = now;
    return account;
  }

  #count(authorHex: string, account: AuthorAccount, bytes: number, by: 1 | -1): void {
    account.entries += by;
    account.bytes += by * bytes;
    this.#accounts.set(authorHex, account);
  }
}

function unitsOf({ kind, size }: Entry): number {
  return Math.max(isControlKind(kind) ? CONTROL_UNITS : 1, size / UNIT_BYTES);
}
