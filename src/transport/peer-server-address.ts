/**
 * Where a signalling server is.
 */

/** One PeerServer. */
export interface PeerServerAddress {
  readonly host: string;
  readonly port: number;
  /** Where on the host PeerServer is mounted; `/` at its root. */
  readonly path: string;
  /** Whether it is reached by wss. */
  readonly secure: boolean;
  /** PeerServer's `key`, `peerjs` unless it was configured otherwise. */
  readonly key: string;
}
