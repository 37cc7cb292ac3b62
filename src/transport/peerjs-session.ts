/**
 * One claim of one id at one signalling server: one PeerJS `Peer`, from its making to its end. A session never comes back; `peerjs-presence.ts` makes the
 * next one. So `Peer.reconnect()`, after which `open` may never fire, is not used at all.
 *
 * PeerJS is given signalling only, through a filter. It holds a connection until the session ends; live ones are released before, so that they
 * outlive it.
 */
import type { Cancel, Clock } from '../lib/clock.js';
import type { PeerServerAddress } from './peer-server-address.js';
import type { DataConnection, Peer, PeerConnectOption, PeerConstructor } from './peerjs-loader.js';
import { ATTEMPT_MS } from './limits.js';
import { ServerEcho } from './server-echo.js';
import { judgeServerMessage } from './signalling-filter.js';

/** What a session needs. */
export interface SessionOptions {
  readonly Peer: PeerConstructor;
  readonly peerId: string;
  readonly token: string;
  readonly server: PeerServerAddress;
  readonly rtc: RTCConfiguration;
  readonly clock: Clock;
  /** A fresh random text fit for an id. */
  readonly makeId: () => string;
  /** Whether one more inbound connection may begin. */
  readonly hasRoom: () => boolean;
}

/** Why a session is over: not let in or lost again; somebody else has the id; ended by `end`. */
export type SessionEnd = 'lost' | 'taken' | 'ended';

/** Who listens to a session. */
export interface SessionListener {
  /** The server carries our signalling now. */
  opened(session: PeerJsSession): void;
  /** Called exactly once, while PeerJS still holds the connections, so that live ones can be released. */
  ended(session: PeerJsSession, why: SessionEnd): void;
  /** Somebody opens a connection to us; an `RTCPeerConnection` exists already. */
  offered(session: PeerJsSession, connection: DataConnection): void;
  /** What is being dialled to `remoteId` comes to nothing: nobody is there, or the answer was falsified. */
  undialled(session: PeerJsSession, remoteId: string, reason: 'peer-unavailable' | 'binding-failed'): void;
}

/** See the top of this file. */
export class PeerJsSession {
  readonly #options: SessionOptions;
  readonly #listener: SessionListener;
  readonly #peer: Peer;
  readonly #echoId: string;
  #isOpen = false;
  #isEnded = false;
  readonly #echo: ServerEcho;
  readonly #stopAttempt: Cancel;

  /** Begins at once. */
  constructor(options: SessionOptions, listener: SessionListener) {
    this.#options = options;
    this.#listener = listener;
    this.#echoId = options.makeId();
    const { host, port, path, secure, key } = options.server;
    this.#peer = new options.Peer(options.peerId, { host, port, path, secure, key, token: options.token, config: options.rtc, debug: 0 });
    this.#peer.on('open', () => this.#opened());
    this.#peer.on('connection', (connection) => this.#listener.offered(this, connection));
    // The connection to the server is lost, or never was; a destroyed Peer (`close`) is disconnected too.
    this.#peer.on('disconnected', () => this.#end('lost'));
    this.#peer.on('close', () => this.#end('lost'));
    this.#peer.on('error', ({ type }) => {
      if (type === 'unavailable-id') this.#end('taken');
      // All other fatal errors are followed by `disconnected`; those of one connection (`webrtc`) name none, and its dial timer ends it.
    });
    this.#putFilterInFront();
    this.#stopAttempt = options.clock.after(ATTEMPT_MS, () => this.#end('lost'));
    this.#echo = new ServerEcho(
      options.clock,
      () => this.#askForEcho(),
      () => this.#end('lost'),
    );
  }

  /** Starts to connect to `remoteId`; `null` when the server is lost. Throws what `new RTCPeerConnection` throws. */
  connect(remoteId: string): DataConnection | null {
    if (!this.#isOpen || this.#isEnded) return null;
    // `connectionId` is missing in PeerJS's types; its own ids and labels come from Math.random, and the label falls back to this one.
    const options: PeerConnectOption & { connectionId: string } = {
      reliable: true,
      serialization: 'raw',
      connectionId: this.#options.makeId(),
    };
    // PeerJS's types hide that a disconnected Peer returns undefined.
    const connection: DataConnection | undefined = this.#peer.connect(remoteId, options);
    return connection ?? null;
  }

  /** Makes PeerJS forget an open connection, so that nothing that happens to the session touches it. */
  release(connection: DataConnection): void {
    this.#peer._removeConnection(connection);
  }

  /** Asks the server for an echo now; if it used to answer and doesn't any more, the session ends as `lost`. */
  check(): void {
    if (this.#isOpen && !this.#isEnded) this.#echo.ask();
  }

  /** Gives the id back and ends every connection that was not released. */
  end(): void {
    this.#end('ended');
  }

  #putFilterInFront(): void {
    const { socket } = this.#peer;
    const handlers = socket.listeners('message');
    const context = {
      ownId: this.#options.peerId,
      echoId: this.#echoId,
      hasConnection: (remoteId: string, connectionId: string) => (this.#peer.getConnection(remoteId, connectionId) ?? null) !== null,
      hasRoom: this.#options.hasRoom,
    };
    const pass = (message: unknown) => {
      for (const handler of handlers) handler.call(socket, message);
    };
    socket.removeAllListeners('message');
    socket.on('message', (message: unknown) => {
      const judged = judgeServerMessage(message, context);
      switch (judged.verdict) {
        case 'pass':
          this.#passOffer(message, pass);
          break;
        case 'echo':
          this.#echo.hear();
          // The server hands an id over to the same token without a word: the echo proves that it did, so PeerJS is told in the server's place.
          if (!this.#isOpen) pass({ type: 'OPEN' });
          break;
        case 'unavailable':
          this.#listener.undialled(this, judged.remoteId, 'peer-unavailable');
          break;
        case 'falsified':
          this.#listener.undialled(this, judged.remoteId, 'binding-failed');
          break;
        case 'refuse':
          this.#refuse(judged.remoteId);
          break;
        case 'drop':
          break;
      }
    });
  }

  #passOffer(message: unknown, pass: (message: unknown) => void): void {
    try {
      pass(message);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      // The browser has no RTCPeerConnection left to give: for the other side that is the same as a full house.
      const { src } = message as { src?: string };
      if (src !== undefined) this.#refuse(src);
    }
  }

  /** The server relays EXPIRE; at the other side it means that nobody is there, so its dial fails at once. */
  #refuse(remoteId: string): void {
    this.#peer.socket.send({ type: 'EXPIRE', dst: remoteId });
  }

  #opened(): void {
    if (this.#isOpen || this.#isEnded) return;
    this.#isOpen = true;
    this.#stopAttempt();
    this.#echo.ask();
    this.#listener.opened(this);
  }

  #askForEcho(): void {
    const payload = { type: 'data', connectionId: this.#echoId, candidate: {} };
    this.#peer.socket.send({ type: 'CANDIDATE', payload, dst: this.#options.peerId });
  }

  #end(why: SessionEnd): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#stopAttempt();
    this.#echo.stop();
    this.#listener.ended(this, why);
    this.#peer.destroy();
  }
}
