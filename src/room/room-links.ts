/**
 * One room's links: from a channel that the rendezvous brings, over the handshake, to a session that counts; who may be at the other end, what a
 * failure may mean for the people here, and what becomes of a link that ends.
 */
import { establishLink } from '../link/establish-link.js';
import type { LinkRemote } from '../link/link-parts.js';
import type { Link } from '../link/link.js';
import { equalBytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Channel } from '../transport/transport.js';
import type { Knocks } from './knocks.js';
import { lesserWarning, warningAfter } from './link-warning.js';
import { Mesh } from './mesh.js';
import { Neighbourhood } from './neighbourhood.js';
import { partingOf } from './parting.js';
import type { Presence } from './presence.js';
import { Rendezvous } from './rendezvous.js';
import type { RendezvousLinks } from './rendezvous.js';
import type { OnlinePeer } from './room-frames.js';
import type { RoomPeople } from './room-people.js';
import type { RoomContext } from './room-setup.js';
import { Session } from './session.js';
import type { SessionRoom } from './session-room.js';
import { sendStrangersAway } from './strangers.js';

/** What the links need of their room. */
export interface LinksRoom extends RoomContext, Omit<SessionRoom, keyof RoomContext | 'people' | 'knocks' | 'verification' | 'presence'> {
  readonly people: Pick<RoomPeople, 'by' | 'sought'>;
  /** The other side of the link that counts did not want it. */
  refused(isByMember: boolean): void;
  readonly knocks: SessionRoom['knocks'] & Pick<Knocks, 'ended' | 'isAttended'>;
  readonly verification: SessionRoom['verification'] & { ended(link: Link, code: ErrorCode): void };
  readonly presence: Pick<Presence, 'ended' | 'lastSeen' | 'tell'>;
}

/** The links of one room. */
export class RoomLinks implements RendezvousLinks {
  /** The last thing that went wrong on the way to a link, or in one, and still matters. */
  warning: ErrorCode | null = null;
  readonly mesh: Mesh<Session>;
  readonly rendezvous: Rendezvous;
  readonly ring: Neighbourhood;
  readonly #room: LinksRoom;
  #isClosed = false;

  constructor(room: LinksRoom) {
    this.#room = room;
    this.mesh = new Mesh<Session>(room.setup, (session) => this.#activated(session));
    this.ring = new Neighbourhood(room, this);
    this.rendezvous = new Rendezvous(room, this);
  }

  /** What is said with each installation of a member that is linked now, one's own other ones among them. */
  get members(): readonly Session[] {
    return [...this.mesh.current.values()].filter(({ isRemoteMember }) => isRemoteMember);
  }

  /** How many other members are linked. */
  get memberCount(): number {
    return new Set(this.members.flatMap(({ isOwn, link }) => (isOwn ? [] : link.remote.fpHex))).size;
  }

  /** Whether another installation of one's own identity is linked: the person's own, or that of somebody who has their key. */
  get isOwnLinked(): boolean {
    return this.mesh.to(this.#room.setup.identity.fp.toHex()) !== null;
  }

  /**
   * For one who is in, or leaves, the members; for one who wants to get in, the inviter under each of their ids, and the founder.
   * SECURITY: the invite names both, and an inviter who gives out a forged history cannot keep the true one away (room.test.ts: "looks for the founder, too, since the inviter may lie").
   */
  sought(): readonly OnlinePeer[] {
    const { address, isIn, isLeaving, people, setup } = this.#room;
    if (isIn || isLeaving) return people.sought().filter(({ fp }) => !equalBytes(fp, setup.identity.fp));
    const { inviterFp: fp } = setup;
    if (fp === null) return [];
    const founder = equalBytes(fp, address.founderFp) ? [] : [{ fp: address.founderFp, slot: 0 }];
    return [...Array.from({ length: address.slots }, (_, slot) => ({ fp, slot })), ...founder];
  }

  /** Makes a session of a fresh channel; resolves with whether that succeeded. `expectedFpHex`: who has to be there, `null` for any member. */
  async connect(channel: Channel, expectedFpHex: string | null): Promise<boolean> {
    const { address } = this.#room;
    const { rid, psk } = address;
    const { clock, identity, run } = this.#room.setup;
    let isUnwanted = false;
    let [ownSlot, remoteSlot]: (number | null)[] = [];
    const accepts = async (remote: LinkRemote): Promise<boolean> => {
      const { fp, fpHex, isInitiator, peerId } = remote;
      // SECURITY: the removed learn nothing more (room.test.ts: "refuses whoever was removed").
      isUnwanted = this.#room.isRemoved(remote);
      // SECURITY: other installations of our own identity are let in, but not we ourselves (room-door.test.ts: "refuses a link of one's own that comes back").
      isUnwanted ||= fpHex === identity.fp.toHex() && equalBytes(remote.run, run);
      // Nobody is answered while we are not in ourselves, and while we leave only members.
      isUnwanted ||= isInitiator && !this.#answers(fpHex);
      if (isUnwanted) return false;
      [ownSlot, remoteSlot] = await Promise.all([address.slotOf(identity.fp, channel.localId), address.slotOf(fp, peerId)]);
      // SECURITY: an id belongs to one identity (room.test.ts: "answers nobody under the id of another").
      return isInitiator ? remoteSlot !== null : expectedFpHex === null || fpHex === expectedFpHex;
    };
    const link = await establishLink({ channel, rid, psk, identity, run, clock, accepts }).catch((error: unknown) => {
      // Whoever is merely not wanted leaves no doubt about anybody.
      if (!isUnwanted) this.#failed(error, expectedFpHex !== null);
    });
    if (link === undefined) return false;
    if (this.#isClosed || this.#room.isRemoved(link.remote)) {
      link.close(this.#isClosed ? 'bye' : 'refused');
      return false;
    }
    const session = new Session(link, this.#room, { own: ownSlot ?? this.rendezvous.slot, remote: remoteSlot ?? null });
    link.start({ frame: (type, data) => session.receive(type, data), closed: (code) => this.#ended(session, code) });
    if (!link.isClosed) this.mesh.add(session);
    // SECURITY: nobody who holds the room's secret takes all connections of the browser (strangers.test.ts: "stay no more than sixteen at a time: who came first goes").
    sendStrangersAway(this.mesh.all, this.#room.knocks);
    return !link.isClosed;
  }

  /** What failed on the way to a link, or in one: some of it means that somebody may be in between, and people are told. */
  readonly warn = (error: unknown): void => this.#failed(error, false);

  /** Something that people see has changed; the members are told how one is here, where that is news. */
  changed(): void {
    this.#room.presence.tell();
    this.#room.changed();
  }

  /** Another installation may go on with the feed that our vault names, if that is a copy. */
  idShared(): void {
    this.#room.history.leaveFeed();
  }

  /** Who is linked, who is online elsewhere, or who holds the lobby has changed: the members are told, where that is news. */
  meshChanged(): void {
    this.ring.changed(this.rendezvous);
    this.changed();
  }

  /** Who is a member, or whether we are one, has changed. */
  membershipChanged(): void {
    for (const session of this.mesh.all) session.membershipChanged();
    this.meshChanged();
  }

  /** One has left: one's other installations are told, whoever stands at the door is sent elsewhere, and members are looked for until one of them knows. */
  leave(): void {
    for (const session of this.mesh.all) {
      if (session.isOwn) session.membershipChanged();
      else if (!session.isRemoteMember) session.link.close('bye');
    }
    this.rendezvous.leaveRoom();
  }

  /** Says goodbye to everybody and gives up the ids. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.rendezvous.stop();
    // Giving up the ids closes the channels: not before the goodbyes are sealed and on their way.
    void this.mesh.close().then(() => this.rendezvous.leave());
  }

  /** Whether a link that this person dialled may be answered. */
  #answers(fpHex: string): boolean {
    const { isIn, isLeaving, people } = this.#room;
    return isIn || (isLeaving && people.by(fpHex)?.isPresent === true);
  }

  /** `isExpected`: somebody in particular was dialled, and proved to hold the keys of the room. */
  #failed(error: unknown, isExpected: boolean): void {
    const code = errorCodeOf(error);
    if (code === null) this.#room.failed(error);
    else if (isExpected && code === 'handshake-refused' && this.members.length === 0) this.warning = lesserWarning(this.warning, code);
    else this.warning = warningAfter(this.warning, code, this.#room.isIn);
    this.#room.changed();
  }

  #activated(session: Session): void {
    this.warning = null;
    session.activate();
    this.meshChanged();
  }

  #ended(session: Session, code: ErrorCode): void {
    const { history, knocks, presence, verification } = this.#room;
    const { link, ownSlot, remoteSlot } = session;
    this.warning = warningAfter(this.warning, code, this.#room.isIn);
    knocks.ended(link);
    verification.ended(link, code);
    presence.ended(session);
    const isParted = this.mesh.remove(session);
    if (this.#isClosed) return;
    history.ended(session);
    if (!isParted) return;
    // The other side does not want to talk to us.
    if (code === 'link-refused') this.#room.refused(session.isRemoteMember);
    this.rendezvous.parted(link, remoteSlot, partingOf(code, ownSlot === this.rendezvous.slot));
    this.meshChanged();
  }
}
