/**
 * What the app is given by `main.ts`: the page, the network, the clock, the configuration.
 */
import type { Clock } from '../lib/clock.js';
import type { RoomSetup } from '../room/room-setup.js';
import type { ParleyConfig, SignallingServer } from './config.js';

/** Makes a transport that meets others at these servers. */
export type TransportFactory = (servers: readonly SignallingServer[]) => RoomSetup['transport'];

/** What the app needs to know of, or ask from, the page it runs in. */
export interface Page {
  /** Opened from a file rather than from a web server. */
  readonly isFile: boolean;
  /** The page's address without fragment. */
  readonly address: string;
  /** Whether an invite came with the address and was not taken yet. */
  readonly hasInvite: boolean;
  /** The invite that came with the address, once; `null` when none did or it was taken already. */
  takeInvite(): string | null;
  reload(): void;
}

/** What the app is made of. */
export interface AppParts {
  readonly config: ParleyConfig;
  readonly clock: Clock;
  readonly page: Page;
  /** Loads PeerJS; rejects with `peerjs-missing`. */
  loadTransport(): Promise<TransportFactory>;
}
