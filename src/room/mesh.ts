/**
 * One room's links: at most one that counts to each person, and the rules for when there are two (DESIGN section 4, "Liveness").
 *
 * Both sides compute the same winner, so no negotiation is needed; both links accept frames until the winner has answered a ping.
 */
import type { Link } from '../link/link.js';
import { equalBytes } from '../lib/bytes.js';
import type { RoomSetup } from './room-setup.js';

const GLARE_PING_MS = 2_000;

/** One end of a link: the room's conversation over it. */
export interface LinkEnd {
  readonly link: Link;
}

/** Who has the links of one room, by the other side's fingerprint in hexadecimal. */
export class Mesh<End extends LinkEnd> {
  /** The links that count. */
  readonly current = new Map<string, End>();
  readonly #ownFpHex: string;
  readonly #ownRunHex: string;
  readonly #activated: (end: End) => void;
  /** The second link to somebody, while it is being decided which one is kept. */
  readonly #candidates = new Map<string, End>();

  /** `activated`: the link counts now; everything that is to be said to this person goes over it. */
  constructor(
    { identity, run }: { readonly identity: Pick<RoomSetup['identity'], 'fp'> } & Pick<RoomSetup, 'run'>,
    activated: (end: End) => void,
  ) {
    this.#ownFpHex = identity.fp.toHex();
    this.#ownRunHex = run.toHex();
    this.#activated = activated;
  }

  /** All links. */
  get all(): readonly End[] {
    return [...this.#candidates.values(), ...this.current.values()];
  }

  /** This side's rank by fingerprint among those who are linked, 0 first. */
  get rank(): number {
    return [...this.current.keys()].filter((fpHex) => fpHex < this.#ownFpHex).length;
  }

  /** Takes in a new link, whose frames the room already listens to. */
  add(end: End): void {
    const { fpHex, run } = end.link.remote;
    const current = this.current.get(fpHex);
    if (current !== undefined) this.#candidates.get(fpHex)?.link.close('replaced');
    if (current !== undefined && equalBytes(current.link.remote.run, run)) {
      this.#candidates.set(fpHex, end);
      void this.#decide(current, end);
      return;
    }
    this.#activate(end);
    // A new run is a reload: the page behind the old link is gone, whatever the old link still seems to be.
    current?.link.close('replaced');
  }

  /** To be called when a link has ended for whatever reason; whether its person has none that counts any more. */
  remove(end: End): boolean {
    const { fpHex } = end.link.remote;
    const candidate = this.#candidates.get(fpHex);
    if (candidate === end) this.#candidates.delete(fpHex);
    if (this.current.get(fpHex) !== end) return false;
    this.current.delete(fpHex);
    if (candidate === undefined) return true;
    this.#candidates.delete(fpHex);
    this.#activate(candidate);
    return false;
  }

  /** Closes every link; resolves when the others were told that it is on purpose, as far as the channels carry. */
  async close(): Promise<void> {
    const links = this.all.map(({ link }) => link);
    for (const link of links) link.close('bye');
    await Promise.all(links.map((link) => link.saidGoodbye));
  }

  #activate(end: End): void {
    this.current.set(end.link.remote.fpHex, end);
    this.#activated(end);
  }

  async #decide(current: End, candidate: End): Promise<void> {
    const isCandidatePreferred = this.#initiatorOf(candidate) <= this.#initiatorOf(current);
    const isAlive = await (isCandidatePreferred ? candidate : current).link.answersWithin(GLARE_PING_MS);
    const { fpHex } = candidate.link.remote;
    // Meanwhile one of the two may have ended or been replaced; `remove` and `add` have seen to that.
    if (this.#candidates.get(fpHex) !== candidate || this.current.get(fpHex) !== current) return;
    this.#candidates.delete(fpHex);
    const isCandidateKept = isCandidatePreferred === isAlive;
    if (isCandidateKept) this.#activate(candidate);
    (isCandidateKept ? current : candidate).link.close('replaced');
  }

  /** `fp ‖ run` of the side that dialled, hexadecimal: lower is kept. */
  #initiatorOf({ link }: End): string {
    return link.isInitiator ? this.#ownFpHex + this.#ownRunHex : link.remote.fpHex + link.remote.run.toHex();
  }
}
