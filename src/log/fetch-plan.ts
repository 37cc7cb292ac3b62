/**
 * Who fetches what: one plan for a room, shared by all its links, so that a range is asked for on one link only.
 */
import type { FeedRange } from './sync-frames.js';

interface FetchClaim {
  readonly from: number;
  readonly to: number;
  readonly owner: object;
}

/** Claimed ranges by feed. An owner is a link's session. */
export class FetchPlan {
  readonly #claims = new Map<string, FetchClaim[]>();

  /**
   * Claims what nobody has claimed of `from` ≤ seq < `to`, and gives those parts. `from` is what is held: claims below are done and forgotten.
   */
  claim(owner: object, feedKey: string, from: number, to: number): readonly FeedRange[] {
    const open = (this.#claims.get(feedKey) ?? []).filter((claim) => claim.to > from).sort((a, b) => a.from - b.from);
    const parts: FeedRange[] = [];
    let at = from;
    for (const claim of open) {
      if (claim.from > at && at < to) parts.push({ feedKey, from: at, to: Math.min(claim.from, to) });
      at = Math.max(at, claim.to);
    }
    if (at < to) parts.push({ feedKey, from: at, to });
    open.push(...parts.map((part) => ({ from: part.from, to: part.to, owner })));
    if (open.length > 0) this.#claims.set(feedKey, open);
    else this.#claims.delete(feedKey);
    return parts;
  }

  /** An entry came to the owner unasked. It may have to wait for its causes, and is not to be fetched meanwhile. */
  note(owner: object, feedKey: string, seq: number): void {
    const claims = this.#claims.get(feedKey) ?? [];
    const last = claims.at(-1);
    if (last !== undefined && last.owner === owner && last.to === seq) claims[claims.length - 1] = { ...last, to: seq + 1 };
    else if (!claims.some((claim) => claim.from <= seq && seq < claim.to)) claims.push({ from: seq, to: seq + 1, owner });
    this.#claims.set(feedKey, claims);
  }

  /** The owner fetches nothing any more: its ranges are open for others. Whether there were any. */
  release(owner: object): boolean {
    let hadAny = false;
    for (const [feedKey, claims] of this.#claims) {
      const kept = claims.filter((claim) => claim.owner !== owner);
      if (kept.length === claims.length) continue;
      hadAny = true;
      if (kept.length > 0) this.#claims.set(feedKey, kept);
      else this.#claims.delete(feedKey);
    }
    return hadAny;
  }

  /** An entry that was fetched had to be given up: what holds it may be asked for again. */
  reopen(feedKey: string, seq: number): void {
    const claims = this.#claims.get(feedKey);
    if (claims === undefined) return;
    this.#claims.set(
      feedKey,
      claims.filter((claim) => seq < claim.from || seq >= claim.to),
    );
  }
}
