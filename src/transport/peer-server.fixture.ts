/**
 * A PeerServer of a test's own, run by scripts/wtr-peerserver.mjs, and PeerJS as it is shipped.
 */
import type { Bytes } from '../lib/bytes.js';
import { systemClock } from '../lib/clock.js';
import { loadPeerJs } from './peerjs-loader.js';
import type { PeerJsOptions, PeerServerAddress } from './peerjs-options.js';
import { peerJsTransport } from './peerjs-transport.js';
import type { Transport } from './transport.js';

/** One server; it ends with the test run. */
export class TestPeerServer {
  readonly address: PeerServerAddress;
  readonly #name: string;

  private constructor(name: string, port: number) {
    this.#name = name;
    this.address = { host: '127.0.0.1', port, path: '/', secure: false, key: 'peerjs' };
  }

  /** A new, running server. */
  static async begin(): Promise<TestPeerServer> {
    const { name, port } = await post<{ name: string; port: number }>('new', {});
    return new TestPeerServer(name, port);
  }

  /** Starts it again at the same port. */
  async start(): Promise<void> {
    await this.#post('start');
  }

  /** Stops it; all sockets are cut. */
  async stop(): Promise<void> {
    await this.#post('stop');
  }

  /** Sockets stay open and nothing gets through, until it is switched off again. */
  async freeze(isFrozen: boolean): Promise<void> {
    await this.#post('freeze', { on: String(isFrozen) });
  }

  /** Cuts the sockets of an id, or all. */
  async drop(id?: string): Promise<void> {
    await this.#post('drop', id === undefined ? {} : { id });
  }

  /** Changes the DTLS fingerprint in all SDP that is relayed from now on. */
  async falsify(how: 'none' | 'swap' | 'second-in-offer' | 'second-in-answer'): Promise<void> {
    await this.#post('falsify', { how });
  }

  /** Resolves once something was changed and relayed. */
  async falsified(): Promise<void> {
    await this.#post('falsified');
  }

  /** Sends `message` to an id as if the server had to say it. */
  async say(id: string, message: unknown): Promise<void> {
    await this.#post('say', { id }, JSON.stringify(message));
  }

  /** Resolves once an id has no socket. */
  async gone(id: string): Promise<void> {
    await this.#post('gone', { id });
  }

  /** The ids whose sockets are open. */
  async ids(): Promise<string[]> {
    return (await this.#post<{ ids: string[] }>('ids')).ids;
  }

  #post<Result = unknown>(action: string, query: Record<string, string> = {}, body = ''): Promise<Result> {
    return post(action, { name: this.#name, ...query }, body);
  }
}

async function post<Result>(action: string, query: Record<string, string>, body = ''): Promise<Result> {
  const response = await fetch(`/peerserver/${action}?${new URLSearchParams(query)}`, { method: 'POST', body });
  if (!response.ok) throw new Error(`peerserver/${action}: ${response.status}`);
  return (await response.json()) as Result;
}

/** The file that the product's import map names, not the modules that a bundler would take. */
const SHIPPED_PEERJS = '/node_modules/peerjs/dist/peerjs.min.js';

/** Options for a transport at these servers, real in every part. */
export async function realPeerJsOptions(...servers: PeerServerAddress[]): Promise<PeerJsOptions> {
  return {
    Peer: await loadPeerJs(() => import(SHIPPED_PEERJS)),
    ways: { servers, iceServers: [], relayOnly: false },
    clock: systemClock,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    sha256: async (bytes: Bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
  };
}

/** A transport at these servers, with the browser's own WebRTC. */
export async function realPeerJsTransport(...servers: PeerServerAddress[]): Promise<Transport> {
  return peerJsTransport(await realPeerJsOptions(...servers));
}
