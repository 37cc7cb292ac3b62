/**
 * What the other side of one link says of who is online (PEERS): checked at once, believed once the sender is a member by one's own log.
 */
import { equalBytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { Latest } from './latest.js';
import { installationKey } from './mesh.js';
import type { LinkEnd } from './mesh.js';
import type { PeersFrame } from './room-frames.js';
import type { KnownPeer, SessionRoom } from './session-room.js';

/** Who is online elsewhere is looked at so often at most: it may mean hundreds of dials. */
const PEERS_EVERY_MS = 500;

/** The end of the link that it comes over. */
export interface PeersEnd extends LinkEnd {
  /** Set to what the other side says of itself. */
  remoteSlot: number | null;
  /** Whether the other side is a member, by one's own log. */
  readonly isRemoteMember: boolean;
}

/** One link's PEERS. */
export class PeersHeard {
  /** The other side, and the members it is linked with, as it said last. */
  online: readonly KnownPeer[] = [];
  readonly #end: PeersEnd;
  readonly #room: SessionRoom;
  readonly #latest: Latest<PeersFrame>;
  /** The last one of a sender who is no member yet: a newcomer may be told before the log shows who is in. */
  #early: PeersFrame | null = null;

  constructor(end: PeersEnd, room: SessionRoom) {
    this.#end = end;
    this.#room = room;
    // SECURITY: a flood of it costs next to nothing (session.test.ts: "looks at a flood of PEERS twice a second, and at the last word of it").
    this.#latest = new Latest(room.setup.clock, PEERS_EVERY_MS, (frame) => this.#look(frame));
  }

  /** One has come. Throws `ParleyError('malformed')` when it does not begin with its sender. */
  receive(frame: PeersFrame): void {
    const { link, remoteSlot } = this.#end;
    const [sender] = frame.online;
    const isTrue = sender !== undefined && equalBytes(sender.fp, link.remote.fp) && sender.slot === (remoteSlot ?? sender.slot);
    // SECURITY: no installation takes the place of another, nor more than one (session.test.ts: "closes on PEERS that does not begin with the sender, or names another slot than its own").
    if (!isTrue) throw new ParleyError('malformed');
    this.#early = frame;
    this.membershipChanged();
  }

  /** The sender may have become a member. */
  membershipChanged(): void {
    const frame = this.#early;
    // SECURITY: a stranger says nothing that is believed (session.test.ts: "believes PEERS only once the sender is a member").
    if (frame === null || !this.#end.isRemoteMember) return;
    this.#early = null;
    this.#end.remoteSlot = frame.online[0]?.slot ?? null;
    this.#room.links.mesh.place(this.#end);
    this.#latest.take(frame);
  }

  /** Only those whom the log knows count: nobody makes us dial at random. */
  #look({ holdsLobby, online }: PeersFrame): void {
    const { link, remoteSlot, isRemoteMember } = this.#end;
    // It may have turned out to be the older of two links to one installation.
    if (!isRemoteMember || link.isClosed) return;
    const { links, people } = this.#room;
    this.online = online.map((peer) => ({ ...peer, fpHex: peer.fp.toHex() })).filter((peer) => people.by(peer.fpHex)?.isPresent);
    links.meshChanged();
    links.rendezvous.told(installationKey(link.remote.fpHex, remoteSlot), { holdsLobby, online: this.online });
  }
}
