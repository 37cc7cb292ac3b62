/**
 * One channel over WebRTC.
 *
 * PeerJS negotiates; from then on the `RTCPeerConnection` and the `RTCDataChannel` are used directly: PeerJS's own sending has no backpressure and
 * overtakes itself, and its events miss a lost network. `DataConnection.close` is called in every case, since it closes the `RTCPeerConnection`, of
 * which browsers have few.
 *
 * Whatever goes wrong comes to `end`, of which only the first call counts; so no listener or timer is taken back for the sake of the end.
 */
import type { Bytes } from '../lib/bytes.js';
import { Alarm } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { ChannelInbox, ChannelOutbox } from './channel-halves.js';
import { readChannelPath } from './channel-path.js';
import { untilNegotiated, watchPeerConnection } from './peer-connection-watch.js';
import {
  CHANNEL_MESSAGE_BYTES,
  DIAL_MS,
  FLUSH_MOST_MS,
  FLUSH_MS,
  UNTRUSTED_DIALLED_BYTES,
  UNTRUSTED_INBOUND_BYTES,
  UNTRUSTED_MS,
} from './limits.js';
import type { DataConnection } from './peerjs-loader.js';
import { readDtlsBinding } from './sdp-binding.js';
import type { Sha256 } from './sdp-binding.js';
import type { Channel, ChannelPath, ChannelReceiver } from './transport.js';

/** What a channel needs of PeerJS: a connection that is being negotiated. `dataChannel` is there on the side that dialled. */
export type NegotiatedConnection = Pick<DataConnection, 'peer' | 'peerConnection' | 'dataChannel' | 'close'>;

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
export class PeerJsChannel<Connection extends NegotiatedConnection = DataConnection> implements Channel {
  readonly isInitiator: boolean;
  readonly localId: string;
  readonly remoteId: string;
  readonly connection: Connection;
  /** Both are there once `opened` has resolved. */
  dtlsInitiator!: Bytes;
  dtlsResponder!: Bytes;
  /** Whether `trust` was called. */
  isTrusted = false;
  /** Whether `opened` has resolved and the channel has not ended. */
  isOpen = false;

  readonly #options: PeerJsChannelOptions<Connection>;
  readonly #inbox: ChannelInbox;
  readonly #patience: Alarm;
  readonly #opening = Promise.withResolvers<void>();
  /** Resolves when the channel is open and its binding known; rejects with a `ParleyError` when it ended before. */
  readonly opened: Promise<void> = this.#opening.promise;
  #outbox: ChannelOutbox | null = null;

  constructor(options: PeerJsChannelOptions<Connection>) {
    const { connection, isInitiator, localId, clock } = options;
    this.#options = options;
    this.connection = connection;
    this.isInitiator = isInitiator;
    this.localId = localId;
    this.remoteId = connection.peer;
    this.#inbox = new ChannelInbox(isInitiator ? UNTRUSTED_DIALLED_BYTES : UNTRUSTED_INBOUND_BYTES);
    this.#patience = new Alarm(clock);
    watchPeerConnection(connection.peerConnection, clock, (reason) => this.end(reason));
    connection.peerConnection.addEventListener('datachannel', ({ channel }) => this.#take(channel));
    if (isInitiator) {
      this.#endAfter(DIAL_MS, 'dial-timeout');
      this.#take(connection.dataChannel);
    } else {
      // SECURITY: the time counts from the offer on (peerjs-channel.test.ts: "closes a channel that nobody trusts in time, from the offer on").
      this.#endAfter(UNTRUSTED_MS, 'handshake-timeout');
    }
  }

  get bufferedAmount(): number {
    return this.#outbox?.bufferedAmount ?? 0;
  }

  path(): Promise<ChannelPath> {
    return readChannelPath(this.connection.peerConnection);
  }

  receive(receiver: ChannelReceiver): void {
    this.#inbox.receive(receiver);
  }

  trust(): void {
    this.isTrusted = true;
    this.#patience.stop();
    this.#inbox.trust();
  }

  send(bytes: Bytes): void {
    if (bytes.length > CHANNEL_MESSAGE_BYTES) throw new RangeError(`bytes: ${bytes.length} is over ${CHANNEL_MESSAGE_BYTES}`);
    this.#outbox?.send(bytes);
  }

  async drained(): Promise<void> {
    await this.#outbox?.drained();
  }

  close(): void {
    // Who isn't trusted gets no time: it could be used to keep connections occupied.
    this.end('link-closed', this.isTrusted);
  }

  /** Ends the channel: at once, or with `isGraceful` after what was sent before. */
  end(reason: ErrorCode, isGraceful = false): void {
    if (this.#inbox.endReason !== null) return;
    this.isOpen = false;
    this.#inbox.end(reason);
    this.#opening.reject(new ParleyError(reason));
    if (isGraceful) {
      this.#outbox?.finish();
      this.#closeAfterFlush(this.#options.clock.now() + FLUSH_MOST_MS);
    } else {
      this.#outbox?.abandon();
      this.connection.close();
    }
    this.#options.onEnd();
  }

  /** Closes once nothing has gone out for a while: on a machine that is busy what was sent last takes its time. */
  #closeAfterFlush(deadline: number): void {
    const before = this.#outbox?.heldBytes ?? 0;
    this.#options.clock.after(FLUSH_MS, () => {
      // SECURITY: a peer that takes what it is sent byte by byte keeps no connection for ever (peerjs-channel.test.ts: "gives what is still to be sent time as long as it goes out, but not for ever").
      const isGoing = (this.#outbox?.heldBytes ?? 0) < before && this.#options.clock.now() < deadline;
      if (isGoing) this.#closeAfterFlush(deadline);
      else this.connection.close();
    });
  }

  #endAfter(ms: number, reason: ErrorCode): void {
    this.#patience.set(ms, () => this.end(reason));
  }

  /** The data channel exists; it may be open already. Listens from now on, so that no message is missed. */
  #take(channel: RTCDataChannel): void {
    // One connection, one channel, in the one mode that keeps order; the side that dialled opens it.
    if (this.#outbox !== null || !channel.ordered || channel.maxRetransmits !== null || channel.maxPacketLifeTime !== null) {
      this.end('frame-invalid');
      return;
    }
    channel.binaryType = 'arraybuffer';
    channel.addEventListener('message', (event) => this.#message(event.data));
    channel.addEventListener('close', () => {
      this.end('channel-closed');
      this.connection.close();
    });
    this.#outbox = new ChannelOutbox(channel, () => this.end('channel-closed'));
    // Whatever the reason, there is no channel without its binding.
    this.#open(channel).catch(() => this.end('binding-failed'));
  }

  #message(data: unknown): void {
    if (!(data instanceof ArrayBuffer) || data.byteLength > CHANNEL_MESSAGE_BYTES) this.end('frame-invalid');
    else if (!this.#inbox.put(new Uint8Array(data))) this.end('too-large');
  }

  async #open(channel: RTCDataChannel): Promise<void> {
    const { peerConnection } = this.connection;
    await untilNegotiated(peerConnection, channel);
    const { local, remote } = await readDtlsBinding(peerConnection, this.#options.sha256);
    if (this.#inbox.endReason !== null) return;
    [this.dtlsInitiator, this.dtlsResponder] = this.isInitiator ? [local, remote] : [remote, local];
    if (this.isInitiator) this.#endAfter(UNTRUSTED_MS, 'handshake-timeout');
    this.isOpen = true;
    this.#opening.resolve();
  }
}
