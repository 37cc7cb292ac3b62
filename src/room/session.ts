/**
 * What is said over one link: knocking, who is online, the log, comparisons. Decides what the other side may hear.
 *
 * Rule: we take from anybody who holds the room secret and has proved an identity, since entries prove themselves; we tell only members, as our own
 * log knows them. So a member of whom we have not heard can show us the entry that let them in, and a stranger
 * learns at most, from what we ask for, how much is held of a feed that they know.
 */
import type { Link } from '../link/link.js';
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Entry } from '../log/entry.js';
import type { FetchPlan } from '../log/fetch-plan.js';
import { SyncSession } from '../log/sync.js';
import type { FeedVector, LogFrame } from '../log/sync-frames.js';
import { LOG_FRAME } from '../log/sync-frames.js';
import type { HistorySession } from './history-session.js';
import { PushPump } from './push-pump.js';
import type { RoomHistory } from './room-history.js';
import { encodeKnockFrame, encodePeersFrame, parseAnswerFrame, parseKnockFrame, parsePeersFrame, ROOM_FRAME } from './room-frames.js';
import type { KnockAnswer, KnockFrame, PeersFrame } from './room-frames.js';

/** What a session needs of its room. */
export interface SessionNeeds {
  readonly history: RoomHistory;
  /** Whether one is a member oneself. */
  isIn(): boolean;
  peersFrame(): PeersFrame;
  knockFrame(): KnockFrame;
  knocked(link: Link, frame: KnockFrame): void;
  answered(answer: KnockAnswer): void;
  peers(frame: PeersFrame): void;
  /** All that the other side has, as far as it said, has come and was dealt with. */
  caughtUp(): void;
  /** Takes a frame if it is one of a comparison; whether it was. */
  compared(link: Link, type: number, data: Bytes): boolean;
}

/** Frames of the log that a stranger may send: what proves itself. */
const FROM_ANYBODY: ReadonlySet<number> = new Set([LOG_FRAME.have, LOG_FRAME.push, LOG_FRAME.fork]);

/** One link's conversation. */
export class Session implements HistorySession {
  readonly link: Link;
  readonly #needs: SessionNeeds;
  readonly #sync: SyncSession;
  readonly #pump: PushPump;
  #isActive = false;
  #hasStarted = false;
  #hasKnocked = false;
  #toldPeers = '';
  #remoteSlot = 0;

  constructor(link: Link, needs: SessionNeeds) {
    this.link = link;
    this.#needs = needs;
    this.#sync = new SyncSession(needs.history.shared, link.remote.pk);
    this.#pump = new PushPump(link, this.#sync, () => this.isRemoteMember);
  }

  /** Whether the other side is a member, as our log knows it. */
  get isRemoteMember(): boolean {
    return this.#needs.history.log.isMember(hexOf(this.link.remote.pk));
  }

  /** The slot of the other side's id, as it said itself; 0 until then. */
  get remoteSlot(): number {
    return this.#remoteSlot;
  }

  /** What the other side holds, as far as it said; `null` until it has said so completely. */
  get remoteVector(): FeedVector | null {
    return this.#sync.hasHeard ? this.#sync.remoteVector : null;
  }

  /** Whether all that the other side has, as far as it said, has come. */
  get isCaughtUp(): boolean {
    return this.#sync.isCaughtUp;
  }

  /** Whether the other side may hear of the log now. SECURITY: looked at each time, since members go (room.test.ts: "tells nothing more to whoever has left"). */
  get #isTelling(): boolean {
    return this.#hasStarted && this.isRemoteMember;
  }

  /** Whether the other side was told of the log as a member and is none any more: there is nothing left to say to them. */
  get isOutdated(): boolean {
    return this.#hasStarted && !this.isRemoteMember;
  }

  /** The link counts from now on: everything that is to be said to this person goes over it. */
  activate(): void {
    this.#isActive = true;
    if (!this.#needs.isIn()) this.link.send(ROOM_FRAME.knock, encodeKnockFrame(this.#needs.knockFrame()));
    this.membershipChanged();
  }

  /** Who is a member may have changed: begin to tell the other side what there is, if they are one now. */
  membershipChanged(): void {
    if (!this.#isActive || this.#hasStarted || !this.isRemoteMember) return;
    this.#hasStarted = true;
    this.#send(this.#sync.start());
    this.#send(this.#sync.tellRead(this.#needs.history.receipts.ownRead));
    this.tellPeers();
  }

  /** Tells who is online, if that is not what was told last. */
  tellPeers(): void {
    if (!this.#isTelling || !this.#needs.isIn()) return;
    const data = encodePeersFrame(this.#needs.peersFrame());
    const text = hexOf(data);
    if (text === this.#toldPeers) return;
    this.#toldPeers = text;
    this.link.send(ROOM_FRAME.peers, data);
  }

  /** Entries were added to the log. */
  announce(entries: readonly Entry[], isOwn: boolean): void {
    if (!this.#isTelling) return;
    this.#send(this.#sync.stored(entries));
    this.#send(this.#sync.announce(entries, { isOwn }));
    this.#pump.run();
  }

  /** So many items that came over this link were dealt with. */
  handled(count: number): void {
    this.#send(this.#sync.handled(count));
    if (this.#sync.isCaughtUp) this.#needs.caughtUp();
  }

  /** Asks for what entries wait for, or for what another link has stopped fetching. */
  fetchMore(): void {
    this.#send(this.#sync.replan());
    this.#send(this.#sync.seekMissing());
  }

  /** Passes on the proofs of forks that are known. */
  tellForks(): void {
    if (this.#isTelling) this.#send(this.#sync.announceForks([...this.#needs.history.log.forks.values()]));
  }

  /** Tells how far was read here. */
  tellRead(): void {
    if (this.#isTelling) this.#send(this.#sync.tellRead(this.#needs.history.receipts.ownRead));
  }

  /** The link has ended: what was asked for here may be asked for elsewhere. */
  end(plan: FetchPlan): void {
    plan.release(this.#sync);
  }

  /** Takes a frame. Throws `ParleyError`, on which the link closes, when it does not follow the protocol. */
  receive(type: number, data: Bytes): void {
    switch (type) {
      case ROOM_FRAME.peers: {
        const frame = parsePeersFrame(data);
        // Who is online is told among members only, and believed of members only.
        if (!this.isRemoteMember) return;
        this.#remoteSlot = frame.online.find(({ fp }) => hexOf(fp) === this.link.remote.fpHex)?.slot ?? 0;
        this.#needs.peers(frame);
        return;
      }
      case ROOM_FRAME.knock: {
        const frame = parseKnockFrame(data);
        // Once a link: a name that changes under an open dialog, or a bell that never stops, is nobody's honest wish.
        if (!this.#hasKnocked && this.#needs.isIn() && !this.isRemoteMember) {
          this.#hasKnocked = true;
          this.#needs.knocked(this.link, frame);
        }
        return;
      }
      case ROOM_FRAME.answer:
        this.#needs.answered(parseAnswerFrame(data));
        return;
      default:
        if (!this.#needs.compared(this.link, type, data)) this.#receiveLogFrame(type, data);
    }
  }

  #receiveLogFrame(type: number, data: Bytes): void {
    // SECURITY: a stranger is served nothing of the log (room.test.ts: "serves nothing to whoever is not a member").
    if (!FROM_ANYBODY.has(type) && !this.isRemoteMember) return;
    const { history } = this.#needs;
    const effects = this.#sync.receive(type, data);
    this.#send(effects.frames);
    if (effects.items.length > 0) history.take(effects.items, this);
    if (effects.acks !== null) history.receipts.acknowledged(hexOf(this.link.remote.pk), effects.acks);
    if (effects.reads !== null) history.receipts.wasRead(hexOf(this.link.remote.pk), effects.reads);
    if (effects.forkProofs.length > 0) history.takeForks(effects.forkProofs, this.link);
    if (type === LOG_FRAME.have) {
      history.heard();
      if (this.#sync.isCaughtUp) this.#needs.caughtUp();
    }
    this.#pump.run();
  }

  #send(frames: readonly LogFrame[]): void {
    for (const { type, data } of frames) this.link.send(type, data);
  }
}
