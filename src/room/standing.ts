/**
 * Where one stands with a room now: asks `room-phase.ts` after everything that may move it, and tells the room when it has moved.
 */
import type { RoomHistory } from './room-history.js';
import type { RoomLinks } from './room-links.js';
import type { RoomPeople } from './room-people.js';
import type { KnockAnswer } from './room-frames.js';
import { standingAfterAnswer, standingAfterLog, standingAfterRefusal } from './room-phase.js';
import type { RoomStanding } from './room-phase.js';
import type { RoomSetup } from './room-setup.js';

/** What it needs of its room. */
export interface StandingRoom {
  readonly setup: Pick<RoomSetup, 'identity' | 'inviterFp'>;
  readonly history: RoomHistory;
  readonly people: Pick<RoomPeople, 'by' | 'refresh'>;
  readonly links: Pick<RoomLinks, 'mesh'>;
  readonly failed: (error: unknown) => void;
  /** Where one stands is another thing now. */
  entered(): void;
}

/** One's own standing in one room. */
export class Standing {
  now: RoomStanding = { phase: 'entering', error: null };
  readonly #room: StandingRoom;
  #isReviewing = false;
  #isAskedAgain = false;

  constructor(room: StandingRoom) {
    this.#room = room;
  }

  /** A member has answered our knock. */
  answered(answer: KnockAnswer): void {
    this.#enter(standingAfterAnswer(this.now, answer));
  }

  /** The other side of the link that counts did not want it. */
  refused(isByMember: boolean): void {
    this.#enter(standingAfterRefusal(this.now, isByMember));
  }

  /** The links may have brought all that is held there; if that makes no member of one who was told to be admitted, it is not the room of the invite. */
  caughtUp(): void {
    if (!this.#isCaughtUp) return;
    this.reviewOnce(() => {
      if (this.#isCaughtUp) this.#enter({ phase: 'broken', error: 'room-not-as-invited' });
    });
  }

  /** The log, or what others have of it, may have changed: reads who is there, and where one stands. */
  async review(): Promise<void> {
    const { history, people, setup } = this.#room;
    await people.refresh();
    const { log, receipts } = history;
    const { identity, inviterFp } = setup;
    const isInviterKnown = inviterFp === null || people.by(inviterFp.toHex()) !== null;
    const state = log.members().get(identity.pk.toHex())?.state;
    const { isLeaveKnown } = receipts;
    this.#enter(standingAfterLog(this.now, { isForked: log.isStopped, state, isInviterKnown, isLeaveKnown }));
  }

  /** The same without waiting; `then` runs after it. */
  reviewThen(then: () => void): void {
    this.review().then(then).catch(this.#room.failed);
  }

  /** The same because of a frame, of which there may be thousands: while it is being done all further ones together cause one more. */
  reviewOnce(then: () => void): void {
    // SECURITY: frames that cost their sender nothing cost little here (standing.test.ts: "reads who is there twice, however many frames come meanwhile").
    this.#isAskedAgain = this.#isReviewing;
    if (this.#isReviewing) return;
    this.#isReviewing = true;
    const done = (): void => {
      this.#isReviewing = false;
      if (this.#isAskedAgain) this.reviewOnce(then);
    };
    void this.review().then(then).catch(this.#room.failed).finally(done);
  }

  /** What is on its way over another link, or waits for a cause or for its time, may still be what lets us in. */
  get #isCaughtUp(): boolean {
    const { history, links } = this.#room;
    return (
      this.now.phase === 'syncing' && history.intake.isSettled && [...links.mesh.current.values()].every(({ sync }) => sync.isCaughtUp)
    );
  }

  #enter(standing: RoomStanding): void {
    if (standing === this.now) return;
    this.now = standing;
    this.#room.entered();
  }
}
