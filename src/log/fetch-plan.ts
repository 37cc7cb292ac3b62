/**
 * Who fetches what: one plan for a room, shared by all its links, so that a range is asked for on one link only.
 *
 * An owner that brings nothing is *stalled*: it keeps its ranges only until another one, which has them too, claims them.
 */
import { PayloadClaims } from './payload-claims.js';
import type { FeedRange } from './sync-frames.js';

/** A first look at a long history: so many of the newest in all, of at most so many feeds. */
const PREVIEW_ENTRIES = 64;
const PREVIEW_FEEDS = 8;

/** Who claims: a link's session. */
export interface FetchOwner {
  /** So many entries that it claimed are asked for by somebody else now. */
  readonly takenOver?: (count: number) => void;
}

interface FetchClaim extends FeedRange {
  readonly owner: FetchOwner;
}

/** Claimed ranges by feed, those of one owner that touch as one. */
export class FetchPlan {
  /** Of what is held, and was asked for since its payload is withheld. */
  readonly payloads = new PayloadClaims();
  readonly #claims = new Map<string, FetchClaim[]>();
  readonly #stalled = new Set<FetchOwner>();
  /** By owner and author: how many entries were asked for and did not come yet. */
  readonly #underWay = new Map<FetchOwner, Map<string, number>>();

  /**
   * Claims what nobody has claimed of `from` ≤ seq < `to`, and gives those parts. Of the feed everything below `held` is there: claims below it are done and
   * forgotten.
   */
  claim(owner: FetchOwner, feedKey: string, from: number, to: number, held = from): readonly FeedRange[] {
    const kept = (this.#claims.get(feedKey) ?? []).filter((claim) => claim.to > held);
    const claims = kept.flatMap((claim) => (this.#isIdle(claim, owner) ? this.#cut(claim, from, to) : claim));
    const parts: FetchClaim[] = [];
    let at = from;
    for (const claim of [...claims, { from: to, to }]) {
      const end = Math.min(claim.from, to);
      if (at < end) parts.push({ owner, feedKey, from: at, to: end });
      at = Math.max(at, claim.to);
    }
    this.#keep(
      feedKey,
      [...claims, ...parts].sort((a, b) => a.from - b.from),
    );
    return parts;
  }

  /** The first place from `from` on that this owner could claim. */
  firstOpen(owner: FetchOwner, feedKey: string, from: number): number {
    let at = from;
    for (const claim of this.#claims.get(feedKey) ?? []) {
      if (claim.from > at) break;
      if (!this.#isIdle(claim, owner)) at = Math.max(at, claim.to);
    }
    return at;
  }

  /** So many more (fewer, when negative) of an author's entries were asked for by this owner and did not come yet. */
  note(owner: FetchOwner, authorHex: string, count: number): void {
    const counts = this.#underWay.get(owner) ?? new Map<string, number>();
    this.#underWay.set(owner, counts.set(authorHex, Math.max(0, (counts.get(authorHex) ?? 0) + count)));
  }

  /** How many of an author's entries were asked for and may still come. */
  underWay(authorHex: string): number {
    let sum = 0;
    for (const [owner, counts] of this.#underWay) if (!this.#stalled.has(owner)) sum += counts.get(authorHex) ?? 0;
    return sum;
  }

  /** The owner brings nothing of what was asked for, or brings something again. What it brings late is taken all the same. */
  setStalled(owner: FetchOwner, isStalled: boolean): void {
    this.#stalled[isStalled ? 'add' : 'delete'](owner);
    if (isStalled) this.payloads.release(owner);
  }

  /** The owner fetches nothing any more: its ranges are open for others. */
  release(owner: FetchOwner): void {
    this.#stalled.delete(owner);
    this.payloads.release(owner);
    this.#underWay.delete(owner);
    for (const [feedKey, claims] of this.#claims)
      this.#keep(
        feedKey,
        claims.filter((claim) => claim.owner !== owner),
      );
  }

  /** An entry that was fetched had to be given up: it may be asked for again. */
  reopen(feedKey: string, seq: number): void {
    this.#keep(
      feedKey,
      (this.#claims.get(feedKey) ?? []).flatMap((claim) => [
        { ...claim, to: Math.min(claim.to, seq) },
        { ...claim, from: Math.max(claim.from, seq + 1) },
      ]),
    );
  }

  #isIdle(claim: FetchClaim, owner: FetchOwner): boolean {
    return claim.owner !== owner && this.#stalled.has(claim.owner);
  }

  /** What is left of the claim of a stalled owner once `from` ≤ seq < `to` is asked for elsewhere. */
  #cut(claim: FetchClaim, from: number, to: number): readonly FetchClaim[] {
    const count = Math.min(claim.to, to) - Math.max(claim.from, from);
    if (count <= 0) return [claim];
    claim.owner.takenOver?.(count);
    this.note(claim.owner, claim.feedKey.slice(0, 64), -count);
    return [
      { ...claim, to: Math.max(claim.from, Math.min(claim.to, from)) },
      { ...claim, from: Math.min(claim.to, Math.max(claim.from, to)) },
    ];
  }

  /** Ascending; the empty ones fall away. */
  #keep(feedKey: string, claims: readonly FetchClaim[]): void {
    const kept: FetchClaim[] = [];
    for (const claim of claims) {
      const last = kept.at(-1);
      if (claim.from >= claim.to) continue;
      // SECURITY: a range that grows bit by bit fills no memory (fetch-plan.test.ts: "remembers one range, however finely it grew").
      if (last?.owner === claim.owner && last.to === claim.from) kept[kept.length - 1] = { ...last, to: claim.to };
      else kept.push(claim);
    }
    if (kept.length > 0) this.#claims.set(feedKey, kept);
    else this.#claims.delete(feedKey);
  }
}

/** How many entries there are in these ranges. */
export function sizeOf(ranges: readonly FeedRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** The newest of the liveliest feeds, and what comes before them. `ranges`: the liveliest feeds first, as the other side lists them. */
export function endsFirst(ranges: readonly FeedRange[]): { readonly ends: readonly FeedRange[]; readonly rest: readonly FeedRange[] } {
  const ofEach = Math.ceil(PREVIEW_ENTRIES / Math.min(PREVIEW_FEEDS, ranges.length));
  const cutOf = ({ from, to }: FeedRange, i: number): number => (i < PREVIEW_FEEDS ? Math.max(from, to - ofEach) : to);
  return {
    ends: ranges.map((range, i) => ({ ...range, from: cutOf(range, i) })),
    rest: ranges.map((range, i) => ({ ...range, to: cutOf(range, i) })),
  };
}
