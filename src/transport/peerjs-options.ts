/**
 * What a transport over PeerJS is given.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { PeerConstructor } from './peerjs-loader.js';
import type { Sha256 } from './sdp-binding.js';

/** Where one PeerServer is. */
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

/** Where to meet others, and by which ways to reach them. Looked at for every attempt: they may become others, upon which the transport is renewed. */
export interface PeerJsWays {
  /** A ladder: see `peerjs-transport.ts`. At least one. */
  readonly servers: readonly PeerServerAddress[];
  readonly iceServers: readonly RTCIceServer[];
  /** Only connect through a TURN relay, so that the others never see our address. */
  readonly relayOnly: boolean;
}

/** What all endpoints of a transport share. */
export interface PeerJsOptions {
  readonly Peer: PeerConstructor;
  readonly ways: PeerJsWays;
  readonly clock: Clock;
  /** `count` random bytes fit for secrets. */
  readonly randomBytes: (count: number) => Bytes;
  readonly sha256: Sha256;
}
