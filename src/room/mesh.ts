/**
 * One room's links: at most one that counts to each installation of a person, and the rules for when there are two (DESIGN section 4, "Liveness").
 *
 * Both sides compute the same winner, so no negotiation is needed; both links accept frames until the winner has answered a ping. Which installation is at
 * the other end may become known later than the link: until then it counts beside the others of that person, so that nobody is shut out.
 */
import type { Link } from '../link/link.js';
import { equalBytes } from '../lib/bytes.js';
import type { RoomSetup } from './room-setup.js';

const GLARE_PING_MS = 2_000;

/** One end of a link: the room's conversation over it. */
export interface LinkEnd {
  readonly link: Link;
  /** Which of their installations is at the other end, 0 to 3; `null` while it is not known. */
  readonly remoteSlot: number | null;
}

/** Names an installation; with `null` one of this person of which it is not known yet which one it is. */
export function installationKey(fpHex: string, slot: number | null): string {
  return `${fpHex}/${slot ?? 'unplaced'}`;
}

/** Whether one of `links` (by installation) leads to this one, or to one of the same person that may turn out to be it. */
export function hasLinkTo(links: ReadonlyMap<string, unknown>, fpHex: string, slot: number): boolean {
  return links.has(installationKey(fpHex, slot)) || links.has(installationKey(fpHex, null));
}

/** Who has the links of one room. */
export class Mesh<End extends LinkEnd> {
  /** The links that count, by installation, the one that began to count last at the end. */
  readonly current = new Map<string, End>();
  readonly #ownFpHex: string;
  readonly #ownRunHex: string;
  readonly #activated: (end: End) => void;
  /** The second link to an installation, while it is being decided which one is kept. */
  readonly #candidates = new Map<string, End>();
  /** All links, in the order in which they came, and which installation each leads to. SECURITY: one person holds at most four places and one (mesh.test.ts: "gives one person four places and one more, however many links they open"). */
  readonly #places = new Map<End, string>();

  /** `activated`: the link counts now; everything that is to be said to this installation goes over it. */
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
    return [...this.#places.keys()];
  }

  /** This side's rank by fingerprint among the people who are linked, 0 first. */
  get rank(): number {
    const people = new Set(Array.from(this.current.values(), ({ link }) => link.remote.fpHex));
    return [...people].filter((fpHex) => fpHex < this.#ownFpHex).length;
  }

  /** Of the links to this person that count the newest, or `null`. */
  to(fpHex: string): End | null {
    return [...this.current.values()].findLast(({ link }) => link.remote.fpHex === fpHex) ?? null;
  }

  /** Takes in a new link, whose frames the room already listens to. */
  add(end: End): void {
    const key = keyOf(end);
    this.#places.set(end, key);
    const current = this.current.get(key);
    if (current === undefined) {
      this.#activate(end);
      return;
    }
    const isSameRun = equalBytes(current.link.remote.run, end.link.remote.run);
    if (!isSameRun && !this.#isNewer(end, current)) {
      end.link.close('replaced');
      return;
    }
    this.#candidates.get(key)?.link.close('replaced');
    if (isSameRun) {
      this.#candidates.set(key, end);
      void this.#decide(key, current, end);
      return;
    }
    this.#activate(end);
    // A new run is a reload: the page behind the old link is gone, whatever the old link still seems to be.
    current.link.close('replaced');
  }

  /** The other side of a link has said which of their installations it is. */
  place(end: End): void {
    const before = this.#places.get(end);
    if (before === undefined || before === keyOf(end)) return;
    this.#vacate(end, before);
    this.add(end);
  }

  /** To be called when a link has ended for whatever reason; whether its installation has none that counts any more. */
  remove(end: End): boolean {
    const key = this.#places.get(end);
    this.#places.delete(end);
    return key !== undefined && this.#vacate(end, key);
  }

  /** Closes every link; resolves when the others were told that it is on purpose, as far as the channels carry. */
  async close(): Promise<void> {
    const links = this.all.map(({ link }) => link);
    for (const link of links) link.close('bye');
    await Promise.all(links.map((link) => link.saidGoodbye));
  }

  /** A link has its place no more; whether nobody has it. */
  #vacate(end: End, key: string): boolean {
    const candidate = this.#candidates.get(key);
    if (candidate === end) this.#candidates.delete(key);
    if (this.current.get(key) !== end) return false;
    this.current.delete(key);
    if (candidate === undefined) return true;
    this.#candidates.delete(key);
    this.#activate(candidate);
    return false;
  }

  #activate(end: End): void {
    const key = keyOf(end);
    this.current.delete(key);
    this.current.set(key, end);
    this.#activated(end);
  }

  async #decide(key: string, current: End, candidate: End): Promise<void> {
    const isCandidatePreferred = this.#isPreferred(candidate, current);
    const isAlive = await (isCandidatePreferred ? candidate : current).link.answersWithin(GLARE_PING_MS);
    // Meanwhile one of the two may have ended or been replaced; `remove` and `add` have seen to that.
    if (this.#candidates.get(key) !== candidate || this.current.get(key) !== current) return;
    this.#candidates.delete(key);
    const isCandidateKept = isCandidatePreferred === isAlive;
    if (isCandidateKept) this.#activate(candidate);
    (isCandidateKept ? current : candidate).link.close('replaced');
  }

  #isPreferred(one: End, other: End): boolean {
    const [ofOne, ofOther] = [this.#initiatorOf(one), this.#initiatorOf(other)];
    return ofOne < ofOther || (ofOne === ofOther && this.#isNewer(one, other));
  }

  #isNewer(one: End, other: End): boolean {
    return this.all.indexOf(one) > this.all.indexOf(other);
  }

  /** `fp ‖ run` of the side that dialled, hexadecimal: lower is kept. */
  #initiatorOf({ link }: End): string {
    return link.isInitiator ? this.#ownFpHex + this.#ownRunHex : link.remote.fpHex + link.remote.run.toHex();
  }
}

function keyOf({ link, remoteSlot }: LinkEnd): string {
  return installationKey(link.remote.fpHex, remoteSlot);
}
