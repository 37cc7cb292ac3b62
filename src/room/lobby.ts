/**
 * The lobby: one well-known id of a room that one online member holds, so that whoever arrives needs to know only that (DESIGN section 4, "Rendezvous").
 *
 * Claiming is asking: the server hands the id out at once, or says at once that somebody has it, where dialling an id that nobody holds takes five
 * seconds to fail. So a member claims first, and dials only when the claim is refused.
 */
import { Alarm } from '../lib/clock.js';
import type { Endpoint, EndpointState } from '../transport/transport.js';
import type { Mesh } from './mesh.js';
import type { Neighbourhood } from './neighbourhood.js';
import { FULL_MESH_LIMIT } from './ring.js';
import { spreadWait } from './room-setup.js';
import type { RoomContext } from './room-setup.js';

const RETRY_MS = 60_000;
const RANK_MS = 400;
/** How long a linked member who has just claimed it may take to say so, in milliseconds. */
const TELL_MS = 2_000;

/** What the lobby needs of the room's links. */
export interface LobbyLinks {
  /** `rank`: this side's rank by fingerprint among those who are in the mesh, 0 first. */
  readonly mesh: Pick<Mesh<never>, 'rank'> & { readonly current: ReadonlyMap<string, unknown> };
  readonly ring: Pick<Neighbourhood, 'onlineCount'>;
}

/** What the lobby asks of the rendezvous. */
export interface LobbyPorts {
  /** Whether the server carries for the own id: while it does not, it gives nobody the lobby. */
  isOnline(): boolean;
  /** Claims the id; `changed` is told how that goes. */
  hold(changed: (state: EndpointState) => void): Endpoint;
  /** Somebody holds the lobby who may be worth dialling. */
  occupied(): void;
}

/** One side's part in who holds the lobby. */
export class Lobby {
  readonly #room: Pick<RoomContext, 'setup' | 'isIn'>;
  readonly #links: LobbyLinks;
  readonly #ports: LobbyPorts;
  readonly #claim: Alarm;
  readonly #dial: Alarm;
  #own: Endpoint | null = null;
  /** The linked installation that says that it holds it. */
  #holder: string | null = null;
  #isStopped = false;

  constructor(room: Pick<RoomContext, 'setup' | 'isIn'>, links: LobbyLinks, ports: LobbyPorts) {
    this.#room = room;
    this.#links = links;
    this.#ports = ports;
    this.#claim = new Alarm(room.setup.clock);
    this.#dial = new Alarm(room.setup.clock);
  }

  /** Whether this side holds it, as far as it knows. */
  get isHeld(): boolean {
    return this.#own?.state === 'online';
  }

  /** Tries for it now, unless a linked member holds it or a try is under way. Only members hold it. */
  claim(): void {
    if (!this.#room.isIn || this.#isStopped || this.#own !== null || this.#holder !== null) return;
    // When the server is back, whoever is back first claims it, and tells the others.
    if (!this.#ports.isOnline()) return;
    let wasHeld = false;
    const own = this.#ports.hold((state) => {
      wasHeld ||= state === 'online';
      if (state !== 'taken') return;
      this.#own = null;
      // Else people may be linked through it.
      if (!wasHeld) own.close();
      this.#claimLater();
      if (this.#isWorthDialling) this.#dialHolder();
    });
    this.#own = own;
  }

  /** A linked installation said whether it holds it. */
  told(installation: string, isHolder: boolean): void {
    if (isHolder) this.#holder = installation;
    else this.lost(installation);
  }

  /**
   * If they held it, they may not any more: those who are left try for it by rank, since whoever held it may still be giving it up. `isHeldOn`: it is only
   * that we hear of it no more.
   */
  lost(installation: string, isHeldOn = false): void {
    if (this.#holder !== installation) return;
    this.#holder = null;
    if (isHeldOn) this.#claimLater();
    else this.#claimIn(RANK_MS * (1 + this.#links.mesh.rank + this.#room.setup.random()));
  }

  /** The network may be back. */
  wake(): void {
    this.#own?.wake();
  }

  /** Leaves the server with it: somebody else may hold it. Who came by it stays linked. */
  pause(): void {
    this.#own?.pause();
  }

  /** Back at the server: tries for it again, as before. */
  resume(): void {
    this.#own?.resume();
  }

  /** Tries for it no more. */
  stop(): void {
    this.#claim.stop();
    this.#dial.stop();
  }

  /** Gives it up, with every channel that came by it. It can be claimed again. */
  giveUp(): void {
    this.#own?.close();
    this.#own = null;
  }

  /** Never tries for it again; what is held is kept until `giveUp`. */
  end(): void {
    this.#isStopped = true;
  }

  /** Dials whoever holds it, unless that turns out to be somebody who is linked: when the server is back, they may have claimed it a moment ago. */
  #dialHolder(): void {
    const dial = (): void => {
      if (!this.#isStopped && this.#own === null && this.#holder === null) this.#ports.occupied();
    };
    if (this.#links.mesh.current.size === 0) dial();
    else this.#dial.set(TELL_MS, dial);
  }

  #claimLater(): void {
    this.#claimIn(spreadWait(RETRY_MS * this.#crowd, this.#room.setup));
  }

  #claimIn(ms: number): void {
    this.#claim.set(ms, () => this.claim());
  }

  /**
   * Whether to dial whoever holds it. Where everybody links with everybody, they are somebody of whom we have not heard. In a ring it is mostly somebody
   * who is linked with others; so only one of all dials now and then, in case there are two rings.
   */
  get #isWorthDialling(): boolean {
    return this.#crowd === 1 || this.#room.setup.random() * this.#links.ring.onlineCount < 1;
  }

  /** By how much more seldom each asks, so that together a room of any size asks about as often as a small one, in which everybody knows who holds it. */
  get #crowd(): number {
    return Math.max(1, this.#links.ring.onlineCount / FULL_MESH_LIMIT);
  }
}
