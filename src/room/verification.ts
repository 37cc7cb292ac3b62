/**
 * The emoji comparisons of a room: one `SasSession` a link, found by person.
 */
import type { Link } from '../link/link.js';
import { isSasFrameType } from '../link/sas-frames.js';
import { SasSession } from '../link/sas-session.js';
import type { SasState } from '../link/sas-setup.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { ErrorCode } from '../lib/errors.js';
import type { RoomMemory } from './room-setup.js';

/** What the comparisons need of their room. */
export interface VerificationNeeds {
  readonly ownFp: Bytes;
  readonly clock: Clock;
  readonly memory: Pick<RoomMemory, 'lastSasAt' | 'sasTried'>;
  /** The link that counts to this person, or `null`. */
  linkTo(fpHex: string): Link | null;
  /** Whether a comparison may be started over this link by the other side. */
  isExpected(link: Link): boolean;
  changed(): void;
  failed(error: unknown): void;
}

const NO_COMPARISON: SasState = { kind: 'idle' };

/** Comparisons by person. */
export class Verification {
  readonly #needs: VerificationNeeds;
  readonly #sessions = new Map<Link, SasSession>();
  /** The comparison that counts for each person: the last that did anything. */
  readonly #shown = new Map<string, SasSession>();
  /** Tries that wait for the other side's next frame and were started here. */
  readonly #startedHere = new Set<string>();
  readonly #startedByOthers = new Set<string>();
  #isStartingHere = false;

  constructor(needs: VerificationNeeds) {
    this.#needs = needs;
  }

  /** Where the comparison with this person stands. Whoever asks has taken notice of it. */
  stateOf(fpHex: string): SasState {
    this.#startedByOthers.delete(fpHex);
    return this.#shown.get(fpHex)?.state ?? NO_COMPARISON;
  }

  /** The person here starts one. Does nothing without a link. */
  start(fpHex: string): void {
    const link = this.#needs.linkTo(fpHex);
    if (link === null) return;
    this.#isStartingHere = true;
    try {
      this.#sessionOf(link).start();
    } finally {
      this.#isStartingHere = false;
    }
  }

  /** The person here has decided, or closed the dialog. */
  end(fpHex: string, isMatch: boolean): void {
    if (!isMatch) this.#shown.get(fpHex)?.cancel('different');
    this.#shown.delete(fpHex);
  }

  /** The fingerprint of somebody who has started a comparison that was not taken notice of yet, or `null`; each is given once. */
  takeStarted(): string | null {
    const [fpHex] = this.#startedByOthers;
    if (fpHex === undefined) return null;
    this.#startedByOthers.delete(fpHex);
    return fpHex;
  }

  /** Takes a frame if it is one of a comparison; whether it was. */
  take(link: Link, type: number, data: Bytes): boolean {
    if (!isSasFrameType(type)) return false;
    if (this.#needs.isExpected(link)) this.#sessionOf(link).frame(type, data);
    return true;
  }

  /** A link has ended. */
  ended(link: Link, code: ErrorCode): void {
    this.#sessions.get(link)?.linkClosed(code);
    this.#sessions.delete(link);
  }

  #noteStart(fpHex: string, { kind }: SasState): void {
    // Two STARTs that cross make one try, which was started here as well.
    const isStartedHere = this.#isStartingHere || this.#startedHere.has(fpHex);
    if (kind === 'waiting' && isStartedHere) this.#startedHere.add(fpHex);
    else if (kind === 'waiting') this.#startedByOthers.add(fpHex);
    else this.#startedHere.delete(fpHex);
    if (kind === 'idle' || kind === 'failed') this.#startedByOthers.delete(fpHex);
  }

  #sessionOf(link: Link): SasSession {
    const known = this.#sessions.get(link);
    if (known !== undefined) return known;
    const { ownFp, clock, memory, changed, failed } = this.#needs;
    const { fp, fpHex } = link.remote;
    const session: SasSession = new SasSession({
      link,
      fpOwn: ownFp,
      fpOther: fp,
      clock,
      get lastTryAt() {
        return memory.lastSasAt(fpHex);
      },
      tryBegins: (at) => {
        memory.sasTried(fpHex, at).catch(failed);
      },
      changed: (state) => {
        this.#shown.set(fpHex, session);
        this.#noteStart(fpHex, state);
        changed();
      },
    });
    this.#sessions.set(link, session);
    return session;
  }
}
