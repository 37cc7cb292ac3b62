/**
 * One room's links: from a channel that the rendezvous brings to a session that counts, and what becomes of it when the link ends.
 */
import type { RoomAddress } from '../link/addresses.js';
import type { LinkRemote } from '../link/link-parts.js';
import type { Link } from '../link/link.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Channel } from '../transport/transport.js';
import { isDistrusted, LinkDoor } from './link-door.js';
import { Mesh } from './mesh.js';
import { knownPeers, onlinePeers } from './online-peers.js';
import { Rendezvous } from './rendezvous.js';
import type { OnlinePeer } from './room-frames.js';
import type { RoomSetup } from './room-setup.js';
import { Session } from './session.js';
import type { SessionNeeds } from './session.js';

/** Ends of a link after which nobody is redialled: they were meant. */
const FAREWELLS: ReadonlySet<ErrorCode> = new Set(['link-ended', 'link-closed', 'link-replaced', 'link-refused']);

/** What the links need of their room. */
export interface RoomLinksNeeds {
  /** Whether one is a member: only members answer, hold the lobby and tell who is online. */
  isIn(): boolean;
  /** Whether the person at the other end was put out of the room. */
  isRemoved(remote: LinkRemote): boolean;
  /** Whether somebody is a member now. */
  isPresent(fpHex: string): boolean;
  /** Whom to look for, whoever is most likely online first. */
  sought(): readonly OnlinePeer[];
  /** What a session needs beside what the links themselves know. */
  readonly session: Omit<SessionNeeds, 'peersFrame' | 'peers'>;
  /** A link has ended, whether it counted or not. */
  ended(link: Link, code: ErrorCode): void;
  /** A link that counted was ended by the other side, who does not want to talk to us. */
  refused(): void;
  /** Something that people see has changed. */
  changed(): void;
  /** A fault of our own. */
  failed(error: unknown): void;
}

/** The links of one room. */
export class RoomLinks {
  readonly rendezvous: Rendezvous;
  readonly #setup: RoomSetup;
  readonly #needs: RoomLinksNeeds;
  readonly #door: LinkDoor;
  readonly #mesh: Mesh;
  readonly #sessions = new Map<Link, Session>();
  #isClosed = false;

  constructor(setup: RoomSetup, address: RoomAddress, needs: RoomLinksNeeds) {
    const { clock, identity, run, memory, slot, tokens, transport } = setup;
    this.#setup = setup;
    this.#needs = needs;
    this.#door = new LinkDoor({
      identity,
      run,
      clock,
      address,
      isIn: () => needs.isIn(),
      isRemoved: (remote) => needs.isRemoved(remote),
      changed: () => needs.changed(),
      failed: (error) => needs.failed(error),
    });
    this.#mesh = new Mesh(
      { fp: identity.fp, run },
      {
        activated: (link) => this.#activated(link),
        parted: (link, code) => this.#parted(link, code),
        ended: (link) => this.#ended(link),
      },
    );
    this.rendezvous = new Rendezvous({
      transport,
      clock,
      address,
      ownFp: identity.fp,
      slot,
      tokens,
      random: () => setup.random(),
      isIn: () => needs.isIn(),
      isLinked: (fpHex) => this.linkTo(fpHex) !== null,
      hasLinks: () => this.#mesh.size > 0,
      sought: () => needs.sought(),
      rank: () => this.#mesh.rank,
      connect: (channel, expectedFpHex) => this.#connect(channel, expectedFpHex),
      slotChanged: (taken) => void memory.slotChanged(taken).catch((error: unknown) => needs.failed(error)),
      changed: () => {
        this.tellPeers();
        needs.changed();
      },
      dialFailed: (error) => this.#door.warn(error),
    });
  }

  /** The last thing that went wrong with a link and still matters. */
  get warning(): ErrorCode | null {
    return this.#door.warning;
  }

  /** Whether all that the others have, as far as they said, has come. */
  get isCaughtUp(): boolean {
    return [...this.active()].every((session) => session.isCaughtUp);
  }

  /** The link that counts to this person, or `null`. */
  linkTo(fpHex: string): Link | null {
    return this.#mesh.linkTo(fpHex);
  }

  /** Sessions of the links that count. */
  *active(): Iterable<Session> {
    for (const link of this.#mesh.links) {
      const session = this.#sessions.get(link);
      if (session !== undefined) yield session;
    }
  }

  /** Tells every member who is online, where that has changed. */
  tellPeers(): void {
    for (const session of this.active()) session.tellPeers();
  }

  /** Who is a member, or whether we are one, has changed. */
  membershipChanged(): void {
    for (const session of [...this.#sessions.values()]) {
      if (session.isOutdated || this.#needs.isRemoved(session.link.remote)) session.link.close('refused');
      else session.membershipChanged();
    }
    this.tellPeers();
  }

  /** Somebody sent what cannot be believed: nobody listens to that link any further. */
  distrust(error: unknown, link: Link): void {
    this.#door.warn(error);
    link.close('bye');
  }

  /** Says goodbye to everybody and gives up the ids. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.rendezvous.stop();
    // Giving up the ids closes the channels: not before the goodbyes are sealed and on their way.
    void this.#mesh.close().then(() => this.rendezvous.leave());
  }

  async #connect(channel: Channel, expectedFpHex: string | null): Promise<boolean> {
    const link = await this.#door.enter(channel, expectedFpHex);
    if (link === null) return false;
    // Much may have happened during the handshake.
    if (this.#isClosed || this.#needs.isRemoved(link.remote)) {
      link.close(this.#isClosed ? 'bye' : 'refused');
      return false;
    }
    const session = new Session(link, {
      ...this.#needs.session,
      peersFrame: () => ({
        holdsLobby: this.rendezvous.holdsLobby,
        online: onlinePeers({ fp: this.#setup.identity.fp, slot: this.rendezvous.slot }, this.active()),
      }),
      peers: ({ online, holdsLobby }) => this.rendezvous.told(link.remote.fpHex, knownPeers(online, this.#needs.isPresent), holdsLobby),
    });
    this.#sessions.set(link, session);
    link.start({ frame: (type, data) => session.receive(type, data), closed: (code) => this.#closed(link, code) });
    if (!link.isClosed) this.#mesh.add(link);
    return !link.isClosed;
  }

  #activated(link: Link): void {
    this.#door.calm();
    this.#sessions.get(link)?.activate();
    this.tellPeers();
    this.#needs.changed();
  }

  #closed(link: Link, code: ErrorCode): void {
    this.#door.ended(code);
    this.#needs.ended(link, code);
    this.#mesh.remove(link, code);
  }

  #ended(link: Link): void {
    const session = this.#sessions.get(link);
    this.#sessions.delete(link);
    if (session !== undefined && !this.#isClosed) this.#needs.session.history.ended(session);
  }

  #parted(link: Link, code: ErrorCode): void {
    if (this.#isClosed) return;
    const slot = this.#sessions.get(link)?.remoteSlot ?? 0;
    if (code === 'link-refused') this.#needs.refused();
    // Whoever breaks the rules is not called back either: the next frame would break them again.
    this.rendezvous.parted(link.remote.fp, slot, link.isInitiator, FAREWELLS.has(code) || isDistrusted(code));
    this.tellPeers();
    this.#needs.changed();
  }
}
