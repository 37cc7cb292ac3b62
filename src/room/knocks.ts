/**
 * Those who stand at the door: links to people who are not members and ask to become one (DESIGN section 4, "Invite").
 *
 * A valid token opens by itself; anyone else waits until a person has answered. An answer given is remembered for a minute, so that somebody
 * who was refused cannot ring without end.
 */
import type { Link } from '../link/link.js';
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { encodeAnswerFrame, ROOM_FRAME } from './room-frames.js';
import type { KnockAnswer, KnockFrame } from './room-frames.js';
import type { RoomSubject } from './room-people.js';

const REFUSED_FOR_MS = 60_000;
/** Whoever comes when so many wait is sent away without an answer and tries again by itself: nobody reads twenty dialogs. */
const KNOCKS_AT_ONCE = 20;

/** What redeems a token. */
type Redemption = NonNullable<KnockFrame['redeem']>;

/** Somebody at the door. */
export interface Knock {
  readonly fpHex: string;
  /** Public key, 32 bytes. */
  readonly pk: Bytes;
  /** As they call themselves. */
  readonly name: string;
  readonly link: Link;
}

/** What the door needs of its room. */
export interface KnockNeeds {
  readonly clock: Clock;
  isMember(pkHex: string): boolean;
  /** Whether the token opens for this newcomer: `admitted`, or why it does not. */
  tokenAnswer(redeem: Redemption, pk: Bytes): Promise<KnockAnswer>;
  /** Writes the `admit`; resolves when it is durable. */
  admit(knock: Knock, redeem: Redemption | null): Promise<void>;
  /** Somebody came to, or left, the door. */
  changed(): void;
}

/** The knocks of one room. */
export class Knocks {
  readonly #needs: KnockNeeds;
  readonly #waiting = new Map<string, Knock>();
  readonly #refusedAt = new Map<string, number>();
  /** Tokens are looked at one after the other: what one knock uses up, the next must not find. */
  #redeeming: Promise<unknown> = Promise.resolve();

  constructor(needs: KnockNeeds) {
    this.#needs = needs;
  }

  /** Who waits for an answer, in the order of arrival. */
  get waiting(): readonly Knock[] {
    return [...this.#waiting.values()];
  }

  /** Whether somebody waits for an answer at this link. */
  isWaiting(link: Link): boolean {
    return this.#waiting.get(link.remote.fpHex)?.link === link;
  }

  /** Somebody at the door, as somebody to be verified; `null` when they are not there. */
  subjectBy(fpHex: string): RoomSubject | null {
    const knock = this.#waiting.get(fpHex);
    return knock === undefined ? null : { pk: knock.pk, fp: knock.link.remote.fp, fpHex, name: knock.name, admittedByFpHex: null };
  }

  /** A knock has arrived. Rejects when the `admit` cannot be stored; the knock then waits for a person. */
  async knocked(link: Link, frame: KnockFrame): Promise<void> {
    const { fpHex, pk } = link.remote;
    const knock: Knock = { fpHex, pk, name: frame.name, link };
    const refusedAt = this.#refusedAt.get(fpHex);
    if (refusedAt !== undefined && this.#needs.clock.now() - refusedAt < REFUSED_FOR_MS) {
      this.#answer(link, 'refused');
      link.close('refused');
      return;
    }
    const { redeem } = frame;
    if (redeem === null) {
      this.#ask(knock);
      return;
    }
    const redeeming = this.#redeeming.then(() => this.#redeem(knock, redeem));
    this.#redeeming = redeeming.catch(() => undefined);
    try {
      this.#answer(link, await redeeming);
    } catch (error) {
      this.#ask(knock);
      throw error;
    }
  }

  /** Lets them in. Does nothing when they have left, or are being let in already. Rejects when the `admit` cannot be stored; the knock then waits on. */
  async admit(fpHex: string): Promise<void> {
    const knock = this.#waiting.get(fpHex);
    if (knock === undefined) return;
    this.#leave(fpHex);
    try {
      await this.#needs.admit(knock, null);
    } catch (error) {
      this.#ask(knock);
      throw error;
    }
    this.#answer(knock.link, 'admitted');
  }

  /** Sends them away. */
  refuse(fpHex: string): void {
    const knock = this.#waiting.get(fpHex);
    if (knock === undefined) return;
    this.#refusedAt.set(fpHex, this.#needs.clock.now());
    this.#leave(fpHex);
    this.#answer(knock.link, 'refused');
    knock.link.close('refused');
  }

  /** Who is a member has changed: whoever was let in elsewhere waits no more. */
  membershipChanged(): void {
    for (const { fpHex, pk, link } of this.waiting) {
      if (!this.#needs.isMember(hexOf(pk))) continue;
      this.#leave(fpHex);
      this.#answer(link, 'admitted');
    }
  }

  /** A link has ended; whoever knocked through it is gone. */
  ended(link: Link): void {
    if (this.#waiting.get(link.remote.fpHex)?.link === link) this.#leave(link.remote.fpHex);
  }

  async #redeem(knock: Knock, redeem: Redemption): Promise<KnockAnswer> {
    // The same newcomer may have knocked over another link, and be in by now.
    if (this.#needs.isMember(hexOf(knock.pk))) return 'admitted';
    const answer = await this.#needs.tokenAnswer(redeem, knock.pk);
    if (answer === 'admitted') await this.#needs.admit(knock, redeem);
    return answer;
  }

  #ask(knock: Knock): void {
    const { fpHex, link } = knock;
    if (link.isClosed) return;
    if (this.#waiting.size >= KNOCKS_AT_ONCE && !this.#waiting.has(fpHex)) {
      link.close('bye');
      return;
    }
    this.#answer(link, 'asking');
    this.#waiting.set(fpHex, knock);
    this.#needs.changed();
  }

  #leave(fpHex: string): void {
    this.#waiting.delete(fpHex);
    this.#needs.changed();
  }

  #answer(link: Link, answer: KnockAnswer): void {
    if (!link.isClosed) link.send(ROOM_FRAME.answer, encodeAnswerFrame(answer));
  }
}
