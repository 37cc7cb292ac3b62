/**
 * Those who stand at the door: links to people who are not members and ask to become one (DESIGN section 4, "Invite").
 *
 * A valid token opens by itself; anyone else waits until a person has answered. An answer given is remembered for a minute, so that somebody
 * who was refused cannot ring without end.
 */
import type { Link } from '../link/link.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { encodeAnswerFrame, ROOM_FRAME } from './room-frames.js';
import type { KnockAnswer, KnockFrame } from './room-frames.js';
import type { RoomSubject } from './room-people.js';

const REFUSED_FOR_MS = 60_000;
/** More than these are told to wait and kept no record of: nobody reads twenty dialogs. */
const KNOCKS_AT_ONCE = 20;

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
  /** Whether the token opens: `admitted`, or why it does not. */
  tokenAnswer(token: Bytes): KnockAnswer;
  /** Writes the `admit`; resolves when it is durable. */
  admit(knock: Knock, redeem: KnockFrame['redeem']): Promise<void>;
  /** Somebody came to, or left, the door. */
  changed(): void;
}

/** The knocks of one room. */
export class Knocks {
  readonly #needs: KnockNeeds;
  readonly #waiting = new Map<string, Knock>();
  readonly #refusedAt = new Map<string, number>();

  constructor(needs: KnockNeeds) {
    this.#needs = needs;
  }

  /** Who waits for an answer, in the order of arrival. */
  get waiting(): readonly Knock[] {
    return [...this.#waiting.values()];
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
    const answer = frame.redeem === null ? 'asking' : this.#needs.tokenAnswer(frame.redeem.token);
    if (answer === 'admitted') {
      await this.#needs.admit(knock, frame.redeem);
      this.#answer(link, 'admitted');
      return;
    }
    this.#answer(link, answer);
    if (answer !== 'asking' || this.#waiting.size >= KNOCKS_AT_ONCE) return;
    this.#waiting.set(fpHex, knock);
    this.#needs.changed();
  }

  /** Lets them in. Does nothing when they have left. Rejects when the `admit` cannot be stored. */
  async admit(fpHex: string): Promise<void> {
    const knock = this.#waiting.get(fpHex);
    if (knock === undefined) return;
    await this.#needs.admit(knock, null);
    this.#waiting.delete(fpHex);
    this.#answer(knock.link, 'admitted');
    this.#needs.changed();
  }

  /** Sends them away. */
  refuse(fpHex: string): void {
    const knock = this.#waiting.get(fpHex);
    if (knock === undefined) return;
    this.#refusedAt.set(fpHex, this.#needs.clock.now());
    this.#waiting.delete(fpHex);
    this.#answer(knock.link, 'refused');
    knock.link.close('refused');
    this.#needs.changed();
  }

  /** A link has ended; whoever knocked through it is gone. */
  ended(link: Link): void {
    if (this.#waiting.get(link.remote.fpHex)?.link !== link) return;
    this.#waiting.delete(link.remote.fpHex);
    this.#needs.changed();
  }

  #answer(link: Link, answer: KnockAnswer): void {
    if (!link.isClosed) link.send(ROOM_FRAME.answer, encodeAnswerFrame(answer));
  }
}
