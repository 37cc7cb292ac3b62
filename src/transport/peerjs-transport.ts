/**
 * The product's transport: PeerJS finds the others, WebRTC data channels carry.
 */
import { PeerJsEndpoint } from './peerjs-endpoint.js';
import type { PeerJsOptions } from './peerjs-options.js';
import type { Transport } from './transport.js';

/** Opens endpoints at the configured signalling servers. */
export function peerJsTransport(options: PeerJsOptions): Transport {
  const endpoints = new Set<PeerJsEndpoint>();
  return {
    open(peerId, token) {
      const endpoint = new PeerJsEndpoint(peerId, token, options);
      endpoints.add(endpoint);
      endpoint.onState((state) => state === 'closed' && endpoints.delete(endpoint));
      return endpoint;
    },
    renew: () => endpoints.forEach((endpoint) => endpoint.renew()),
  };
}
