/**
 * Finding the others: holds this installation's id, and the lobby when nobody else does, and says when to dial (DESIGN section 4, "Rendezvous").
 */
import type { Link } from '../link/link.js';
import type { Endpoint, EndpointState } from '../transport/transport.js';
import { Dialling } from './dialling.js';
import type { DialLinks } from './dialling.js';
import { Lobby } from './lobby.js';
import type { LobbyLinks } from './lobby.js';
import { installationKey } from './mesh.js';
import type { Parting } from './parting.js';
import { FULL_MESH_LIMIT } from './ring.js';
import type { OnlinePeer, PeersFrame } from './room-frames.js';
import type { RoomContext, RoomTokens } from './room-setup.js';

/** The wait after all four ids of this identity were found taken. */
const SLOTS_TAKEN_PAUSE_MS = 30_000;

/** What the rendezvous needs of the room's links. */
export interface RendezvousLinks extends DialLinks, LobbyLinks {
  readonly mesh: DialLinks['mesh'] & LobbyLinks['mesh'];
  readonly ring: DialLinks['ring'] & LobbyLinks['ring'];
  /** Who holds the lobby, or under which id one is here, may have changed. */
  meshChanged(): void;
  /** Another installation has, or had, our id: it may run from a copy of our vault. */
  idShared(): void;
}

/** The rendezvous as far as people are told of it. */
export type RendezvousView = Pick<Rendezvous, 'signalling' | 'nextAttemptAt' | 'isDialling'>;

/** One room's presence. */
export class Rendezvous {
  /** The slot whose id this installation holds, or tries to. */
  slot: number;
  readonly #room: Omit<RoomContext, 'changed'>;
  readonly #links: RendezvousLinks;
  readonly #dialling: Dialling;
  /** Endpoints that were online once. They are kept until the end, even without their id: whoever is linked through them stays linked. */
  readonly #used = new Set<Endpoint>();
  #own: Endpoint | null = null;
  /** The own id from which other installations of this identity were looked for. */
  #soughtFrom: Endpoint | null = null;
  readonly #lobby: Lobby;
  #tokens: RoomTokens;
  #isStopped = false;
  #isReachable = true;

  constructor(room: Omit<RoomContext, 'changed'>, links: RendezvousLinks) {
    this.#room = room;
    this.#links = links;
    this.#dialling = new Dialling(room, links);
    this.#lobby = new Lobby(room, links, {
      isOnline: () => this.signalling === 'online',
      hold: (changed) => this.#hold(room.address.lobbyId, this.#tokens.lobby, changed),
      occupied: () => void this.#dialling.dial(room.address.lobbyId, null),
    });
    this.slot = room.setup.slot;
    this.#tokens = room.setup.tokens;
  }

  /** Whether the signalling server carries for us. */
  get signalling(): EndpointState {
    return this.#own?.state ?? 'connecting';
  }

  /** When the server is tried next, in milliseconds of the clock, or `null`. */
  get nextAttemptAt(): number | null {
    return this.#own?.nextAttemptAt ?? null;
  }

  /** Whether somebody is being dialled. */
  get isDialling(): boolean {
    return this.#dialling.isDialling;
  }

  /** Whether this side holds the lobby, as far as it knows. */
  get holdsLobby(): boolean {
    return this.#lobby.isHeld;
  }

  /** Claims the own id and begins to look for the others as soon as the server answers. */
  async start(): Promise<void> {
    const { address, setup } = this.#room;
    const peerId = await address.peerIdOf(setup.identity.fp, this.slot);
    if (this.#isStopped) return;
    const own = this.#hold(peerId, this.#tokens.slot, (state) => {
      if (own.wasHandedOver) this.#links.idShared();
      if (state === 'online') this.arrive();
      if (state === 'taken') this.#takeNextSlot();
    });
    this.#own = own;
    if (!this.#isReachable) own.pause();
    this.#dialling.from = own;
  }

  /** Leaves the signalling server, or comes back to it. While one is away nobody new finds this side, and it finds nobody; links live on. */
  setReachable(isReachable: boolean): void {
    if (isReachable === this.#isReachable) return;
    this.#isReachable = isReachable;
    for (const each of [this.#own, this.#lobby]) {
      if (isReachable) each?.resume();
      else each?.pause();
    }
  }

  /** Looks for everybody now: on arrival, when the server is back, when one has just become a member. */
  arrive(): void {
    if (this.signalling !== 'online') return;
    if (this.#room.isIn) {
      this.#lobby.claim();
      // Whoever is linked hears from the others who else is there; nobody polls a crowd that is away each time the server comes back.
      const most = this.#links.mesh.current.size === 0 ? Number.POSITIVE_INFINITY : FULL_MESH_LIMIT;
      void this.#dialling.seek([...this.#links.sought().slice(0, most), ...this.#soughtSelf()]);
    } else {
      this.#dialling.enter();
    }
  }

  /** One has left the room: the lobby is given up, and if nobody is linked, members are looked for. */
  leaveRoom(): void {
    this.#lobby.stop();
    if (this.#links.mesh.current.size > 0) return;
    this.#lobby.giveUp();
    this.arrive();
  }

  /** A linked installation of a member told who is online. */
  told(installation: string, { online, holdsLobby }: PeersFrame): void {
    this.#lobby.told(installation, holdsLobby);
    if (this.#room.isIn) void this.#dialling.seek(online, true);
  }

  /** The last link to an installation has ended; `slot` is its slot, if that is known. Only who was lost is redialled, nobody after a farewell. */
  parted({ remote: { fp, fpHex }, isInitiator }: Pick<Link, 'remote' | 'isInitiator'>, slot: number | null, how: Parting): void {
    // Whom we have parted from may well hold it on; it is only that we hear of it no more.
    this.#lobby.lost(installationKey(fpHex, slot), how === 'ours');
    // So the server may give our id to somebody else by now.
    if (how === 'replaced') this.#own?.wake();
    // Not before: who came through the lobby is linked through it.
    if (this.#room.isLeaving && this.#links.mesh.current.size === 0) this.#lobby.giveUp();
    if (!this.#room.isIn) void this.#dialling.enterAgain();
    else if (how === 'lost') void this.#dialling.redial({ fp, slot: slot ?? 0 }, isInitiator);
  }

  /** The network may be back, or the machine has woken up. */
  wake(): void {
    this.#own?.wake();
    this.#lobby.wake();
    this.arrive();
  }

  /** Looks for nobody any more. The ids are kept until `leave`. */
  stop(): void {
    this.#isStopped = true;
    this.#lobby.end();
    this.#dialling.stop();
  }

  /** Gives up the ids and every channel. */
  leave(): void {
    this.#lobby.giveUp();
    for (const endpoint of [...this.#used, this.#own]) endpoint?.close();
  }

  #hold(peerId: string, token: string, changed: (state: EndpointState) => void): Endpoint {
    const endpoint = this.#room.setup.transport.open(peerId, token);
    endpoint.onChannel((channel) => void this.#links.connect(channel, null));
    endpoint.onState((state) => {
      if (state === 'online') this.#used.add(endpoint);
      changed(state);
      this.#links.meshChanged();
    });
    return endpoint;
  }

  /** Other installations of this identity: looked for once under each id of ours. Later they find us, or members tell of them. */
  #soughtSelf(): readonly OnlinePeer[] {
    const { address, setup } = this.#room;
    if (this.#soughtFrom === this.#own) return [];
    this.#soughtFrom = this.#own;
    return Array.from({ length: address.slots }, (_, slot) => ({ fp: setup.identity.fp, slot }));
  }

  /**
   * Another installation of this identity is online under that slot (or somebody squats it): the next one, and after a full circle a pause. If the other
   * runs from a copy of our vault it has our tokens, too: with others of our own we keep apart from now on.
   */
  #takeNextSlot(): void {
    const { address, setup, failed } = this.#room;
    this.#links.idShared();
    this.slot = (this.slot + 1) % address.slots;
    this.#tokens = setup.newTokens();
    setup.memory.slotChanged(this.slot, this.#tokens).catch(failed);
    setup.clock.after(this.slot === setup.slot ? SLOTS_TAKEN_PAUSE_MS : 0, () => void this.start());
  }
}
