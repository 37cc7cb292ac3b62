/**
 * What is said over one link: knocking, who is online, the log, comparisons. Decides what the other side may hear.
 *
 * Rule: we take from anybody who holds the room secret and has proved an identity, since entries prove themselves; we tell only members, as our own
 * log knows them. So a member of whom we have not heard can show us the entry that let them in, and a stranger
 * learns at most, from what we ask for, how much is held of a feed that they know.
 */
import type { LinkRemote } from '../link/link-parts.js';
import type { Link } from '../link/link.js';
import { isSasFrameType } from '../link/sas-frames.js';
import type { Bytes } from '../lib/bytes.js';
import type { Entry } from '../log/entry.js';
import { SyncSession } from '../log/sync.js';
import { ENTRY_KINDS } from '../log/payload.js';
import type { LogFrame } from '../log/sync-frames.js';
import { encodePushFrames, LOG_FRAME } from '../log/sync-frames.js';
import type { HistorySession } from './history-session.js';
import type { RoomHistory } from './room-history.js';
import { encodeKnockFrame, parseAnswerFrame, parseKnockFrame, parsePeersFrame, ROOM_FRAME } from './room-frames.js';
import type { KnockAnswer, KnockFrame, PeersFrame } from './room-frames.js';
import type { RoomPeople } from './room-people.js';
import type { RoomContext, RoomSetup } from './room-setup.js';

/** What a session needs of its room. */
export interface SessionRoom extends Pick<RoomContext, 'isIn' | 'isLeaving' | 'failed'> {
  readonly setup: Pick<RoomSetup, 'ownName' | 'redeem'>;
  readonly history: RoomHistory;
  readonly people: Pick<RoomPeople, 'by'>;
  readonly knocks: { isWaiting(link: Link): boolean; knocked(link: Link, frame: KnockFrame): Promise<void> };
  readonly verification: { take(link: Link, type: number, data: Bytes): void };
  readonly links: { readonly rendezvous: { told(fromFpHex: string, frame: PeersFrame): void } };
  isRemoved(remote: LinkRemote): boolean;
  answered(answer: KnockAnswer): void;
  /** A member said how far they have our own feeds. */
  acknowledged(): void;
  /** All that the others have, as far as they said, may have come and been dealt with. */
  caughtUp(): void;
}

/** Frames of the log that a stranger may send: what proves itself. */
const FROM_ANYBODY: ReadonlySet<number> = new Set([LOG_FRAME.have, LOG_FRAME.push, LOG_FRAME.fork]);

/** One link's conversation. */
export class Session implements HistorySession {
  readonly link: Link;
  /** What was told and fetched over it. */
  readonly sync: SyncSession;
  /** The slot of the other side's id, as it said itself; 0 until then. */
  remoteSlot = 0;
  readonly #room: SessionRoom;
  #hasStarted = false;
  #hasKnocked = false;
  #isPushing = false;
  #toldPeers = '';

  constructor(link: Link, room: SessionRoom) {
    this.link = link;
    this.#room = room;
    this.sync = new SyncSession(room.history.shared, link.remote.pk);
  }

  /** Whether the other side is a member, as our log knows it. */
  get isRemoteMember(): boolean {
    return this.#room.history.log.isMember(this.link.remote.pk.toHex());
  }

  /** Whether the other side may hear of the log now. SECURITY: looked at each time, since members go (room.test.ts: "tells nothing more to whoever has left"). */
  get #isTelling(): boolean {
    return this.#hasStarted && this.isRemoteMember;
  }

  /** The link counts from now on: everything that is to be said to this person goes over it. */
  activate(): void {
    const { history, isIn, isLeaving, setup } = this.#room;
    history.sessions.add(this);
    if (!isIn && !isLeaving) this.link.send(ROOM_FRAME.knock, encodeKnockFrame({ name: setup.ownName, redeem: setup.redeem }));
    this.membershipChanged();
  }

  /**
   * Who is a member may have changed: begins to tell the other side what there is, if they are one now; ends the link when they were put out, or
   * were told of the log as a member and are none any more.
   */
  membershipChanged(): void {
    const isMember = this.isRemoteMember;
    if (!isMember) this.#send(this.#lastWord());
    if ((this.#hasStarted && !isMember) || this.#room.isRemoved(this.link.remote)) this.link.closeAfterSending('refused');
    else if (isMember && !this.#hasStarted && this.#room.history.sessions.has(this)) {
      this.#hasStarted = true;
      this.#send(this.sync.start());
      this.tellNews();
    }
  }

  /**
   * What is said to one who is no member any more. Who left: that it is stored here. Who was removed: by which entry, so that they need not take anybody's
   * word for it. SECURITY: nothing else (room-leaving.test.ts: "tells whoever was removed their removal and nothing else").
   */
  #lastWord(): readonly LogFrame[] {
    const ending = this.#room.history.log.powers.endingOf(this.link.remote.pk.toHex());
    if (ending?.kind === ENTRY_KINDS.leave) return this.sync.acknowledge();
    return ending === null ? [] : encodePushFrames([ending.itemBytes], false);
  }

  /** Tells who is online, if that is not what was told last. `data` is that of PEERS. */
  tellPeers(data: Bytes): void {
    const text = data.toHex();
    if (!this.#isTelling || text === this.#toldPeers) return;
    this.#toldPeers = text;
    this.link.send(ROOM_FRAME.peers, data);
  }

  /** Entries were added to the log. */
  announce(entries: readonly Entry[], isOwn: boolean): void {
    if (!this.#isTelling) return;
    this.#send(this.sync.announce(entries, isOwn));
    void this.#push();
  }

  /** So many items that came over this link were dealt with. */
  handled(count: number): void {
    this.#send(this.sync.handled(count));
    this.#room.caughtUp();
  }

  /** Asks for what entries wait for, or for what another link has stopped fetching. */
  fetchMore(): void {
    this.#send([...this.sync.replan(), ...this.sync.seekMissing()]);
  }

  /** Passes on the proofs of forks that are known, and tells how far was read here, as far as that is news. */
  tellNews(): void {
    const { log, receipts } = this.#room.history;
    if (this.#isTelling) this.#send([...this.sync.announceForks([...log.forks.values()]), ...this.sync.tellRead(receipts.ownRead)]);
  }

  /** Takes a frame. Throws `ParleyError`, on which the link closes, when it does not follow the protocol. */
  receive(type: number, data: Bytes): void {
    const { isIn, knocks, verification } = this.#room;
    if (type === ROOM_FRAME.peers) this.#receivePeers(parsePeersFrame(data));
    else if (type === ROOM_FRAME.knock) this.#receiveKnock(parseKnockFrame(data));
    else if (type === ROOM_FRAME.answer) this.#room.answered(parseAnswerFrame(data));
    else if (isSasFrameType(type)) {
      // A stranger who has not even knocked cannot start a comparison; whoever knocks themselves takes what the members send.
      if (!isIn || this.isRemoteMember || knocks.isWaiting(this.link)) verification.take(this.link, type, data);
    }
    // SECURITY: a stranger is served nothing of the log (room.test.ts: "serves nothing to whoever is not a member").
    else if (FROM_ANYBODY.has(type) || this.isRemoteMember) this.#receiveLogFrame(type, data);
  }

  /** Who is online is told among members only, and believed of members only, and about those whom the log knows: nobody makes us dial at random. */
  #receivePeers({ holdsLobby, online }: PeersFrame): void {
    if (!this.isRemoteMember) return;
    const { links, people } = this.#room;
    const { fpHex } = this.link.remote;
    this.remoteSlot = online.find(({ fp }) => fp.toHex() === fpHex)?.slot ?? 0;
    links.rendezvous.told(fpHex, { holdsLobby, online: online.filter(({ fp }) => people.by(fp.toHex())?.isPresent) });
  }

  /** Once a link: a name that changes under an open dialog, or a bell that never stops, is nobody's honest wish. */
  #receiveKnock(frame: KnockFrame): void {
    const { failed, isIn, knocks } = this.#room;
    if (this.#hasKnocked || !isIn || this.isRemoteMember) return;
    this.#hasKnocked = true;
    knocks.knocked(this.link, frame).catch(failed);
  }

  #receiveLogFrame(type: number, data: Bytes): void {
    const { history } = this.#room;
    const effects = this.sync.receive(type, data);
    this.#send(effects.frames);
    if (effects.items.length > 0) history.intake.take(effects.items, this);
    history.receipts.told(this.link.remote.pk.toHex(), effects);
    if (effects.acks !== null) this.#room.acknowledged();
    void history.intake.takeForks(effects.forkProofs, this.link);
    if (type === LOG_FRAME.have) {
      history.heard();
      this.#room.caughtUp();
    }
    void this.#push();
  }

  /** Sends what the other side is to be pushed, as fast as the link takes it. */
  async #push(): Promise<void> {
    if (this.#isPushing) return;
    this.#isPushing = true;
    for (;;) {
      await this.link.ready();
      const frame = this.link.isClosed || !this.isRemoteMember ? null : this.sync.nextPush();
      if (frame === null) break;
      this.#send([frame]);
    }
    this.#isPushing = false;
  }

  #send(frames: readonly LogFrame[]): void {
    for (const { type, data } of frames) this.link.send(type, data);
  }
}
