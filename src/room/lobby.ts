/**
 * The lobby: one well-known id of a room that one online member holds, so that whoever arrives needs to know only that id (DESIGN section 4, "Rendezvous").
 *
 * Claiming is asking: the server hands the id out at once, or says at once that somebody has it, where dialling an id that nobody holds
 * takes five seconds to fail. So a member claims first and dials only when the claim is refused.
 */
import type { Cancel, Clock } from '../lib/clock.js';
import type { Channel, Endpoint, Transport } from '../transport/transport.js';

const LOBBY_RETRY_MS = 60_000;
const LOBBY_RANK_MS = 400;

/** What the lobby needs of its room. */
export interface LobbyNeeds {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly lobbyId: string;
  readonly token: string;
  /** 0 ≤ x < 1. */
  random(): number;
  /** Someone arrived at the lobby. */
  arrived(channel: Channel): void;
  /** Somebody else holds the lobby who is not known to: worth a dial. Called at most once a claim. */
  heldElsewhere(): void;
  /** Whether this side holds it has changed. */
  changed(): void;
  /** This side's rank by fingerprint among those who are in the mesh, 0 first. */
  rank(): number;
}

/** Holds the lobby when nobody else does. */
export class Lobby {
  readonly #needs: LobbyNeeds;
  #endpoint: Endpoint | null = null;
  /** Endpoints that lost the id: whoever arrived through them stays linked. */
  readonly #retired: Endpoint[] = [];
  #isHeld = false;
  #holder: string | null = null;
  #cancel: Cancel | null = null;
  #isStopped = false;

  constructor(needs: LobbyNeeds) {
    this.#needs = needs;
  }

  /** Whether this side holds the id at the server, as far as it knows. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Tries for the id now, unless a linked member holds it or a try is under way. */
  claim(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#isStopped || this.#endpoint !== null || this.#holder !== null) return;
    const endpoint = this.#needs.transport.open(this.#needs.lobbyId, this.#needs.token);
    this.#endpoint = endpoint;
    let wasOnline = endpoint.state === 'online';
    endpoint.onChannel((channel) => this.#needs.arrived(channel));
    endpoint.onState((state) => {
      if (this.#endpoint !== endpoint) return;
      if (state === 'taken') {
        this.#endpoint = null;
        if (wasOnline) this.#retired.push(endpoint);
        else endpoint.close();
        this.#setHeld(false);
        this.#claimIn(LOBBY_RETRY_MS * (0.75 + this.#needs.random() / 2));
        if (!this.#isStopped) this.#needs.heldElsewhere();
      } else {
        wasOnline ||= state === 'online';
        this.#setHeld(state === 'online');
      }
    });
    this.#setHeld(wasOnline);
  }

  /** A linked member says whether they hold the lobby. */
  told(fpHex: string, holdsLobby: boolean): void {
    if (holdsLobby) {
      this.#holder = fpHex;
      this.#cancel?.();
      this.#cancel = null;
    } else if (this.#holder === fpHex) {
      this.#vacant();
    }
  }

  /** A member's link has ended; if they held the lobby, those who are left try for it by rank. */
  parted(fpHex: string): void {
    if (this.#holder === fpHex) this.#vacant();
  }

  /** The network may be back. */
  wake(): void {
    this.#endpoint?.wake();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
    for (const endpoint of this.#retired.splice(0)) endpoint.close();
    this.#endpoint?.close();
    this.#endpoint = null;
    this.#setHeld(false);
  }

  #vacant(): void {
    this.#holder = null;
    // Whoever held it may still be giving it up.
    this.#claimIn(LOBBY_RANK_MS * (1 + this.#needs.rank() + this.#needs.random()));
  }

  #claimIn(ms: number): void {
    this.#cancel?.();
    this.#cancel = this.#isStopped ? null : this.#needs.clock.after(ms, () => this.claim());
  }

  #setHeld(isHeld: boolean): void {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    this.#needs.changed();
  }
}
