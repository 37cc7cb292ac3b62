/**
 * A client of PeerServer as docs/PROTOCOL.md section 6 says: JSON over a WebSocket, with any id, any message.
 */
import { WebSocket } from 'ws';
import { base32 } from './bytes.js';
import { random } from './primitives.js';

/** A message of the server; what it holds is for whoever gets it to check. */
export interface Signal {
  readonly type: string;
  readonly src?: string;
  readonly dst?: string;
  readonly payload?: {
    readonly sdp?: { readonly type: 'offer' | 'answer'; readonly sdp: string };
    readonly candidate?: RTCIceCandidateInit;
    readonly type?: string;
    readonly connectionId?: string;
    readonly label?: string;
    readonly reliable?: boolean;
    readonly serialization?: string;
  };
}

export class Signalling {
  readonly id: string;
  readonly #socket: WebSocket;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #listeners = new Set<(signal: Signal) => void>();

  private constructor(id: string, socket: WebSocket) {
    this.id = id;
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const signal = JSON.parse(data.toString()) as Signal;
      for (const listener of this.#listeners) listener(signal);
    });
    this.#heartbeat = setInterval(() => this.send({ type: 'HEARTBEAT' }), 5_000);
    socket.on('close', () => clearInterval(this.#heartbeat));
  }

  /** Claims an id at the PeerServer on this port of loopback; rejects when it is taken. */
  static async claim(port: number, id: string, token = base32(random(20))): Promise<Signalling> {
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/peerjs?key=peerjs&id=${id}&token=${token}&version=1.5.5`);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('message', (data: Buffer) => {
        const { type } = JSON.parse(data.toString()) as Signal;
        if (type === 'OPEN') resolve();
        else reject(new Error(`the server says ${type}`));
      });
    });
    return new Signalling(id, socket);
  }

  /** Sends a message; the server sets `src`. One that the socket can carry no more is dropped. */
  send(signal: Signal): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(signal));
  }

  /** Calls `listener` with each message from now on; returns what ends that. */
  listen(listener: (signal: Signal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#heartbeat);
    this.#socket.close();
  }
}
