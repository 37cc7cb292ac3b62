/**
 * One id of the product's transport, at the signalling servers.
 * Several servers are a ladder: everybody starts from the first, since both ends have to be at the same one, goes down only past servers that cannot be
 * reached, and, from a lower one, keeps trying those above and moves back up as soon as one answers.
 */
import { Alarm } from '../lib/clock.js';
import type { Cancel } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { EndpointChannels } from './endpoint-channels.js';
import type { DataConnection } from './peerjs-loader.js';
import type { PeerJsOptions } from './peerjs-options.js';
import { makeConnectionId, PeerJsSession } from './peerjs-session.js';
import type { SessionOwner } from './peerjs-session.js';
import { BACKOFF_FIRST_MS, BACKOFF_LONGEST_MS, CLIMB_MS } from './limits.js';
import type { Channel, Endpoint, EndpointState } from './transport.js';

/** One id, kept claimed at a signalling server, with the channels that came of it. */
export class PeerJsEndpoint implements Endpoint, SessionOwner {
  readonly peerId: string;
  readonly token: string;
  readonly options: PeerJsOptions;
  readonly echoId: string;
  wasHandedOver = false;
  state: EndpointState = 'connecting';
  nextAttemptAt: number | null = null;
  readonly #states = new Emitter<EndpointState>();
  readonly #arrivals = new Emitter<Channel>();
  readonly #channels: EndpointChannels;
  /** The session that carries our signalling: there is one exactly while `online`. */
  #current: PeerJsSession | null = null;
  /** The session that is trying to. */
  #trying: PeerJsSession | null = null;
  #failedRounds = 0;
  #wasOnline = false;
  /** For the next attempt. */
  readonly #timer: Alarm;

  constructor(peerId: string, token: string, options: PeerJsOptions) {
    this.peerId = peerId;
    this.token = token;
    this.options = options;
    this.echoId = makeConnectionId(options);
    this.#channels = new EndpointChannels(peerId, options);
    this.#timer = new Alarm(options.clock);
    this.#try(0);
  }

  onState(listener: (state: EndpointState) => void): Cancel {
    return this.#states.listen(listener);
  }

  onChannel(listener: (channel: Channel) => void): Cancel {
    return this.#arrivals.listen(listener);
  }

  async dial(remoteId: string, signal?: AbortSignal): Promise<Channel> {
    if (signal?.aborted === true || this.state === 'closed') throw new ParleyError('link-closed');
    if (remoteId === this.peerId) throw new ParleyError('peer-unavailable');
    const connection = this.#current?.connect(remoteId);
    if (connection === undefined) throw new ParleyError('signalling-unreachable');
    const channel = this.#channels.begin(connection, true);
    const abort = () => channel.end('link-closed');
    signal?.addEventListener('abort', abort);
    await channel.opened.finally(() => signal?.removeEventListener('abort', abort));
    return channel;
  }

  wake(): void {
    if (this.state === 'closed' || this.state === 'taken' || this.state === 'paused') return;
    this.#current?.check();
    if (this.#trying === null && this.#current?.serverIndex !== 0) this.#try(0);
  }

  pause(): void {
    if (this.state !== 'closed' && this.state !== 'taken') this.#stop('paused');
  }

  resume(): void {
    if (this.state === 'paused') this.#begin();
  }

  /** Everything anew, with the ways as they are now. */
  renew(): void {
    // SECURITY: no link stays that shows an address once only relays are allowed (peerjs-endpoint.test.ts: "ends every channel at once when it is renewed").
    this.#channels.end('channel-closed');
    if (this.state === 'taken' || this.state === 'paused') return;
    this.#endSessions();
    this.#begin();
  }

  close(): void {
    if (this.state === 'closed') return;
    // At once, not gracefully: this is called while the page goes away.
    this.#channels.end();
    this.#stop('closed');
  }

  hasRoom(): boolean {
    return this.#channels.hasRoom();
  }

  offered(connection: DataConnection): void {
    const channel = this.#channels.begin(connection, false);
    channel.opened.then(
      () => this.#arrivals.emit(channel),
      // It failed before anybody heard of it: there is nobody to tell, and everything is closed.
      () => undefined,
    );
  }

  undialled(remoteId: string, reason: ErrorCode): void {
    this.#channels.undialled(remoteId, reason);
  }

  opened(session: PeerJsSession): void {
    const previous = this.#current;
    this.#timer.stop();
    this.#trying = null;
    this.#current = session;
    this.#failedRounds = 0;
    previous?.end();
    // Later it may well be a connection of our own that the server gave up for us.
    if (!this.#wasOnline) this.wasHandedOver = session.isHandedOver;
    this.#wasOnline = true;
    if (session.serverIndex > 0) this.#wait();
    this.#enter('online');
  }

  ended(session: PeerJsSession, isTaken: boolean): void {
    this.#channels.sessionEnded(session);
    if (session === this.#current) {
      // A climb that is on its way begins anew later.
      this.#endSessions();
      this.state = 'offline';
      if (isTaken) this.#stop('taken');
      else this.#wait();
    } else if (session === this.#trying) {
      this.#trying = null;
      if (isTaken) this.#stop('taken');
      else this.#try(session.serverIndex + 1);
    }
  }

  #begin(): void {
    this.state = 'connecting';
    this.#failedRounds = 0;
    this.#try(0);
    this.#enter(this.state, this.nextAttemptAt);
  }

  /** Tries the server with this place on the ladder, and those below as long as they fail; from a lower one only those above it. */
  #try(serverIndex: number): void {
    if (serverIndex === (this.#current?.serverIndex ?? this.options.ways.servers.length)) {
      this.#wait();
      return;
    }
    this.#timer.stop();
    if (this.nextAttemptAt !== null) this.#enter(this.state);
    try {
      this.#trying = new PeerJsSession(this, serverIndex);
    } catch {
      // `new WebSocket` throws for an address that the page may not reach (ws: from an https: page): as good as unreachable.
      this.#try(serverIndex + 1);
    }
  }

  /** Tries from the first server again after a while. */
  #wait(): void {
    let ms = CLIMB_MS;
    if (this.#current === null) {
      const { clock, randomBytes } = this.options;
      // Between half of it and all of it, so that a server that restarts is not met by everybody at once.
      ms = Math.min(BACKOFF_LONGEST_MS, 2 * BACKOFF_FIRST_MS * 2 ** this.#failedRounds) * (0.5 + (randomBytes(1)[0] as number) / 510);
      this.#failedRounds += 1;
      this.#enter(this.state, clock.now() + ms);
    }
    this.#timer.set(ms, () => this.#try(0));
  }

  #stop(state: 'paused' | 'taken' | 'closed'): void {
    this.#timer.stop();
    this.#endSessions();
    this.#enter(state);
  }

  #endSessions(): void {
    const sessions = [this.#trying, this.#current];
    this.#trying = null;
    this.#current = null;
    for (const session of sessions) session?.end();
  }

  #enter(state: EndpointState, nextAttemptAt: number | null = null): void {
    this.state = state;
    this.nextAttemptAt = nextAttemptAt;
    this.#states.emit(state);
  }
}
