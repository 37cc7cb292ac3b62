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
import { ParleyError } from '../lib/errors.js';
import type { LogChange } from '../log/log-change.js';
import { Knocks } from './knocks.js';
import { Presence } from './presence.js';
import type { KnockAnswer } from './room-frames.js';
import { RoomHistory } from './room-history.js';
import { RoomLinks } from './room-links.js';
import { RoomPeople } from './room-people.js';
import type { RoomSubject } from './room-people.js';
import { errorOfAnswer, isPhaseOver } from './room-phase.js';
import type { RoomStanding } from './room-phase.js';
import type { RoomContext, RoomSetup, RoomTelling } from './room-setup.js';
import { Standing } from './standing.js';
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
  /** Who is there, and how. */
  readonly presence: Presence;
  /** @internal */
  readonly setup: RoomSetup;
  /** @internal */
  readonly address: RoomAddress;
  /** @internal */
  readonly links: RoomLinks;
  /** What the members are told of the person here. */
  telling: RoomTelling;
  readonly #standing = new Standing(this);
  readonly #changes = new Emitter<void>();

  /** Reads the history, as `RoomHistory.load`. Nobody is looked for before `start`. Rejects with what the vault says. */
  static async open(setup: RoomSetup, progress?: (done: number, total: number) => void): Promise<Room> {
    const room = new Room(setup, await openRoomAddress(setup.roomSecret, setup.founderPk));
    await room.history.load(progress);
    room.history.log.onChange((change) => room.#logChanged(change));
    await room.#standing.review();
    return room;
  }

  private constructor(setup: RoomSetup, address: RoomAddress) {
    this.setup = setup;
    this.telling = setup.telling;
    this.address = address;
    this.ridHex = address.rid.toHex();
    this.history = new RoomHistory(this);
    this.people = new RoomPeople(this.history.log, address);
    this.knocks = new Knocks(this);
    this.verification = new Verification(this);
    this.presence = new Presence(this);
    this.links = new RoomLinks(this);
  }

  /** Begins to look for the others: once, and for a new room after its beginning is written, so that nobody is looked for as a newcomer in it. */
  start(): void {
    void this.links.rendezvous.start();
  }

  /** Where one stands with this room. */
  get standing(): RoomStanding {
    return this.#standing.now;
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
    return this.links.mesh.to(fpHex) !== null;
  }

  /** The members are told this from now on; what they were told before they know. What may be told again is told at once, from where one is. */
  setTelling(telling: RoomTelling): void {
    this.telling = telling;
    for (const session of this.history.sessions) session.tellNews();
    this.presence.tell();
    this.changed();
  }

  /** Writes the beginning of a new room; resolves when it is durable. */
  async found(name: string): Promise<void> {
    await this.history.write('create', { name, by: this.setup.ownName });
  }

  /** The network may be back, or the person wants to try now. */
  wake(): void {
    this.links.rendezvous.wake();
  }

  /** Where one meets, or by which ways, may be different now: every link ends, and the others are looked for anew. */
  renew(): void {
    this.setup.transport.renew();
  }

  /** Whether new people can find this side, and it them (`Rendezvous.setReachable`). */
  setReachable(isReachable: boolean): void {
    this.links.rendezvous.setReachable(isReachable);
  }

  /** Says goodbye to everybody and gives up the ids; resolves when what was written here before is stored, or was refused. */
  close(): Promise<void> {
    this.links.close();
    this.presence.close();
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
    this.#standing.answered(answer);
    const error = errorOfAnswer(answer);
    // It goes on, with others.
    if (error !== null && !isPhaseOver(this.standing.phase)) this.links.warn(new ParleyError(error));
  }

  /** @internal The other side of the link that counts did not want it. */
  refused(isByMember: boolean): void {
    this.#standing.refused(isByMember);
  }

  /** @internal A member said how far they have our own feeds: perhaps as far as our leaving. */
  acknowledged(): void {
    if (this.isLeaving) this.#standing.reviewOnce(() => undefined);
  }

  /** @internal The links may have brought all that is held there. */
  caughtUp(): void {
    this.#standing.caughtUp();
  }

  /** @internal Where one stands is another thing now. */
  entered(): void {
    const { isIn, isLeaving, links, standing } = this;
    if (isIn) {
      links.membershipChanged();
      links.rendezvous.arrive();
    }
    if (isLeaving) links.leave();
    if (isPhaseOver(standing.phase)) links.close();
    this.changed();
  }

  #logChanged(change: LogChange): void {
    const { hasMembersChanged, forks } = change;
    this.presence.logChanged(change);
    this.changed();
    if (!hasMembersChanged && forks.length === 0) return;
    this.#standing.reviewThen(() => {
      this.links.membershipChanged();
      this.knocks.membershipChanged();
    });
  }
}
