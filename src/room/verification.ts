/**
 * The emoji comparisons of a room: one `SasSession` a link, found by person.
 */
import type { Link } from '../link/link.js';
import { SasSession } from '../link/sas-session.js';
import type { SasState } from '../link/sas-setup.js';
import type { Bytes } from '../lib/bytes.js';
import type { ErrorCode } from '../lib/errors.js';
import type { LinkEnd } from './mesh.js';
import type { RoomContext, RoomMemory, RoomSetup } from './room-setup.js';

/** What the comparisons need of their room. */
export interface VerificationRoom extends Pick<RoomContext, 'changed' | 'failed'> {
  /** Who is or was a member, or stands at the door; `null`: anybody else. */
  personBy(fpHex: string): unknown;
  readonly setup: Pick<RoomSetup, 'clock'> & {
    readonly identity: Pick<RoomSetup['identity'], 'fp'>;
    readonly memory: Pick<RoomMemory, 'lastSasAt' | 'sasTried'>;
  };
  /** `to`: the newest link to this person, or `null`. */
  readonly links: { readonly mesh: { to(fpHex: string): LinkEnd | null } };
}

/** Comparisons by person. */
export class Verification {
  readonly #room: VerificationRoom;
  readonly #sessions = new Map<Link, SasSession>();
  /** The comparison that counts for each person: the last that did anything. */
  readonly #shown = new Map<string, SasSession>();
  /** With whom a try waits for the other side's next frame that was started here. */
  readonly #startedHere = new Set<string>();
  /** Who has started a try that nobody here has taken notice of yet. */
  readonly #startedByOthers = new Set<string>();

  constructor(room: VerificationRoom) {
    this.#room = room;
  }

  /** Where the comparison with this person stands. Whoever asks has taken notice of it. */
  stateOf(fpHex: string): SasState {
    this.#startedByOthers.delete(fpHex);
    return this.#shown.get(fpHex)?.state ?? { kind: 'idle' };
  }

  /** The person here starts one. Does nothing without a link. */
  start(fpHex: string): void {
    const end = this.#room.links.mesh.to(fpHex);
    if (end === null) return;
    const session = this.#sessionOf(end.link);
    this.#startedHere.add(fpHex);
    session.start();
    if (session.state.kind !== 'waiting') this.#startedHere.delete(fpHex);
  }

  /** The person here has decided, or closed the dialog. */
  end(fpHex: string, isMatch: boolean): void {
    if (!isMatch) this.#shown.get(fpHex)?.cancel('different');
    this.#shown.delete(fpHex);
  }

  /** The fingerprint of somebody who has started a comparison that was not taken notice of yet, or `null`; each is given once. */
  takeStarted(): string | null {
    const [fpHex] = this.#startedByOthers;
    return fpHex !== undefined && this.#startedByOthers.delete(fpHex) ? fpHex : null;
  }

  /** Takes a frame of a comparison. */
  take(link: Link, type: number, data: Bytes): void {
    this.#sessionOf(link).frame(type, data);
  }

  /** A link has ended. */
  ended(link: Link, code: ErrorCode): void {
    const { fpHex } = link.remote;
    this.#sessions.get(link)?.linkClosed(code);
    this.#sessions.delete(link);
    // SECURITY: of people without end who come, compare and go nothing stays (verification.test.ts: "is forgotten with the link of somebody whom nobody knows").
    if (this.#room.personBy(fpHex) !== null) return;
    this.#shown.delete(fpHex);
    this.#startedHere.delete(fpHex);
    this.#startedByOthers.delete(fpHex);
  }

  #noteStart(fpHex: string, { kind }: SasState): void {
    if (kind !== 'waiting') this.#startedHere.delete(fpHex);
    // Two STARTs that cross make one try, which was started here as well.
    else if (!this.#startedHere.has(fpHex)) this.#startedByOthers.add(fpHex);
    if (kind === 'idle' || kind === 'failed') this.#startedByOthers.delete(fpHex);
  }

  #sessionOf(link: Link): SasSession {
    const known = this.#sessions.get(link);
    if (known !== undefined) return known;
    const { changed, failed, setup } = this.#room;
    const { clock, identity, memory } = setup;
    const { fp, fpHex } = link.remote;
    const session: SasSession = new SasSession({
      link,
      fpOwn: identity.fp,
      fpOther: fp,
      clock,
      get lastTryAt() {
        return memory.lastSasAt(fpHex);
      },
      tryBegins: (at) => void memory.sasTried(fpHex, at).catch(failed),
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
