/**
 * One claim of one id at one signalling server: one PeerJS `Peer`, from its making to its end. A session never comes back; the endpoint makes the
 * next one. So `Peer.reconnect()`, after which `open` may never fire, is not used at all.
 *
 * PeerJS is given signalling only, through a filter. It holds a connection until the session ends; live ones are released before, so that they
 * outlive it.
 *
 * Whether the server still carries what we send is found out by echoes: a message to our own id comes back from it on our own socket. PeerJS needs
 * this twice. A server hands an id over to the same token without saying OPEN, so that an early echo is the only sign of being let in. And PeerJS never
 * notices a connection that died without a word, nor that the id went to another socket.
 */
import { base32Of } from '../lib/base-text.js';
import { Alarm } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { DataConnection, Peer, PeerConnectOption } from './peerjs-loader.js';
import type { PeerJsOptions, PeerServerAddress } from './peerjs-options.js';
import { ATTEMPT_MS, EARLY_ECHO_MS, ECHO_ANSWER_MS, ECHO_MS } from './limits.js';
import { judgeServerMessage } from './signalling-filter.js';

/** Whose session it is. */
export interface SessionOwner {
  readonly peerId: string;
  /** A random text that proves to the server, after a reload, that the id is still ours. */
  readonly token: string;
  /** The connection id under which echoes are asked for: the same in all sessions, so that a late one is known. */
  readonly echoId: string;
  readonly options: PeerJsOptions;
  /** Whether one more inbound connection may begin. */
  hasRoom(): boolean;
  /** The server carries our signalling now. */
  opened(session: PeerJsSession): void;
  /** Not let in, lost again, or ended by `end`; with `isTaken` somebody else has the id. Called once, while PeerJS still holds the connections, so that live ones can be released. */
  ended(session: PeerJsSession, isTaken: boolean): void;
  /** Somebody opens a connection to us; an `RTCPeerConnection` exists already. */
  offered(connection: DataConnection): void;
  /** What is being dialled to `remoteId` comes to nothing: nobody is there, or the answer was falsified. */
  undialled(remoteId: string, reason: 'peer-unavailable' | 'binding-failed'): void;
}

type ServerMessageHandler = (message: unknown) => void;

/** See the top of this file. */
export class PeerJsSession {
  /** Which of the owner's servers it is at. */
  readonly serverIndex: number;
  /** Whether the server has let us in, maybe long ago. */
  isOpen = false;
  /** Whether it let us in as another connection with the same token had the id. */
  isHandedOver = false;
  readonly peer: Peer;
  readonly #owner: SessionOwner;
  #isEnded = false;
  /** Only when this server has sent an echo before does a missing one mean anything. */
  #echo: 'never' | 'heard' | 'awaited' = 'never';
  readonly #timer: Alarm;

  /** Begins at once. Throws what `new WebSocket` throws. */
  constructor(owner: SessionOwner, serverIndex: number) {
    const { Peer: peerClass, ways, clock } = owner.options;
    const { servers, iceServers, relayOnly } = ways;
    this.serverIndex = serverIndex;
    this.#owner = owner;
    this.#timer = new Alarm(clock);
    this.peer = new peerClass(owner.peerId, {
      ...(servers[serverIndex] as PeerServerAddress),
      token: owner.token,
      config: { iceServers: [...iceServers], iceTransportPolicy: relayOnly ? 'relay' : 'all' },
      debug: 0,
    });
    this.peer.on('open', () => this.#open());
    this.peer.on('connection', (connection) => owner.offered(connection));
    // The connection to the server is lost, or never was; PeerJS says so of every end, also of its own.
    this.peer.on('disconnected', () => this.end());
    // All other fatal errors are followed by `disconnected`; those of one connection (`webrtc`) name none, and its dial timer ends it.
    this.peer.on('error', ({ type }) => type === 'unavailable-id' && this.end(true));
    const { socket } = this.peer;
    const [handle] = socket.listeners('message') as [ServerMessageHandler];
    socket.removeAllListeners('message');
    socket.on('message', (message: unknown) => this.#hear(message, handle));
    this.#waitForOpen(ATTEMPT_MS);
  }

  /** Starts to connect to `remoteId`; `undefined` when the server is lost. Throws `ParleyError('channel-closed')` when the browser gives no connection. */
  connect(remoteId: string): DataConnection | undefined {
    // `connectionId` is missing in PeerJS's types; its own ids and labels come from Math.random, and the label falls back to this one.
    const options: PeerConnectOption & { connectionId: string } = {
      reliable: true,
      serialization: 'raw',
      connectionId: makeConnectionId(this.#owner.options),
    };
    try {
      return this.peer.connect(remoteId, options);
    } catch {
      throw new ParleyError('channel-closed');
    }
  }

  /** Asks the open server for an echo, now and then every `ECHO_MS`; if it used to answer and doesn't any more, the session ends. */
  check(): void {
    if (this.#echo === 'heard') this.#echo = 'awaited';
    this.#askForEcho();
    this.#timer.set(ECHO_ANSWER_MS, () => {
      if (this.#echo === 'awaited') this.end();
      else this.#timer.set(ECHO_MS - ECHO_ANSWER_MS, () => this.check());
    });
  }

  /** Gives the id back and ends every connection that was not released. */
  end(isTaken = false): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#timer.stop();
    this.#owner.ended(this, isTaken);
    this.peer.destroy();
  }

  #waitForOpen(msLeft: number): void {
    this.#timer.set(EARLY_ECHO_MS, () => {
      if (msLeft <= EARLY_ECHO_MS) {
        this.end();
      } else {
        this.#askForEcho();
        this.#waitForOpen(msLeft - EARLY_ECHO_MS);
      }
    });
  }

  #open(): void {
    if (this.isOpen || this.#isEnded) return;
    this.isOpen = true;
    this.check();
    this.#owner.opened(this);
  }

  #askForEcho(): void {
    const payload = { type: 'data', connectionId: this.#owner.echoId, candidate: {} };
    this.peer.socket.send({ type: 'CANDIDATE', payload, dst: this.#owner.peerId });
  }

  #hear(message: unknown, pass: ServerMessageHandler): void {
    const verdict = judgeServerMessage(message, {
      ownId: this.#owner.peerId,
      echoId: this.#owner.echoId,
      hasConnection: (remoteId, connectionId) => Boolean(this.peer.getConnection(remoteId, connectionId)),
    });
    if (verdict === 'drop') return;
    const { src } = message as { readonly src: string };
    if (verdict === 'echo') {
      this.#echo = 'heard';
      if (this.isOpen) return;
      // The server hands an id over to the same token without a word: the echo proves that it did, so PeerJS is told in the server's place.
      this.isHandedOver = true;
      pass({ type: 'OPEN' });
    } else if (verdict === 'shared') {
      // Two with one id would take it from each other for ever: whoever hears of the other gives way.
      this.end(true);
    } else if (verdict === 'peer-unavailable' || verdict === 'binding-failed') {
      this.#owner.undialled(src, verdict);
    } else if (verdict === 'offer' && !this.#owner.hasRoom()) {
      this.#refuse(src);
    } else {
      try {
        pass(message);
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        // The browser has no RTCPeerConnection left to give: for the other side that is the same as a full house.
        this.#refuse(src);
      }
    }
  }

  /** The server relays EXPIRE; at the other side it means that nobody is there, so its dial fails at once. */
  #refuse(remoteId: string): void {
    this.peer.socket.send({ type: 'EXPIRE', dst: remoteId });
  }
}

/** A connection id that nobody else has: PeerJS's own come from Math.random. */
export function makeConnectionId({ randomBytes }: Pick<PeerJsOptions, 'randomBytes'>): string {
  return base32Of(randomBytes(15));
}
