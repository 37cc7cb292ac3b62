/**
 * One room: its history, the links to those who are online, who stands at the door, and where one stands with it. The app above sees only this.
 *
 *     Rendezvous ──channels──► RoomLinks ──► Session (one a link) ──entries──► RoomHistory (log, vault)
 *                                                │
 *                                      Knocks, Verification
 */
import { openRoomAddress } from '../link/addresses.js';
import type { RoomAddress } from '../link/addresses.js';
import { hexOf } from '../lib/bytes.js';
import type { Cancel } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import type { ErrorCode } from '../lib/errors.js';
import type { LogChange } from '../log/log-change.js';
import { Knocks } from './knocks.js';
import { OwnStanding } from './own-standing.js';
import type { RendezvousView } from './rendezvous.js';
import { RoomHistory } from './room-history.js';
import { RoomLinks } from './room-links.js';
import { RoomPeople } from './room-people.js';
import type { RoomSubject } from './room-people.js';
import type { RoomStanding } from './room-phase.js';
import type { RoomSetup } from './room-setup.js';
import { soughtInviter, soughtMembers } from './sought-peers.js';
import { Verification } from './verification.js';

/** An open room. */
export class Room {
  readonly ridHex: string;
  /** The log and what is written to it. */
  readonly history: RoomHistory;
  /** Who is or was a member. */
  readonly people: RoomPeople;
  /** Who stands at the door. */
  readonly knocks: Knocks;
  /** Comparisons of emoji. */
  readonly verification: Verification;
  readonly #setup: RoomSetup;
  readonly #links: RoomLinks;
  readonly #standing: OwnStanding;
  readonly #changed = new Emitter<void>();
  readonly #trouble = new Emitter<unknown>();

  /** Reads the history. Nobody is looked for before `start`. Rejects with what the vault says. */
  static async open(setup: RoomSetup): Promise<Room> {
    const room = new Room(setup, await openRoomAddress(setup.roomSecret, setup.founderPk));
    await room.history.load();
    await room.#standing.review(room.history, room.people);
    return room;
  }

  private constructor(setup: RoomSetup, address: RoomAddress) {
    const { clock, identity, inviterFp, memory } = setup;
    const changed = (): void => this.#changed.emit();
    const failed = (error: unknown): void => this.#trouble.emit(error);
    this.#setup = setup;
    this.ridHex = hexOf(address.rid);
    this.#standing = new OwnStanding(setup, (standing) => this.#entered(standing));
    this.history = new RoomHistory(setup, address.rid, {
      changed: (change) => this.#logChanged(change),
      receiptsChanged: changed,
      sessions: () => this.#links.active(),
      invalid: (error, link) => this.#links.distrust(error, link),
      failed,
    });
    this.people = new RoomPeople(this.history.log, address);
    this.knocks = new Knocks({
      clock,
      isMember: (pkHex) => this.history.log.isMember(pkHex),
      tokenAnswer: (redeem, pk) => this.history.tokenAnswer(redeem, pk),
      admit: async ({ pk, name }, redeem) => {
        await this.history.write('admit', { pk, name, token: redeem?.token ?? null, redeem: redeem?.signature ?? null });
      },
      changed,
    });
    this.verification = new Verification({
      ownFp: identity.fp,
      clock,
      memory,
      linkTo: (fpHex) => this.#links.linkTo(fpHex),
      // A stranger who has not even knocked cannot start one; whoever knocks themselves takes what the members send.
      isExpected: (link) => !this.#standing.isIn || this.people.by(link.remote.fpHex)?.isPresent === true || this.knocks.isWaiting(link),
      changed,
      failed,
    });
    this.#links = new RoomLinks(setup, address, {
      isIn: () => this.#standing.isIn,
      isRemoved: ({ pk }) => this.history.log.members().get(hexOf(pk))?.state === 'removed',
      isPresent: (fpHex) => this.people.by(fpHex)?.isPresent === true,
      sought: () =>
        this.#standing.isIn ? soughtMembers(this.history.log, this.people.present()) : soughtInviter(inviterFp, address.slots),
      session: {
        history: this.history,
        isIn: () => this.#standing.isIn,
        knockFrame: () => ({ name: setup.ownName, redeem: setup.redeem }),
        knocked: (link, frame) => void this.knocks.knocked(link, frame).catch(failed),
        answered: (answer) => this.#standing.answered(answer),
        compared: (link, type, data) => this.verification.take(link, type, data),
        caughtUp: () => this.#caughtUp(),
      },
      ended: (link, code) => {
        this.knocks.ended(link);
        this.verification.ended(link, code);
      },
      refused: () => this.#standing.answered('refused'),
      changed,
      failed,
    });
  }

  /** Begins to look for the others: once, and for a new room after its beginning is written, so that nobody is looked for as a newcomer in it. */
  start(): void {
    if (!this.#standing.isOver) void this.#links.rendezvous.start();
  }

  /** Where one stands with this room. */
  get standing(): RoomStanding {
    return this.#standing.now;
  }

  /** The rendezvous as far as people are told of it, and the last thing that went wrong with a link and still matters. */
  get connection(): { readonly rendezvous: RendezvousView; readonly warning: ErrorCode | null } {
    return { rendezvous: this.#links.rendezvous, warning: this.#links.warning };
  }

  /** Members linked now. */
  get linkedCount(): number {
    return [...this.#links.active()].filter(({ isRemoteMember }) => isRemoteMember).length;
  }

  /** Listens to any change of what this class shows. */
  listen(listener: () => void): Cancel {
    return this.#changed.listen(listener);
  }

  /** Listens to what went wrong without anybody having asked: storing, mostly. */
  onTrouble(listener: (error: unknown) => void): Cancel {
    return this.#trouble.listen(listener);
  }

  /** A member, or who stands at the door, by fingerprint; `null` for anyone else. */
  personBy(fpHex: string): RoomSubject | null {
    return this.people.subjectBy(fpHex) ?? this.knocks.subjectBy(fpHex);
  }

  /** Whether there is a link to this person: emoji can be compared. */
  isLinked(fpHex: string): boolean {
    return this.#links.linkTo(fpHex) !== null;
  }

  /** Writes the beginning of a new room; resolves when it is durable. */
  async found(name: string): Promise<void> {
    await this.history.write('create', { name, by: this.#setup.ownName });
  }

  /** The network may be back, or the person wants to try now. */
  wake(): void {
    if (!this.#standing.isOver) this.#links.rendezvous.wake();
  }

  /** Says goodbye to everybody and gives up the ids; resolves when what was written here before is stored, or was refused. */
  close(): Promise<void> {
    this.#links.close();
    return this.history.close();
  }

  #logChanged(change: LogChange): void {
    this.#changed.emit();
    if (!change.hasMembersChanged && change.forks.length === 0) return;
    this.#review(() => {
      this.#links.membershipChanged();
      this.knocks.membershipChanged();
      this.#changed.emit();
    });
  }

  /** The links have brought all that is held there; if that makes no member of one who was told to be admitted, it is not the room of the invite. */
  #caughtUp(): void {
    // What is on its way over another link, or waits for a cause or for its time, may still be what lets us in.
    const isCaughtUp = () => this.standing.phase === 'syncing' && this.history.isSettled && this.#links.isCaughtUp;
    if (isCaughtUp()) this.#review(() => isCaughtUp() && this.#standing.caughtUp());
  }

  #review(then: () => void): void {
    this.#standing.review(this.history, this.people).then(then, (error: unknown) => this.#trouble.emit(error));
  }

  #entered(standing: RoomStanding): void {
    if (standing.phase === 'in') {
      this.#links.membershipChanged();
      this.#links.rendezvous.arrive();
    }
    if (this.#standing.isOver) this.#links.close();
    this.#changed.emit();
  }
}
