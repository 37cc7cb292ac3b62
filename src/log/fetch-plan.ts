/**
 * Who fetches what: one plan for a room, shared by all its links, so that a range is asked for on one link only.
 */
import type { FeedRange } from './sync-frames.js';

interface FetchClaim extends FeedRange {
  readonly owner: object;
}

/** Claimed ranges by feed, those of one owner that touch as one. An owner is a link's session. */
export class FetchPlan {
  readonly #claims = new Map<string, FetchClaim[]>();

  /**
   * Claims what nobody has claimed of `from` ≤ seq < `to`, and gives those parts. Of the feed everything below `held` is there: claims below it are done and
   * forgotten.
   */
  claim(owner: object, feedKey: string, from: number, to: number, held = from): readonly FeedRange[] {
    const claims = (this.#claims.get(feedKey) ?? []).filter((claim) => claim.to > held);
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

  /** The owner fetches nothing any more: its ranges are open for others. */
  release(owner: object): void {
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
