/**
 * One channel over WebRTC, from the first sign of it to its end.
 *
 * PeerJS negotiates; from then on the `RTCPeerConnection` and the `RTCDataChannel` are used directly: PeerJS's own sending has no backpressure and
 * overtakes itself, and its events miss a lost network. `DataConnection.close` is called in every case, since it closes the `RTCPeerConnection`, of
 * which browsers have few.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { ChannelInbox } from './channel-inbox.js';
import { ChannelOutbox } from './channel-outbox.js';
import { untilNegotiated, watchPeerConnection } from './peer-connection-watch.js';
import { CHANNEL_MESSAGE_BYTES, DIAL_MS, FLUSH_MS, UNTRUSTED_DIALLED_BYTES, UNTRUSTED_INBOUND_BYTES, UNTRUSTED_MS } from './limits.js';
import { readDtlsBinding } from './sdp-binding.js';
import type { DtlsBinding, Sha256 } from './sdp-binding.js';
import type { Channel, ChannelReceiver } from './transport.js';

/** What is used of PeerJS's `DataConnection`. */
export interface NegotiatedConnection {
  readonly peer: string;
  readonly peerConnection: RTCPeerConnection;
  readonly dataChannel: RTCDataChannel | null | undefined;
  close(): void;
}

/** What a channel needs. */
export interface PeerJsChannelOptions<Connection extends NegotiatedConnection> {
  readonly connection: Connection;
  readonly isInitiator: boolean;
  readonly localId: string;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** Told once, when the channel ended for whatever reason. */
  readonly onEnd: () => void;
}

/** See the top of this file. Nobody outside the endpoint sees it before `opened` has resolved. */
export class PeerJsChannel<Connection extends NegotiatedConnection = NegotiatedConnection> implements Channel {
  readonly isInitiator: boolean;
  readonly localId: string;
  readonly remoteId: string;
  readonly connection: Connection;
  /** Resolves when the channel is open and its binding known; rejects with a `ParleyError` when it ended before. */
  readonly opened: Promise<void>;

  readonly #options: PeerJsChannelOptions<Connection>;
  /** Kept, since PeerJS forgets it when it closes. */
  readonly #peerConnection: RTCPeerConnection;
  readonly #inbox: ChannelInbox;
  readonly #stopWatch: Cancel;
  #outbox: ChannelOutbox | null = null;
  #binding: DtlsBinding | null = null;
  #isTrusted = false;
  #stopTimer: Cancel;
  #settleOpened: { resolve: () => void; reject: (error: ParleyError) => void };

  constructor(options: PeerJsChannelOptions<Connection>) {
    const { connection, isInitiator, localId, clock } = options;
    this.#options = options;
    this.connection = connection;
    this.#peerConnection = connection.peerConnection;
    this.isInitiator = isInitiator;
    this.localId = localId;
    this.remoteId = connection.peer;
    this.#inbox = new ChannelInbox(isInitiator ? UNTRUSTED_DIALLED_BYTES : UNTRUSTED_INBOUND_BYTES);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.opened = promise;
    this.#settleOpened = { resolve, reject };
    // SECURITY: an inbound channel has the time before trust from its offer on ("closes a channel that nobody trusts …" in peerjs-channel.test.ts).
    this.#stopTimer = isInitiator ? clock.after(DIAL_MS, () => this.end('dial-timeout')) : this.#limitTimeUntilTrust();
    this.#stopWatch = watchPeerConnection(this.#peerConnection, clock, {
      channel: (channel) => this.#take(channel),
      broken: (reason) => this.end(reason),
    });
    if (isInitiator && connection.dataChannel) this.#take(connection.dataChannel);
  }

  get dtlsInitiator(): Bytes {
    return this.#side(this.isInitiator);
  }

  get dtlsResponder(): Bytes {
    return this.#side(!this.isInitiator);
  }

  get bufferedAmount(): number {
    return this.#inbox.isEnded ? 0 : (this.#outbox?.bufferedAmount ?? 0);
  }

  /** Whether `trust` was called. */
  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /** Whether `opened` has resolved and the channel has not ended. */
  get isOpen(): boolean {
    return this.#binding !== null && !this.#inbox.isEnded;
  }

  receive(receiver: ChannelReceiver): void {
    this.#inbox.receive(receiver);
  }

  trust(): void {
    if (this.#isTrusted || this.#inbox.isEnded) return;
    this.#isTrusted = true;
    this.#stopTimer();
    this.#inbox.trust();
  }

  send(bytes: Bytes): void {
    if (bytes.length > CHANNEL_MESSAGE_BYTES) throw new RangeError(`bytes: ${bytes.length} is over ${CHANNEL_MESSAGE_BYTES}`);
    if (this.isOpen) this.#outbox?.send(bytes);
  }

  drained(): Promise<void> {
    return this.isOpen ? (this.#outbox?.drained() ?? Promise.resolve()) : Promise.resolve();
  }

  close(): void {
    // Who isn't trusted gets no time: it could be used to keep connections occupied.
    this.#end('link-closed', this.#isTrusted);
  }

  /** Ends the channel at once, whatever is still to be sent. */
  end(reason: ErrorCode, cause?: unknown): void {
    this.#end(reason, false, cause);
  }

  #limitTimeUntilTrust(): Cancel {
    return this.#options.clock.after(UNTRUSTED_MS, () => this.end('handshake-timeout'));
  }

  #side(isLocal: boolean): Bytes {
    if (this.#binding === null) throw new TypeError('the channel is not open yet');
    return isLocal ? this.#binding.local : this.#binding.remote;
  }

  /** The data channel exists; it may be open already. Listens from now on, so that no message is missed. */
  #take(channel: RTCDataChannel): void {
    // One connection, one channel, in the one mode that keeps order; the side that dialled opens it.
    if (
      this.#inbox.isEnded ||
      this.#outbox !== null ||
      !channel.ordered ||
      channel.maxRetransmits !== null ||
      channel.maxPacketLifeTime !== null
    ) {
      this.end('frame-invalid');
      return;
    }
    channel.binaryType = 'arraybuffer';
    // PeerJS's own handler only logs.
    channel.onmessage = null;
    channel.addEventListener('message', (event) => this.#message(event.data));
    channel.addEventListener('close', () => this.end('channel-closed'));
    this.#outbox = new ChannelOutbox(channel, () => this.end('channel-closed'));
    if (channel.readyState === 'open') void this.#bind();
    else channel.addEventListener('open', () => void this.#bind(), { once: true });
  }

  #message(data: unknown): void {
    if (!(data instanceof ArrayBuffer) || data.byteLength > CHANNEL_MESSAGE_BYTES) this.end('frame-invalid');
    else if (!this.#inbox.put(new Uint8Array(data))) this.end('too-large');
  }

  async #bind(): Promise<void> {
    try {
      await untilNegotiated(this.#peerConnection);
      const binding = await readDtlsBinding(this.#peerConnection, this.#options.sha256);
      if (this.#inbox.isEnded) return;
      this.#binding = binding;
    } catch (error) {
      // Whatever the reason, there is no channel without its binding.
      this.end('binding-failed', error);
      return;
    }
    if (this.isInitiator) {
      this.#stopTimer();
      this.#stopTimer = this.#limitTimeUntilTrust();
    }
    this.#settleOpened.resolve();
  }

  #end(reason: ErrorCode, isGraceful: boolean, cause?: unknown): void {
    if (this.#inbox.isEnded) return;
    this.#stopTimer();
    this.#stopWatch();
    const isFlushing = isGraceful && this.#outbox?.flushAndClose(this.#options.clock, FLUSH_MS, () => this.connection.close());
    this.#inbox.end(reason);
    this.#settleOpened.reject(new ParleyError(reason, `channel with ${this.remoteId}`, { cause }));
    if (!isFlushing) {
      this.#outbox?.abandon();
      this.connection.close();
    }
    this.#options.onEnd();
  }
}
