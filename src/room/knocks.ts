/**
 * Those who stand at the door: links to people who are not members and ask to become one (DESIGN section 4, "Invite").
 *
 * A valid token opens by itself; anyone else waits until a person has answered. An answer given is remembered for a minute, so that somebody
 * who was refused cannot ring without end. Where the person here may not let anybody in, newcomers are sent on without an answer: they go on looking for
 * somebody who may. Nobody is told that they were let in by an entry that does not count.
 */
import type { Link } from '../link/link.js';
import type { Bytes } from '../lib/bytes.js';
import { encodeAnswerFrame, ROOM_FRAME } from './room-frames.js';
import type { KnockAnswer, KnockFrame } from './room-frames.js';
import type { RoomHistory } from './room-history.js';
import type { RoomSubject } from './room-people.js';
import type { RoomContext, RoomSetup } from './room-setup.js';

const REFUSED_FOR_MS = 60_000;
/** Whoever comes when so many wait is sent away without an answer and tries again by itself: nobody reads twenty dialogs. */
const KNOCKS_AT_ONCE = 20;

/** Somebody at the door, under the name that they call themselves. */
export interface Knock extends RoomSubject {
  readonly link: Link;
}

/** What the door needs of its room. */
export interface KnocksRoom extends Pick<RoomContext, 'changed'> {
  readonly setup: Pick<RoomSetup, 'clock'>;
  readonly history: Pick<RoomHistory, 'may' | 'tokenAnswer' | 'write'> & { readonly log: Pick<RoomHistory['log'], 'isMember'> };
}

/** The knocks of one room. */
export class Knocks {
  readonly #room: KnocksRoom;
  readonly #waiting = new Map<string, Knock>();
  /** Who was refused in the last minute. */
  readonly #refused = new Set<string>();
  /** Over which links an answer is on its way. */
  readonly #answering = new Set<Link>();
  /** Tokens are looked at one after the other: what one knock uses up, the next must not find. */
  #redeeming: Promise<unknown> = Promise.resolve();

  constructor(room: KnocksRoom) {
    this.#room = room;
  }

  /** Who waits for an answer, in the order of arrival. */
  get waiting(): readonly Knock[] {
    return [...this.#waiting.values()];
  }

  /** Whether somebody waits for an answer at this link. */
  isWaiting(link: Link): boolean {
    return this.#waiting.get(link.remote.fpHex)?.link === link;
  }

  /** Whether somebody waits there, or what they show is being looked at. */
  isAttended(link: Link): boolean {
    return this.isWaiting(link) || this.#answering.has(link);
  }

  /** Somebody at the door, as somebody to be verified; `null` when they are not there. */
  subjectBy(fpHex: string): RoomSubject | null {
    return this.#waiting.get(fpHex) ?? null;
  }

  /** A knock has arrived. Rejects when the `admit` cannot be stored; the knock then waits for a person. */
  async knocked(link: Link, { name, redeem }: KnockFrame): Promise<void> {
    const { fp, fpHex, pk } = link.remote;
    const knock: Knock = { fp, fpHex, pk, name, admittedByFpHex: null, link };
    if (this.#refused.has(fpHex)) this.#sendAway(link);
    else if (redeem === null) this.#ask(knock);
    else {
      const redeeming = this.#redeeming.then(() => this.#redeem(knock, redeem));
      this.#redeeming = redeeming.catch(() => undefined);
      await this.#answerOrAsk(knock, redeeming);
    }
  }

  /** Lets them in. Does nothing when they have left, or are being let in already. Rejects when the `admit` cannot be stored; the knock then waits on. */
  async admit(fpHex: string): Promise<void> {
    const knock = this.#leave(fpHex);
    if (knock !== undefined) await this.#answerOrAsk(knock, this.#letIn(knock, null));
  }

  /** Sends them away. */
  refuse(fpHex: string): void {
    const knock = this.#leave(fpHex);
    if (knock === undefined) return;
    this.#refused.add(fpHex);
    this.#room.setup.clock.after(REFUSED_FOR_MS, () => this.#refused.delete(fpHex));
    this.#sendAway(knock.link);
  }

  /** Who is a member, or who may let people in, has changed: whoever was let in elsewhere waits no more, nor does anybody whom one may not let in. */
  membershipChanged(): void {
    for (const { fpHex, pk, link } of this.waiting) {
      const isMember = this.#isMember(pk);
      if (!isMember && this.#mayAdmit(pk)) continue;
      this.#leave(fpHex);
      this.#answer(link, isMember ? 'admitted' : null);
    }
  }

  /** A link has ended; whoever knocked through it is gone. */
  ended(link: Link): void {
    if (this.isWaiting(link)) this.#leave(link.remote.fpHex);
  }

  async #redeem(knock: Knock, redeem: NonNullable<KnockFrame['redeem']>): Promise<KnockAnswer | null> {
    // The same newcomer may have knocked over another link, and be in by now.
    if (this.#isMember(knock.pk)) return 'admitted';
    const answer = await this.#room.history.tokenAnswer(redeem, knock.pk);
    return answer === 'admitted' ? this.#letIn(knock, redeem) : answer;
  }

  /** Writes the `admit`; resolves when it is durable: with `null` when it does not count, since much may have happened while it was being stored. */
  async #letIn({ pk, name }: Knock, redeem: KnockFrame['redeem']): Promise<KnockAnswer | null> {
    const { history } = this.#room;
    const token = redeem?.token ?? null;
    if (!history.may('admit', { pk, token })) return this.#isMember(pk) ? 'admitted' : null;
    await history.write('admit', { pk, name, token, redeem: redeem?.signature ?? null });
    // SECURITY: nobody is told that they are in by an entry that is void (knocks.test.ts: "do not say that somebody was let in when the admit does not count").
    return this.#isMember(pk) ? 'admitted' : null;
  }

  async #answerOrAsk(knock: Knock, answering: Promise<KnockAnswer | null>): Promise<void> {
    this.#answering.add(knock.link);
    try {
      this.#answer(knock.link, await answering);
    } catch (error) {
      this.#ask(knock);
      throw error;
    } finally {
      this.#answering.delete(knock.link);
    }
  }

  #ask(knock: Knock): void {
    const { fpHex, link, pk } = knock;
    if (link.isClosed) return;
    const isFull = this.#waiting.size >= KNOCKS_AT_ONCE && !this.#waiting.has(fpHex);
    // SECURITY: no member is asked what is not theirs to decide (knocks.test.ts: "ask nobody who may not let people in, and send newcomers on").
    if (isFull || !this.#mayAdmit(pk)) {
      this.#answer(link, null);
      return;
    }
    this.#answer(link, 'asking');
    this.#waiting.set(fpHex, knock);
    this.#room.changed();
  }

  #leave(fpHex: string): Knock | undefined {
    const knock = this.#waiting.get(fpHex);
    this.#waiting.delete(fpHex);
    this.#room.changed();
    return knock;
  }

  #sendAway(link: Link): void {
    this.#answer(link, 'refused');
    link.close('refused');
  }

  /** `null`: no answer, and goodbye. */
  #answer(link: Link, answer: KnockAnswer | null): void {
    if (answer !== null) link.send(ROOM_FRAME.answer, encodeAnswerFrame(answer));
    // They go on looking for somebody who can tell.
    if (answer === null || answer === 'invite-unheard') link.closeAfterSending('bye');
  }

  #mayAdmit(pk: Bytes): boolean {
    return this.#room.history.may('admit', { pk });
  }

  #isMember(pk: Bytes): boolean {
    return this.#room.history.log.isMember(pk.toHex());
  }
}
