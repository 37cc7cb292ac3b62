/**
 * Finding the others: holds this installation's id, arrives through the lobby, and dials (DESIGN section 4, "Rendezvous").
 *
 * Those who are in never poll the absent: dials happen on arrival, when a link is lost without a farewell, when somebody tells who is online,
 * and when the network comes back. Only one who still wants to get in keeps trying.
 */
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Channel, Endpoint, EndpointState } from '../transport/transport.js';
import { Dialler } from './dialler.js';
import { Entering } from './entering.js';
import { Lobby } from './lobby.js';
import { OwnPresence } from './own-presence.js';
import type { OwnPresenceNeeds } from './own-presence.js';
import { Redials } from './redials.js';
import type { OnlinePeer } from './room-frames.js';

/** What the rendezvous needs of its room. */
export interface RendezvousNeeds extends Pick<OwnPresenceNeeds, 'transport' | 'clock' | 'address' | 'ownFp' | 'slot' | 'slotChanged'> {
  /** Random texts that prove to the server that the ids are still ours after a reload. */
  readonly tokens: { readonly slot: string; readonly lobby: string };
  /** 0 ≤ x < 1. */
  random(): number;
  /** Whether this side is a member and so may hold the lobby; else it wants to get in. */
  isIn(): boolean;
  isLinked(fpHex: string): boolean;
  /** Whether there is any link at all. */
  hasLinks(): boolean;
  /** Whom to look for: members, or while entering the inviter; whoever was seen last comes first. */
  sought(): readonly OnlinePeer[];
  /** This side's rank by fingerprint among those who are in the mesh. */
  rank(): number;
  connect(channel: Channel, expectedFpHex: string | null): Promise<boolean>;
  /** Something that people see has changed. */
  changed(): void;
  /** A dial failed before there was a channel. */
  dialFailed(error: unknown): void;
}

/** The rendezvous as far as people are told of it. */
export type RendezvousView = Pick<Rendezvous, 'signalling' | 'nextAttemptAt' | 'isDialling'>;

/** One room's presence. */
export class Rendezvous {
  readonly #needs: RendezvousNeeds;
  readonly #lobby: Lobby;
  readonly #presence: OwnPresence;
  readonly #redials: Redials;
  readonly #entering: Entering;
  #dialler: Dialler | null = null;
  #isStopped = false;

  constructor(needs: RendezvousNeeds) {
    const { transport, clock, address, ownFp, slot, tokens } = needs;
    this.#needs = needs;
    this.#presence = new OwnPresence({
      transport,
      clock,
      address,
      ownFp,
      slot,
      token: tokens.slot,
      opened: (endpoint) => this.#dialFrom(endpoint),
      arrived: (channel) => void needs.connect(channel, null),
      online: () => this.arrive(),
      slotChanged: (taken) => needs.slotChanged(taken),
      changed: () => needs.changed(),
    });
    this.#lobby = new Lobby({
      transport,
      clock,
      lobbyId: address.lobbyId,
      token: tokens.lobby,
      random: () => needs.random(),
      arrived: (channel) => void needs.connect(channel, null),
      heldElsewhere: () => void this.#dialLobby(),
      changed: () => needs.changed(),
      rank: () => needs.rank(),
    });
    this.#redials = new Redials({
      clock,
      random: () => needs.random(),
      isLinked: (fpHex) => needs.isLinked(fpHex),
      dial: (peer) => this.#seek([peer]),
    });
    this.#entering = new Entering({
      clock,
      random: () => needs.random(),
      isIn: () => needs.isIn(),
      hasLinks: () => needs.hasLinks(),
      dialLobby: () => this.#dialLobby(),
      dialInviter: () => this.#seek(needs.sought()),
    });
  }

  /** Whether the signalling server carries for us. */
  get signalling(): EndpointState {
    return this.#presence.state;
  }

  get nextAttemptAt(): number | null {
    return this.#presence.nextAttemptAt;
  }

  get isDialling(): boolean {
    return this.#dialler?.isDialling ?? false;
  }

  get holdsLobby(): boolean {
    return this.#lobby.isHeld;
  }

  get slot(): number {
    return this.#presence.slot;
  }

  /** Claims the own id and begins to look for the others as soon as the server answers. */
  start(): Promise<void> {
    return this.#presence.start();
  }

  /** Looks for everybody now: on arrival, when the server is back, when one has just become a member. */
  arrive(): void {
    if (this.#isStopped || this.#presence.state !== 'online') return;
    if (!this.#needs.isIn()) {
      this.#entering.begin();
      return;
    }
    this.#lobby.claim();
    void this.#seek(this.#needs.sought());
  }

  /** A linked member told who is online. */
  told(fromFpHex: string, online: readonly OnlinePeer[], holdsLobby: boolean): void {
    if (this.#isStopped) return;
    this.#lobby.told(fromFpHex, holdsLobby);
    if (this.#needs.isIn()) void this.#seek(online);
  }

  /** A link has ended. After a farewell nobody is redialled. */
  parted(fp: Bytes, slot: number, wasInitiator: boolean, isFarewell: boolean): void {
    if (this.#isStopped) return;
    this.#lobby.parted(hexOf(fp));
    if (!this.#needs.isIn()) this.#entering.again();
    else if (!isFarewell) this.#redials.lost({ fp, slot }, wasInitiator);
  }

  /** The network may be back, or the machine has woken up. */
  wake(): void {
    this.#presence.wake();
    this.#lobby.wake();
    this.arrive();
  }

  /** Looks for nobody any more. The ids are kept until `leave`. */
  stop(): void {
    this.#isStopped = true;
    this.#entering.stop();
    this.#redials.stop();
    this.#dialler?.close();
  }

  /** Gives up the ids and every channel. */
  leave(): void {
    this.#lobby.stop();
    this.#presence.stop();
  }

  /** One always dials from the own id: the other side checks that the id fits the identity. */
  #dialFrom(endpoint: Endpoint): void {
    this.#dialler?.close();
    this.#dialler = new Dialler(endpoint, {
      isLinked: (fpHex) => this.#needs.isLinked(fpHex),
      connect: (channel, expectedFpHex) => this.#needs.connect(channel, expectedFpHex),
      changed: (error) => {
        if (error !== null) this.#needs.dialFailed(error);
        this.#needs.changed();
      },
    });
  }

  async #seek(peers: readonly OnlinePeer[]): Promise<void> {
    const ownFpHex = hexOf(this.#needs.ownFp);
    for (const { fp, slot } of peers) {
      const fpHex = hexOf(fp);
      if (fpHex === ownFpHex || this.#needs.isLinked(fpHex)) continue;
      const peerId = await this.#needs.address.peerIdOf(fp, slot);
      void this.#dialler?.dial({ peerId, expectedFpHex: fpHex });
    }
  }

  #dialLobby(): Promise<boolean> {
    // Whoever holds it would reach only themselves.
    if (this.#lobby.isHeld) return Promise.resolve(false);
    return this.#dialler?.dial({ peerId: this.#needs.address.lobbyId, expectedFpHex: null }) ?? Promise.resolve(false);
  }
}
