/**
 * The product's transport: PeerJS finds the others, WebRTC data channels carry.
 */
import { PeerJsEndpoint } from './peerjs-endpoint.js';
import type { PeerJsOptions } from './peerjs-endpoint.js';
import type { Endpoint, Transport } from './transport.js';

const PEER_ID_FORM = /^[a-z0-9]{1,64}$/u;
const PEER_TOKEN_FORM = /^[\w-]{1,128}$/u;

/** Opens endpoints at the configured signalling servers. */
export class PeerJsTransport implements Transport {
  readonly #options: PeerJsOptions;

  /** Throws `RangeError` when there is no server. */
  constructor(options: PeerJsOptions) {
    if (options.servers.length === 0) throw new RangeError('servers: at least one is needed');
    this.#options = options;
  }

  /** Throws `TypeError` for an id that is not lower-case letters and digits, or a token that does not fit an address. */
  open(peerId: string, token: string): Endpoint {
    if (!PEER_ID_FORM.test(peerId)) throw new TypeError('peerId is not base32');
    // PeerJS puts it into an address unescaped.
    if (!PEER_TOKEN_FORM.test(token)) throw new TypeError('token does not fit an address');
    return new PeerJsEndpoint(peerId, token, this.#options);
  }
}
