/**
 * One room: its history, the links to those who are online, who stands at the door, and where one stands with it. The app above sees only this.
 *
 *     Rendezvous ──channels──► RoomLinks ──► Session (one a link) ──entries──► RoomHistory (log, vault)
 *                                                │
 *                                      Knocks, Verification
 */
import { openRoomAddress } from '../link/addresses.js';
import type { RoomAddress } from '../link/addresses.js';
import type { LinkRemote } from '../link/link-parts.js';
import type { Cancel } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import type { LogChange } from '../log/log-change.js';
import { Knocks } from './knocks.js';
import type { KnockAnswer } from './room-frames.js';
import { RoomHistory } from './room-history.js';
import { RoomLinks } from './room-links.js';
import { RoomPeople } from './room-people.js';
import type { RoomSubject } from './room-people.js';
import { isPhaseOver, standingAfterAnswer, standingAfterLog, standingAfterRefusal } from './room-phase.js';
import type { RoomStanding } from './room-phase.js';
import type { RoomContext, RoomSetup } from './room-setup.js';
import { Verification } from './verification.js';

/** An open room. */
export class Room implements RoomContext {
  readonly ridHex: string;
  /** The log and what is written to it. */
  readonly history: RoomHistory;
  /** Who is or was a member. */
  readonly people: RoomPeople;
  /** Who stands at the door. */
  readonly knocks: Knocks;
  /** Comparisons of emoji. */
  readonly verification: Verification;
  /** @internal */
  readonly setup: RoomSetup;
  /** @internal */
  readonly address: RoomAddress;
  /** @internal */
  readonly links: RoomLinks;
  /** Where one stands with this room. */
  standing: RoomStanding = { phase: 'entering', error: null };
  readonly #changes = new Emitter<void>();

  /** Reads the history. Nobody is looked for before `start`. Rejects with what the vault says. */
  static async open(setup: RoomSetup): Promise<Room> {
    const room = new Room(setup, await openRoomAddress(setup.roomSecret, setup.founderPk));
    await room.history.load();
    room.history.log.onChange((change) => room.#logChanged(change));
    await room.#review();
    return room;
  }

  private constructor(setup: RoomSetup, address: RoomAddress) {
    this.setup = setup;
    this.address = address;
    this.ridHex = address.rid.toHex();
    this.history = new RoomHistory(this);
    this.people = new RoomPeople(this.history.log, address);
    this.knocks = new Knocks(this);
    this.verification = new Verification(this);
    this.links = new RoomLinks(this);
  }

  /** Begins to look for the others: once, and for a new room after its beginning is written, so that nobody is looked for as a newcomer in it. */
  start(): void {
    void this.links.rendezvous.start();
  }

  /** Whether one is a member. */
  get isIn(): boolean {
    return this.standing.phase === 'in';
  }

  /** Whether one has left, and no member is known to have heard of it. */
  get isLeaving(): boolean {
    return this.standing.phase === 'leaving';
  }

  /** Listens to any change of what this class shows. */
  listen(listener: () => void): Cancel {
    return this.#changes.listen(listener);
  }

  /** A member, or who stands at the door, by fingerprint; `null` for anyone else. */
  personBy(fpHex: string): RoomSubject | null {
    return this.people.by(fpHex) ?? this.knocks.subjectBy(fpHex);
  }

  /** Whether there is a link to this person: emoji can be compared. */
  isLinked(fpHex: string): boolean {
    return this.links.mesh.current.has(fpHex);
  }

  /** Writes the beginning of a new room; resolves when it is durable. */
  async found(name: string): Promise<void> {
    await this.history.write('create', { name, by: this.setup.ownName });
  }

  /** The network may be back, or the person wants to try now. */
  wake(): void {
    this.links.rendezvous.wake();
  }

  /** Says goodbye to everybody and gives up the ids; resolves when what was written here before is stored, or was refused. */
  close(): Promise<void> {
    this.links.close();
    return this.history.close();
  }

  /** @internal */
  readonly changed = (): void => this.#changes.emit();

  /** @internal */
  readonly failed = (error: unknown): void => this.setup.failed(error);

  /** @internal Whether the person at the other end of a link was put out of the room. */
  isRemoved({ pk }: LinkRemote): boolean {
    return this.history.log.members().get(pk.toHex())?.state === 'removed';
  }

  /** @internal A member has answered our knock. */
  answered(answer: KnockAnswer): void {
    this.#enter(standingAfterAnswer(this.standing, answer));
  }

  /** @internal The other side of the link that counts did not want it. */
  refused(isByMember: boolean): void {
    this.#enter(standingAfterRefusal(this.standing, isByMember));
  }

  /** @internal A member said how far they have our own feeds: perhaps as far as our leaving. */
  acknowledged(): void {
    if (this.isLeaving) this.#reviewThen(() => undefined);
  }

  /**
   * @internal The links may have brought all that is held there; if that makes no member of one who was told to be admitted, it is not the room of
   * the invite.
   */
  caughtUp(): void {
    if (!this.#isCaughtUp) return;
    this.#reviewThen(() => {
      if (this.#isCaughtUp) this.#enter({ phase: 'broken', error: 'room-not-as-invited' });
    });
  }

  /** What is on its way over another link, or waits for a cause or for its time, may still be what lets us in. */
  get #isCaughtUp(): boolean {
    const { history, links, standing } = this;
    return (
      standing.phase === 'syncing' && history.intake.isSettled && [...links.mesh.current.values()].every(({ sync }) => sync.isCaughtUp)
    );
  }

  #logChanged({ hasMembersChanged, forks }: LogChange): void {
    this.changed();
    if (!hasMembersChanged && forks.length === 0) return;
    this.#reviewThen(() => {
      this.links.membershipChanged();
      this.knocks.membershipChanged();
    });
  }

  #reviewThen(then: () => void): void {
    this.#review().then(then).catch(this.failed);
  }

  /** The log may have changed: reads from it who is there, and where one stands. */
  async #review(): Promise<void> {
    await this.people.refresh();
    const { log } = this.history;
    const { identity, inviterFp } = this.setup;
    const isInviterKnown = inviterFp === null || this.people.by(inviterFp.toHex()) !== null;
    const state = log.members().get(identity.pk.toHex())?.state;
    const { isLeaveKnown } = this.history.receipts;
    this.#enter(standingAfterLog(this.standing, { isForked: log.isStopped, state, isInviterKnown, isLeaveKnown }));
  }

  #enter(standing: RoomStanding): void {
    if (standing === this.standing) return;
    this.standing = standing;
    if (this.isIn) {
      this.links.membershipChanged();
      this.links.rendezvous.arrive();
    }
    if (this.isLeaving) this.links.leave();
    if (isPhaseOver(standing.phase)) this.links.close();
    this.changed();
  }
}
