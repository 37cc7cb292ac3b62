/**
 * PeerJS and its server as puppets, for what depends on time: a test says when the server opens, answers, or is gone.
 */
import type { DataConnection, PeerConstructor, PeerJSOption } from './peerjs-loader.js';

type FakeListener = (value?: unknown) => void;

class FakeEmitter {
  readonly #listeners = new Map<string, FakeListener[]>();

  on(event: string, listener: FakeListener): void {
    this.#listeners.set(event, [...this.listeners(event), listener]);
  }

  listeners(event: string): FakeListener[] {
    return this.#listeners.get(event) ?? [];
  }

  removeAllListeners(event: string): void {
    this.#listeners.delete(event);
  }

  emit(event: string, value?: unknown): void {
    for (const listener of this.listeners(event)) listener(value);
  }
}

/** The socket inside a Peer: keeps what is sent. */
class FakeSocket extends FakeEmitter {
  readonly sent: { type: string; dst: string; payload?: unknown }[] = [];

  send(message: { type: string; dst: string }): void {
    this.sent.push(message);
  }
}

/** One `Peer`, with PeerJS 1.5.5's own ways of ending. */
export class FakePeer extends FakeEmitter {
  readonly id: string;
  readonly options: PeerJSOption;
  readonly socket = new FakeSocket();
  readonly released: unknown[] = [];
  readonly connectOptions: unknown[] = [];
  /** What `connect` returns; a disconnected PeerJS returns undefined. */
  nextConnection: DataConnection | undefined;
  /** What PeerJS throws when the browser gives no RTCPeerConnection for an offer. */
  offerError: Error | null = null;
  isDestroyed = false;
  #isDisconnected = false;
  #wasOpen = false;

  constructor(id: string, options: PeerJSOption) {
    super();
    this.id = id;
    this.options = options;
    this.socket.on('message', (message) => {
      const { type } = message as { type: string };
      if (type === 'OFFER' && this.offerError !== null) throw this.offerError;
      if (type !== 'OPEN') return;
      this.#wasOpen = true;
      this.emit('open', this.id);
    });
  }

  /** The server lets us in. */
  serverOpens(): void {
    this.serverSays({ type: 'OPEN' });
  }

  serverSays(message: unknown): void {
    this.socket.emit('message', message);
  }

  /** The server sends back whatever we sent to ourselves. */
  serverEchoes(): void {
    for (const message of this.socket.sent.splice(0)) if (message.dst === this.id) this.serverSays({ ...message, src: this.id });
  }

  /** The socket closes. */
  serverGoes(): void {
    this.emit('error', { type: 'network', message: '' });
    this.disconnect();
  }

  serverSaysTaken(): void {
    this.emit('error', { type: 'unavailable-id', message: '' });
    if (this.#wasOpen) this.disconnect();
    else this.destroy();
  }

  getConnection(): null {
    return null;
  }

  connect(_remoteId: string, options: unknown): DataConnection | undefined {
    this.connectOptions.push(options);
    return this.nextConnection;
  }

  _removeConnection(connection: unknown): void {
    this.released.push(connection);
  }

  disconnect(): void {
    if (this.#isDisconnected) return;
    this.#isDisconnected = true;
    this.emit('disconnected', this.id);
  }

  destroy(): void {
    if (this.isDestroyed) return;
    this.disconnect();
    this.isDestroyed = true;
    this.emit('close');
  }
}

/** A constructor and the Peers it made, oldest first. */
export function makeFakePeerJs(): { Peer: PeerConstructor; peers: FakePeer[] } {
  const peers: FakePeer[] = [];
  class RecordedPeer extends FakePeer {
    constructor(id: string, options: PeerJSOption) {
      if (options.host === 'forbidden') throw new DOMException('insecure', 'SecurityError');
      super(id, options);
      peers.push(this);
    }
  }
  return { Peer: RecordedPeer as unknown as PeerConstructor, peers };
}
