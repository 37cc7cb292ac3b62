/**
 * The channels of one endpoint that have not ended, open or not.
 */
import type { ErrorCode } from '../lib/errors.js';
import { UNTRUSTED_INBOUND_CHANNELS } from './limits.js';
import { PeerJsChannel } from './peerjs-channel.js';
import type { DataConnection } from './peerjs-loader.js';
import type { PeerJsOptions } from './peerjs-options.js';
import type { PeerJsSession } from './peerjs-session.js';

/** What an endpoint holds beside its place at the server. */
export class EndpointChannels {
  readonly #localId: string;
  readonly #options: PeerJsOptions;
  readonly #all = new Set<PeerJsChannel>();

  constructor(localId: string, options: PeerJsOptions) {
    this.#localId = localId;
    this.#options = options;
  }

  /** A channel over what PeerJS negotiates. */
  begin(connection: DataConnection, isInitiator: boolean): PeerJsChannel {
    const { clock, sha256 } = this.#options;
    const onEnd = () => this.#all.delete(channel);
    const channel = new PeerJsChannel({ connection, isInitiator, localId: this.#localId, clock, sha256, onEnd });
    this.#all.add(channel);
    if (!isInitiator) forgetPeers(connection);
    return channel;
  }

  /** Whether one more may come from outside. */
  hasRoom(): boolean {
    const untrusted = [...this.#all].filter((channel) => !channel.isInitiator && !channel.isTrusted);
    return untrusted.length < UNTRUSTED_INBOUND_CHANNELS;
  }

  /** Dials of this id cannot come to anything. */
  undialled(remoteId: string, reason: ErrorCode): void {
    for (const channel of this.#all) if (channel.isInitiator && !channel.isOpen && channel.remoteId === remoteId) channel.end(reason);
  }

  /** A session has ended over which some were negotiated. */
  sessionEnded(session: PeerJsSession): void {
    for (const channel of session.isOpen ? [...this.#all] : []) {
      // Channels need no server once they are open, and PeerJS is made to forget them; what is still being negotiated does.
      if (channel.isOpen) session.peer._removeConnection(channel.connection);
      else channel.end('signalling-unreachable');
    }
  }

  /** Ends all. */
  end(reason: ErrorCode = 'link-closed'): void {
    for (const channel of this.#all) channel.end(reason);
  }
}

/** What PeerJS keeps of those who ever dialled: a list of connections each, also when it is empty. */
interface PeerLists {
  readonly _connections: Map<string, readonly DataConnection[]>;
}

/** SECURITY: ids cost nothing, so of those who have gone not even the id stays (peerjs-pitfalls.test.ts: "keeps nothing of those who dialled and have gone"). */
function forgetPeers({ provider }: DataConnection): void {
  const { _connections: lists } = provider as unknown as PeerLists;
  for (const [remoteId, connections] of lists) if (connections.length === 0) lists.delete(remoteId);
}
