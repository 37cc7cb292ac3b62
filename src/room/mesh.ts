/**
 * One room's links: at most one that counts to each person, and the rules for when there are two (DESIGN section 4, "Liveness").
 *
 * Both sides compute the same winner, so no negotiation is needed; both links accept frames until the winner has answered a ping.
 */
import type { Link } from '../link/link.js';
import { compareBytes, concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { ErrorCode } from '../lib/errors.js';

const GLARE_PING_MS = 2_000;

/** What the mesh tells its room. */
export interface MeshEvents {
  /** The link counts now: everything that is to be said to this person goes over it. */
  activated(link: Link): void;
  /** The person has no link any more. */
  parted(link: Link, code: ErrorCode): void;
  /** A link ended, whether it counted or not. */
  ended(link: Link): void;
}

/** The links of one room, by the other side's fingerprint in hexadecimal. */
export class Mesh {
  readonly #own: { readonly fp: Bytes; readonly run: Bytes };
  readonly #events: MeshEvents;
  readonly #current = new Map<string, Link>();
  readonly #candidates = new Map<string, Link>();

  /** `own`: this side's fingerprint and the random value of this page start. */
  constructor(own: { readonly fp: Bytes; readonly run: Bytes }, events: MeshEvents) {
    this.#own = own;
    this.#events = events;
  }

  /** The links that count. */
  get links(): Iterable<Link> {
    return this.#current.values();
  }

  get size(): number {
    return this.#current.size;
  }

  /** This side's rank by fingerprint among those who are linked, 0 first. */
  get rank(): number {
    let rank = 0;
    for (const link of this.#current.values()) if (compareBytes(link.remote.fp, this.#own.fp) < 0) rank++;
    return rank;
  }

  /** The link that counts to this person, or `null`. */
  linkTo(fpHex: string): Link | null {
    return this.#current.get(fpHex) ?? null;
  }

  /** Takes in a new link, whose frames the room already listens to. */
  add(link: Link): void {
    const { fpHex } = link.remote;
    const current = this.#current.get(fpHex);
    if (current === undefined) {
      this.#activate(link);
    } else if (compareBytes(current.remote.run, link.remote.run) !== 0) {
      // A new run is a reload: the page behind the old link is gone, whatever the old link still seems to be.
      this.#candidates.get(fpHex)?.close('replaced');
      this.#activate(link);
      current.close('replaced');
    } else {
      this.#candidates.get(fpHex)?.close('replaced');
      this.#candidates.set(fpHex, link);
      void this.#decide(current, link);
    }
  }

  /** To be called when a link has ended for whatever reason. */
  remove(link: Link, code: ErrorCode): void {
    const { fpHex } = link.remote;
    const candidate = this.#candidates.get(fpHex);
    if (candidate === link) this.#candidates.delete(fpHex);
    if (this.#current.get(fpHex) !== link) {
      this.#events.ended(link);
      return;
    }
    this.#current.delete(fpHex);
    if (candidate !== undefined && candidate !== link && !candidate.isClosed) {
      this.#candidates.delete(fpHex);
      this.#activate(candidate);
    } else {
      this.#events.parted(link, code);
    }
    this.#events.ended(link);
  }

  /** Closes every link; resolves when the others were told that it is on purpose, as far as the channels carry. */
  async close(): Promise<void> {
    const links = [...this.#candidates.values(), ...this.#current.values()];
    for (const link of links) link.close('bye');
    await Promise.all(links.map((link) => link.saidGoodbye));
  }

  #activate(link: Link): void {
    this.#current.set(link.remote.fpHex, link);
    this.#events.activated(link);
  }

  async #decide(current: Link, candidate: Link): Promise<void> {
    const isCandidatePreferred = compareBytes(this.#initiatorOf(candidate), this.#initiatorOf(current)) <= 0;
    const preferred = isCandidatePreferred ? candidate : current;
    const other = isCandidatePreferred ? current : candidate;
    const isAlive = await preferred.answersWithin(GLARE_PING_MS);
    const { fpHex } = candidate.remote;
    // Meanwhile one of the two may have ended or been replaced; `remove` and `add` have seen to that.
    if (this.#candidates.get(fpHex) !== candidate || this.#current.get(fpHex) !== current) return;
    this.#candidates.delete(fpHex);
    const [kept, dropped] = isAlive ? [preferred, other] : [other, preferred];
    if (kept !== current) this.#activate(kept);
    dropped.close('replaced');
  }

  /** `fp ‖ run` of the side that dialled: lower is kept. */
  #initiatorOf(link: Link): Bytes {
    return link.isInitiator ? concatBytes(this.#own.fp, this.#own.run) : concatBytes(link.remote.fp, link.remote.run);
  }
}
