/**
 * What is said over one link: knocking, who is online, the log, comparisons. Decides what the other side may hear.
 *
 * Rule: we take from anybody who holds the room secret and has proved an identity, since entries prove themselves; we tell only members, as our own
 * log knows them. So a member of whom we have not heard can show us the entry that let them in, and a stranger
 * learns at most, from what we ask for, how much is held of a feed that they know.
 */
import type { Link } from '../link/link.js';
import { isSasFrameType } from '../link/sas-frames.js';
import type { Bytes } from '../lib/bytes.js';
import type { Entry } from '../log/entry.js';
import type { SyncSession } from '../log/sync.js';
import { ENTRY_KINDS } from '../log/payload.js';
import type { LogFrame } from '../log/sync-frames.js';
import { encodePushFrames, LOG_FRAME } from '../log/sync-frames.js';
import type { HistorySession } from './history-session.js';
import { LinkStatus } from './link-status.js';
import { LogConversation } from './log-conversation.js';
import { PeersHeard } from './peers-heard.js';
import { encodeKnockFrame, parseAnswerFrame, parseKnockFrame, parsePeersFrame, parseStatusFrame, ROOM_FRAME } from './room-frames.js';
import type { KnockFrame } from './room-frames.js';
import type { KnownPeer, SessionRoom, SessionSlots } from './session-room.js';

/** Frames of the log that a stranger may send: what proves itself. */
const FROM_ANYBODY: ReadonlySet<number> = new Set([LOG_FRAME.have, LOG_FRAME.push, LOG_FRAME.fork]);

/** One link's conversation. */
export class Session implements HistorySession {
  readonly link: Link;
  /** The slot of this side's id in this link, which stays what it is though this side may go by another one meanwhile. */
  readonly ownSlot: number;
  /** The slot of the other side's id: of that which was dialled, or which they dialled from; `null` until they say it, where that was the lobby. */
  remoteSlot: number | null;
  /** How both sides are there, as they said. */
  readonly status: LinkStatus;
  readonly #room: SessionRoom;
  readonly #remotePkHex: string;
  readonly #log: LogConversation;
  readonly #peers: PeersHeard;
  #hasStarted = false;
  #hasKnocked = false;
  #toldPeers = '';
  /** The last STATUS of a sender who is no member yet: a newcomer may be told before the log shows who is in. */
  #earlyStatus: Bytes | null = null;

  constructor(link: Link, room: SessionRoom, { own, remote }: SessionSlots) {
    this.link = link;
    this.ownSlot = own;
    this.remoteSlot = remote;
    this.#room = room;
    this.#remotePkHex = link.remote.pk.toHex();
    this.#log = new LogConversation(link, room, () => this.isRemoteMember);
    this.#peers = new PeersHeard(this, room);
    this.status = new LinkStatus(link, room.setup.clock, room.changed);
  }

  /** What was told and fetched over it. */
  get sync(): SyncSession {
    return this.#log.sync;
  }

  /** The other side, and the members it is linked with, as it said last. */
  get online(): readonly KnownPeer[] {
    return this.#peers.online;
  }

  /** Whether the other side is a member, as our log knows it. */
  get isRemoteMember(): boolean {
    return this.#room.history.log.isMember(this.#remotePkHex);
  }

  /** Whether the other side may hear of the log, and of us, now. SECURITY: looked at each time, since members go (room.test.ts: "tells nothing more to whoever has left"). */
  get isTelling(): boolean {
    return this.#hasStarted && this.isRemoteMember;
  }

  /** Whether another installation of one's own identity is at the other end. */
  get isOwn(): boolean {
    return this.#remotePkHex === this.#room.history.ownPkHex;
  }

  /** The link counts from now on: everything that is to be said to this installation goes over it. */
  activate(): void {
    const { history, isIn, isLeaving, setup } = this.#room;
    if (history.sessions.has(this)) return;
    history.sessions.add(this);
    // Nobody asks oneself to be let in: a link to oneself brings what one lacks.
    if (!isIn && !isLeaving && !this.isOwn)
      this.link.send(ROOM_FRAME.knock, encodeKnockFrame({ name: setup.ownName, redeem: setup.redeem }));
    this.membershipChanged();
  }

  /**
   * Who is a member may have changed: begins to tell the other side what there is, if they are one now; ends the link when they were put out, or
   * were told of the log as a member and are none any more.
   */
  membershipChanged(): void {
    const isMember = this.isRemoteMember;
    if (!isMember) this.#log.send(this.#lastWord());
    if ((this.#hasStarted && !isMember) || this.#room.isRemoved(this.link.remote)) this.link.closeAfterSending('refused');
    else if (isMember && !this.#hasStarted && this.#room.history.sessions.has(this)) {
      this.#hasStarted = true;
      this.#room.presence.lastSeen.note(this.link.remote.fpHex);
      this.#log.send(this.sync.start());
      this.tellNews();
    }
    this.#peers.membershipChanged();
    if (isMember && this.#earlyStatus !== null) this.#receiveStatus(this.#earlyStatus);
  }

  /**
   * What is said to one who is no member any more. Who left: that it is stored here; and if that is oneself, to one's other installations, that one has. Who was removed: by which entry, so that they need not take anybody's
   * word for it. SECURITY: nothing else (room-leaving.test.ts: "tells whoever was removed their removal and nothing else").
   */
  #lastWord(): readonly LogFrame[] {
    const ending = this.#room.history.log.powers.endingOf(this.link.remote.pk.toHex());
    if (ending === null) return [];
    return ending.kind === ENTRY_KINDS.leave && !this.isOwn ? this.sync.acknowledge() : encodePushFrames([ending.itemBytes], false);
  }

  /** Tells who is online, if that is not what was told last. `data` is that of PEERS, `text` the same in hexadecimal. */
  tellPeers(data: Bytes, text: string): void {
    if (!this.isTelling || text === this.#toldPeers) return;
    this.#toldPeers = text;
    this.link.send(ROOM_FRAME.peers, data);
  }

  /** Entries were added to the log. */
  announce(entries: readonly Entry[], isOwn: boolean): void {
    if (!this.isTelling) return;
    this.#log.send(this.sync.announce(entries, isOwn));
    void this.#log.push();
  }

  /** So many items that came over this link were dealt with. */
  handled(count: number): void {
    this.#log.send(this.sync.handled(count));
    this.#room.caughtUp();
  }

  /** Asks for what another link has stopped fetching, or what could not be asked for before; `isSeeking`: also for what entries wait for. */
  fetchMore(isSeeking = true): void {
    this.#log.send([...this.sync.replan(), ...(isSeeking ? this.sync.seekMissing() : [])]);
  }

  /** Passes on the proofs of forks that are known, and tells how far was read here, as far as that is news. */
  tellNews(): void {
    const { log, receipts } = this.#room.history;
    if (this.isTelling) this.#log.send([...this.sync.announceForks([...log.forks.values()]), ...this.sync.tellRead(receipts.ownRead)]);
  }

  /** Takes a frame. Throws `ParleyError`, on which the link closes, when it does not follow the protocol. */
  receive(type: number, data: Bytes): void {
    const { isIn, knocks, verification } = this.#room;
    if (type === ROOM_FRAME.peers) this.#peers.receive(parsePeersFrame(data));
    else if (type === ROOM_FRAME.knock) this.#receiveKnock(parseKnockFrame(data));
    else if (type === ROOM_FRAME.answer) this.#room.answered(parseAnswerFrame(data));
    else if (type === ROOM_FRAME.status) this.#receiveStatus(data);
    else if (isSasFrameType(type)) {
      // Whoever has a copy of our key has nobody to show us: there is nothing to compare with oneself.
      if (this.isOwn) return;
      // A stranger who has not even knocked cannot start a comparison; whoever knocks themselves takes what the members send.
      if (!isIn || this.isRemoteMember || knocks.isWaiting(this.link)) verification.take(this.link, type, data);
    }
    // SECURITY: a stranger is served nothing of the log (room.test.ts: "serves nothing to whoever is not a member").
    else if (FROM_ANYBODY.has(type) || this.isRemoteMember) this.#log.receive(type, data, this);
  }

  #receiveStatus(data: Bytes): void {
    parseStatusFrame(data);
    // SECURITY: a stranger says nothing that is shown here (session.test.ts: "believes no stranger how they are there, until they are a member").
    this.#earlyStatus = this.isRemoteMember ? null : data.slice();
    if (this.isRemoteMember) this.status.receive(data);
  }

  /** Once a link: a name that changes under an open dialog, or a bell that never stops, is nobody's honest wish. */
  #receiveKnock(frame: KnockFrame): void {
    const { failed, isIn, knocks } = this.#room;
    if (this.#hasKnocked || !isIn || this.isRemoteMember) return;
    this.#hasKnocked = true;
    knocks.knocked(this.link, frame).catch(failed);
  }
}
