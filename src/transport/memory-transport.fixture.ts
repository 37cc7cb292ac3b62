/**
 * A `Transport` in memory, for the unit tests of whatever sits above: ordered delivery by microtask, no timers, and faults on demand.
 *
 * Everything is deterministic: channel ids and DTLS fingerprints are counted, nothing is random.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { ChannelInbox } from './channel-halves.js';
import {
  CHANNEL_MESSAGE_BYTES,
  DRAINED_BYTES,
  UNTRUSTED_DIALLED_BYTES,
  UNTRUSTED_INBOUND_BYTES,
  UNTRUSTED_INBOUND_CHANNELS,
  UNTRUSTED_MS,
} from './limits.js';
import type { Channel, ChannelPath, ChannelReceiver, Endpoint, EndpointState, Transport } from './transport.js';

/** Which way a message travels on a wire. */
export type MemoryDirection = 'to-responder' | 'to-initiator';

/** A man in the middle: what arrives instead of `bytes`, or `null` for nothing. */
export type MemoryTamper = (wireId: number, direction: MemoryDirection, bytes: Bytes) => Bytes | null;

/** The DTLS fingerprints of a wire as one side sees them. */
export interface MemoryBinding {
  readonly dtlsInitiator: Bytes;
  readonly dtlsResponder: Bytes;
}

/** Takes every STUN and TURN server, and asks none. */
export const noIce = { isTaken: (): boolean => true, tryOut: (): Promise<'silent'> => Promise.resolve('silent') };

/** One network: ids are unique on it. Change its public fields at any time. */
export class MemoryNetwork {
  /** Sees, and may change or swallow, every message. */
  tamper: MemoryTamper | null = null;
  /** What `side` of the wire believes the fingerprints are (a machine in the middle shows each side its own). */
  bindingSeen: ((wireId: number, side: 'initiator' | 'responder', truth: MemoryBinding) => MemoryBinding) | null = null;
  /** Which way every channel goes. */
  path: ChannelPath = { way: 'direct', isAddressHidden: false };
  /** Asked at each dial; a code (or a promise of one) makes it fail, `null` lets it through. */
  onDial: ((fromId: string, toId: string) => ErrorCode | null | Promise<ErrorCode | null>) | null = null;
  /** Every wire ever made, oldest first. */
  readonly wires: MemoryWire[] = [];
  /** Every id that was claimed, in order. */
  readonly claimed: string[] = [];

  readonly #clock: Clock | null;
  readonly #claims = new Map<string, MemoryEndpoint>();
  readonly #endpoints = new Set<MemoryEndpoint>();
  #isSignalling = true;
  #isHeld = false;

  /** With a clock, channels that nobody trusts are closed after `UNTRUSTED_MS`; without one, never. */
  constructor(clock: Clock | null = null) {
    this.#clock = clock;
  }

  /** A transport of this network; all of them are alike. */
  transport(): Transport {
    const opened: MemoryEndpoint[] = [];
    return {
      open: (peerId, token) => {
        const endpoint = new MemoryEndpoint(this, peerId, token);
        opened.push(endpoint);
        this.#endpoints.add(endpoint);
        queueMicrotask(() => endpoint.attempt());
        return endpoint;
      },
      renew: () => opened.forEach((endpoint) => endpoint.renew()),
    };
  }

  /** Whether the signalling server is up. */
  get isSignalling(): boolean {
    return this.#isSignalling;
  }

  /** The signalling server goes away: endpoints go `offline`, open channels live on. */
  stopSignalling(): void {
    this.#isSignalling = false;
    this.#claims.clear();
    for (const endpoint of this.#endpoints) endpoint.lose();
  }

  /** The server is back: endpoints try at once. */
  startSignalling(): void {
    this.#isSignalling = true;
    for (const endpoint of this.#endpoints) endpoint.attempt();
  }

  /** Nothing arrives any more, on any wire, present or future; it queues. */
  hold(): void {
    this.#isHeld = true;
    for (const wire of this.wires) wire.hold();
  }

  /** Undoes `hold`, on every wire. */
  release(): void {
    this.#isHeld = false;
    for (const wire of this.wires) wire.release();
  }

  /** @internal Whether the id is now `endpoint`'s. The same token gets the id handed over, as PeerServer does. */
  claim(endpoint: MemoryEndpoint): boolean {
    this.claimed.push(endpoint.peerId);
    const holder = this.#claims.get(endpoint.peerId);
    if (holder !== undefined && holder !== endpoint && holder.token !== endpoint.token) return false;
    endpoint.isHandedOver = holder !== undefined && holder !== endpoint;
    this.#claims.set(endpoint.peerId, endpoint);
    return true;
  }

  /** @internal Who has the id now, though `endpoint` was given it once; `null` when nobody else has. */
  usurperOf(endpoint: MemoryEndpoint): MemoryEndpoint | null {
    const holder = this.#claims.get(endpoint.peerId);
    return holder === undefined || holder === endpoint ? null : holder;
  }

  /** @internal The id is free again; the endpoint may claim it later. */
  giveBack(endpoint: MemoryEndpoint): void {
    if (this.#claims.get(endpoint.peerId) === endpoint) this.#claims.delete(endpoint.peerId);
  }

  /** @internal */
  forget(endpoint: MemoryEndpoint): void {
    this.#endpoints.delete(endpoint);
    if (this.#claims.get(endpoint.peerId) === endpoint) this.#claims.delete(endpoint.peerId);
  }

  /** @internal */
  async connect(from: MemoryEndpoint, remoteId: string, signal: AbortSignal | undefined): Promise<Channel> {
    const check = () => {
      if (signal?.aborted === true || from.state === 'closed') throw new ParleyError('link-closed');
      if (from.state !== 'online') throw new ParleyError('signalling-unreachable');
    };
    check();
    const aborted = new Promise<null>((resolve) => signal?.addEventListener('abort', () => resolve(null), { once: true }));
    const refusal = await Promise.race([this.onDial?.(from.peerId, remoteId) ?? null, aborted]);
    check();
    if (refusal !== null) throw new ParleyError(refusal);
    const target = this.#claims.get(remoteId);
    if (target === undefined || target === from || !target.hasRoom) throw new ParleyError('peer-unavailable');
    const wire = new MemoryWire(this, this.wires.length, from, target, this.#clock);
    if (this.#isHeld) wire.hold();
    this.wires.push(wire);
    target.accept(wire.responder);
    from.channels.add(wire.initiator);
    return wire.initiator;
  }
}

class MemoryEndpoint implements Endpoint {
  readonly peerId: string;
  readonly token: string;
  readonly channels = new Set<MemoryChannel>();
  readonly nextAttemptAt = null;
  wasHandedOver = false;
  /** Of the last claim. */
  isHandedOver = false;
  readonly #network: MemoryNetwork;
  readonly #states = new Emitter<EndpointState>();
  readonly #arrivals = new Emitter<Channel>();
  #state: EndpointState = 'connecting';
  #wasOnline = false;

  constructor(network: MemoryNetwork, peerId: string, token: string) {
    this.#network = network;
    this.peerId = peerId;
    this.token = token;
  }

  get state(): EndpointState {
    return this.#state;
  }

  get hasRoom(): boolean {
    let untrusted = 0;
    for (const channel of this.channels) if (!channel.isInitiator && !channel.isTrusted) untrusted += 1;
    return untrusted < UNTRUSTED_INBOUND_CHANNELS;
  }

  onState(listener: (state: EndpointState) => void): Cancel {
    return this.#states.listen(listener);
  }

  onChannel(listener: (channel: Channel) => void): Cancel {
    return this.#arrivals.listen(listener);
  }

  dial(remoteId: string, signal?: AbortSignal): Promise<Channel> {
    return this.#network.connect(this, remoteId, signal);
  }

  wake(): void {
    const usurper = this.#state === 'online' ? this.#network.usurperOf(this) : null;
    if (usurper !== null) {
      // The server sends our echo to whoever has the id now, who gives way; we miss it, and claim the id again.
      usurper.giveWay();
      this.lose();
    }
    this.attempt();
  }

  pause(): void {
    if (this.#state === 'closed' || this.#state === 'taken') return;
    this.#network.giveBack(this);
    this.#enter('paused');
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#enter('connecting');
    this.attempt();
  }

  renew(): void {
    for (const channel of this.channels) channel.endWith('channel-closed', true);
    if (this.#state === 'closed' || this.#state === 'taken' || this.#state === 'paused') return;
    this.pause();
    this.resume();
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#network.forget(this);
    for (const channel of this.channels) channel.close();
    this.#enter('closed');
  }

  attempt(): void {
    if (!this.#network.isSignalling || (this.#state !== 'connecting' && this.#state !== 'offline')) return;
    if (this.#network.claim(this)) {
      if (!this.#wasOnline) this.wasHandedOver = this.isHandedOver;
      this.#wasOnline = true;
      this.#enter('online');
    } else {
      this.#network.forget(this);
      this.#enter('taken');
    }
  }

  lose(): void {
    if (this.#state === 'online') this.#enter('offline');
  }

  giveWay(): void {
    this.#network.forget(this);
    this.#enter('taken');
  }

  accept(channel: MemoryChannel): void {
    this.channels.add(channel);
    this.#arrivals.emit(channel);
  }

  #enter(state: EndpointState): void {
    this.#state = state;
    this.#states.emit(state);
  }
}

/** The two ends of one channel and what is on the way between them. */
export class MemoryWire {
  /** Counts from 0 on each network. */
  readonly id: number;
  readonly initiator: MemoryChannel;
  readonly responder: MemoryChannel;
  #isHeld = false;
  #isDead = false;

  constructor(network: MemoryNetwork, id: number, from: MemoryEndpoint, to: MemoryEndpoint, clock: Clock | null) {
    this.id = id;
    const truth: MemoryBinding = { dtlsInitiator: countedFingerprint(2 * id), dtlsResponder: countedFingerprint(2 * id + 1) };
    const seen = (side: 'initiator' | 'responder') => network.bindingSeen?.(id, side, truth) ?? truth;
    this.initiator = new MemoryChannel(network, this, 'to-responder', from, to.peerId, seen('initiator'), clock);
    this.responder = new MemoryChannel(network, this, 'to-initiator', to, from.peerId, seen('responder'), clock);
  }

  /** Whether nothing gets through now. */
  get isHeld(): boolean {
    return this.#isHeld || this.#isDead;
  }

  /** Messages, and the end, queue up with their sender until `release`. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    this.initiator.pump();
    this.responder.pump();
  }

  /** Dies without a word: nothing arrives any more, and neither side is told. */
  die(): void {
    this.#isDead = true;
  }

  /** Breaks: both sides are told `channel-closed`; what was on the way is lost. */
  cut(): void {
    this.initiator.endWith('channel-closed');
    this.responder.endWith('channel-closed');
  }

  /** The other end of `channel`. */
  otherEnd(channel: MemoryChannel): MemoryChannel {
    return channel === this.initiator ? this.responder : this.initiator;
  }
}

/** One end of a wire. */
export class MemoryChannel implements Channel {
  readonly isInitiator: boolean;
  readonly localId: string;
  readonly remoteId: string;
  readonly dtlsInitiator: Bytes;
  readonly dtlsResponder: Bytes;
  readonly #network: MemoryNetwork;
  readonly #wire: MemoryWire;
  readonly #direction: MemoryDirection;
  readonly #endpoint: MemoryEndpoint;
  readonly #inbox: ChannelInbox;
  readonly #stopTimer: Cancel;
  /** What is on the way to the other end; `null` is the end of the channel. */
  #outgoing: (Bytes | null)[] = [];
  #bufferedAmount = 0;
  #isTrusted = false;
  #waiting: (() => void)[] = [];

  constructor(
    network: MemoryNetwork,
    wire: MemoryWire,
    direction: MemoryDirection,
    endpoint: MemoryEndpoint,
    remoteId: string,
    binding: MemoryBinding,
    clock: Clock | null,
  ) {
    this.#network = network;
    this.#wire = wire;
    this.#direction = direction;
    this.#endpoint = endpoint;
    this.isInitiator = direction === 'to-responder';
    this.localId = endpoint.peerId;
    this.remoteId = remoteId;
    this.dtlsInitiator = binding.dtlsInitiator;
    this.dtlsResponder = binding.dtlsResponder;
    this.#inbox = new ChannelInbox(this.isInitiator ? UNTRUSTED_DIALLED_BYTES : UNTRUSTED_INBOUND_BYTES);
    this.#stopTimer = clock?.after(UNTRUSTED_MS, () => this.endWith('handshake-timeout', true)) ?? (() => undefined);
  }

  get bufferedAmount(): number {
    return this.#bufferedAmount;
  }

  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  path(): Promise<ChannelPath> {
    return Promise.resolve(this.#network.path);
  }

  receive(receiver: ChannelReceiver): void {
    this.#inbox.receive(receiver);
  }

  trust(): void {
    this.#isTrusted = true;
    this.#stopTimer();
    this.#inbox.trust();
  }

  send(bytes: Bytes): void {
    if (bytes.length > CHANNEL_MESSAGE_BYTES) throw new RangeError(`bytes: ${bytes.length} is over ${CHANNEL_MESSAGE_BYTES}`);
    if (this.#inbox.endReason !== null) return;
    this.#bufferedAmount += bytes.length;
    this.#post(bytes.slice());
  }

  drained(): Promise<void> {
    if (this.#isDrained) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.endWith('link-closed', true);
  }

  /** Ends this side with `reason`; `isTold` lets the other side hear of it, after what is on the way. */
  endWith(reason: ErrorCode, isTold = false): void {
    if (this.#inbox.endReason !== null) return;
    this.#stopTimer();
    this.#endpoint.channels.delete(this);
    if (isTold) this.#post(null);
    this.#inbox.end(reason);
    this.#settleDrained();
  }

  /** @internal Delivers what waits, one message a microtask. */
  pump(): void {
    if (this.#outgoing.length > 0) queueMicrotask(() => this.#deliverNext());
  }

  get #isDrained(): boolean {
    return this.#inbox.endReason !== null || this.#bufferedAmount <= DRAINED_BYTES;
  }

  #post(item: Bytes | null): void {
    this.#outgoing.push(item);
    queueMicrotask(() => this.#deliverNext());
  }

  #deliverNext(): void {
    if (this.#wire.isHeld) return;
    const item = this.#outgoing.shift();
    if (item === undefined) return;
    const other = this.#wire.otherEnd(this);
    if (item === null) {
      other.endWith('channel-closed');
      return;
    }
    this.#bufferedAmount -= item.length;
    const arriving = this.#network.tamper === null ? item : this.#network.tamper(this.#wire.id, this.#direction, item);
    if (arriving !== null && !other.#inbox.put(arriving)) other.endWith('too-large', true);
    this.#settleDrained();
    this.pump();
  }

  #settleDrained(): void {
    if (!this.#isDrained) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

function countedFingerprint(count: number): Bytes {
  const bytes = new Uint8Array(32).fill(0xd7);
  new DataView(bytes.buffer).setUint32(28, count);
  return bytes;
}
