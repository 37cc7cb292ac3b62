/**
 * This installation's id in a room: claims one of the four slots of its identity at the signalling server, and moves on to the next when another
 * installation has it.
 */
import type { RoomAddress } from '../link/addresses.js';
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import type { Channel, Endpoint, EndpointState, Transport } from '../transport/transport.js';

/** The wait after all four ids of this identity were found taken. */
const SLOTS_TAKEN_PAUSE_MS = 30_000;

/** What the presence needs of the rendezvous. */
export interface OwnPresenceNeeds {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly address: RoomAddress;
  readonly ownFp: Bytes;
  /** The slot that this installation used last. */
  readonly slot: number;
  readonly token: string;
  /** A fresh endpoint is being opened: dial from it from now on. */
  opened(endpoint: Endpoint): void;
  /** Someone dialled us. */
  arrived(channel: Channel): void;
  /** The server answers, under an id that is ours. */
  online(): void;
  /** The slot in use has changed and is to be remembered. */
  slotChanged(slot: number): void;
  changed(): void;
}

/** Holds one id. */
export class OwnPresence {
  readonly #needs: OwnPresenceNeeds;
  #endpoint: Endpoint | null = null;
  /** Endpoints that lost their id: whoever is linked through them stays linked. */
  readonly #retired: Endpoint[] = [];
  #slot: number;
  #slotsTaken = 0;
  #nextSlot: Cancel | null = null;
  #isStopped = false;

  constructor(needs: OwnPresenceNeeds) {
    this.#needs = needs;
    this.#slot = needs.slot;
  }

  get state(): EndpointState {
    return this.#endpoint?.state ?? 'connecting';
  }

  get nextAttemptAt(): number | null {
    return this.#endpoint?.nextAttemptAt ?? null;
  }

  get slot(): number {
    return this.#slot;
  }

  /** Claims the id of the slot. */
  async start(): Promise<void> {
    const { transport, address, ownFp, token } = this.#needs;
    const peerId = await address.peerIdOf(ownFp, this.#slot);
    if (this.#isStopped) return;
    const endpoint = transport.open(peerId, token);
    this.#endpoint = endpoint;
    this.#needs.opened(endpoint);
    endpoint.onChannel((channel) => this.#needs.arrived(channel));
    endpoint.onState((state) => this.#stateChanged(endpoint, state));
    this.#stateChanged(endpoint, endpoint.state);
  }

  /** The network may be back. */
  wake(): void {
    this.#endpoint?.wake();
  }

  /** Gives up the id and every channel. */
  stop(): void {
    this.#isStopped = true;
    this.#nextSlot?.();
    for (const endpoint of this.#retired.splice(0)) endpoint.close();
    this.#endpoint?.close();
  }

  #stateChanged(endpoint: Endpoint, state: EndpointState): void {
    if (this.#endpoint !== endpoint || this.#isStopped) return;
    if (state === 'online') this.#needs.online();
    if (state === 'taken') this.#takeNextSlot(endpoint);
    this.#needs.changed();
  }

  /** Another installation of this identity is online under that slot (or somebody squats it): the next one, and after a full circle a pause. */
  #takeNextSlot(endpoint: Endpoint): void {
    const { address, clock } = this.#needs;
    this.#retired.push(endpoint);
    this.#slot = (this.#slot + 1) % address.slots;
    this.#needs.slotChanged(this.#slot);
    const isFullCircle = ++this.#slotsTaken % address.slots === 0;
    this.#nextSlot = clock.after(isFullCircle ? SLOTS_TAKEN_PAUSE_MS : 0, () => void this.start());
  }
}
