/**
 * One id at the rendezvous: its presence at a signalling server and the channels that came of it.
 */
import { base32Of } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import { ParleyError } from '../lib/errors.js';
import { PeerJsChannel } from './peerjs-channel.js';
import type { DataConnection, PeerConstructor } from './peerjs-loader.js';
import { PeerJsPresence } from './peerjs-presence.js';
import { PeerJsSession } from './peerjs-session.js';
import type { SessionListener } from './peerjs-session.js';
import type { Sha256 } from './sdp-binding.js';
import type { PeerServerAddress } from './peer-server-address.js';
import { UNTRUSTED_INBOUND_CHANNELS } from './limits.js';
import type { Channel, Endpoint, EndpointState } from './transport.js';

/** What all endpoints of a transport share. */
export interface PeerJsOptions {
  readonly Peer: PeerConstructor;
  /** A ladder: see `peerjs-presence.ts`. At least one. */
  readonly servers: readonly PeerServerAddress[];
  readonly iceServers: readonly RTCIceServer[];
  /** Only connect through a TURN relay, so that the others never see our address. */
  readonly relayOnly: boolean;
  readonly clock: Clock;
  /** `count` random bytes fit for secrets. */
  readonly randomBytes: (count: number) => Bytes;
  readonly sha256: Sha256;
}

/** See the top of this file. */
export class PeerJsEndpoint implements Endpoint {
  readonly peerId: string;
  readonly #options: PeerJsOptions;
  readonly #states = new Emitter<EndpointState>();
  readonly #arrivals = new Emitter<Channel>();
  /** Every channel that has not ended, open or not, and the session that negotiated it. */
  readonly #channels = new Map<PeerJsChannel<DataConnection>, PeerJsSession>();
  readonly #presence: PeerJsPresence;

  constructor(peerId: string, token: string, options: PeerJsOptions) {
    this.peerId = peerId;
    this.#options = options;
    const { Peer, servers, clock } = options;
    const shared = {
      Peer,
      peerId,
      token,
      clock,
      rtc: { iceServers: [...options.iceServers], iceTransportPolicy: options.relayOnly ? ('relay' as const) : ('all' as const) },
      makeId: () => base32Of(options.randomBytes(15)),
      hasRoom: () => this.#hasRoom(),
    };
    this.#presence = new PeerJsPresence({
      serverCount: servers.length,
      openSession: (index, listener) =>
        new PeerJsSession({ ...shared, server: servers[index] as PeerServerAddress }, this.#listenTo(listener)),
      clock,
      random: () => new DataView(options.randomBytes(4).buffer).getUint32(0) / 2 ** 32,
      onState: (state) => this.#states.emit(state),
    });
  }

  get state(): EndpointState {
    return this.#presence.state;
  }

  get nextAttemptAt(): number | null {
    return this.#presence.nextAttemptAt;
  }

  onState(listener: (state: EndpointState) => void): Cancel {
    return this.#states.listen(listener);
  }

  onChannel(listener: (channel: Channel) => void): Cancel {
    return this.#arrivals.listen(listener);
  }

  async dial(remoteId: string, signal?: AbortSignal): Promise<Channel> {
    if (signal?.aborted === true || this.state === 'closed') throw new ParleyError('link-closed', 'aborted');
    const session = this.#presence.session;
    if (remoteId === this.peerId) throw new ParleyError('peer-unavailable', 'that is this side');
    if (session === null) throw new ParleyError('signalling-unreachable', `the endpoint is ${this.state}`);
    const channel = this.#begin(session, connectFrom(session, remoteId), true);
    const abort = () => channel.end('link-closed');
    signal?.addEventListener('abort', abort);
    try {
      await channel.opened;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
    return channel;
  }

  wake(): void {
    this.#presence.wake();
  }

  close(): void {
    // At once, not gracefully: this is called while the page goes away.
    for (const channel of [...this.#channels.keys()]) channel.end('link-closed');
    this.#presence.close();
  }

  #listenTo(presence: Pick<SessionListener, 'opened' | 'ended'>): SessionListener {
    return {
      opened: presence.opened,
      offered: (session, connection) => this.#answer(session, connection),
      undialled: (session, remoteId, reason) => {
        for (const [channel, via] of [...this.#channels]) {
          if (via === session && channel.isInitiator && !channel.isOpen && channel.remoteId === remoteId) channel.end(reason);
        }
      },
      ended: (session, why) => {
        for (const [channel, via] of [...this.#channels]) {
          if (via !== session) continue;
          // Channels need no server once they are open; what is still being negotiated does.
          if (channel.isOpen) session.release(channel.connection);
          else channel.end('signalling-unreachable');
        }
        presence.ended(session, why);
      },
    };
  }

  #answer(session: PeerJsSession, connection: DataConnection): void {
    const channel = this.#begin(session, connection, false);
    channel.opened.then(
      () => this.#arrivals.emit(channel),
      // It failed before anybody heard of it: there is nobody to tell, and everything is closed.
      () => undefined,
    );
  }

  #begin(session: PeerJsSession, connection: DataConnection, isInitiator: boolean): PeerJsChannel<DataConnection> {
    const { clock, sha256 } = this.#options;
    const onEnd = () => this.#channels.delete(channel);
    const channel = new PeerJsChannel({ connection, isInitiator, localId: this.peerId, clock, sha256, onEnd });
    this.#channels.set(channel, session);
    return channel;
  }

  #hasRoom(): boolean {
    let untrusted = 0;
    for (const channel of this.#channels.keys()) if (!channel.isInitiator && !channel.isTrusted) untrusted += 1;
    return untrusted < UNTRUSTED_INBOUND_CHANNELS;
  }
}

function connectFrom(session: PeerJsSession, remoteId: string): DataConnection {
  let connection: DataConnection | null;
  try {
    connection = session.connect(remoteId);
  } catch (error) {
    throw new ParleyError('channel-closed', 'the browser gives no connection', { cause: error });
  }
  if (connection === null) throw new ParleyError('signalling-unreachable', 'the server was lost');
  return connection;
}
