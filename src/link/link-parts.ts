/**
 * What a link is made of and whom it talks to.
 */
import type { Identity } from '../crypto/identity.js';
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Channel } from '../transport/transport.js';
import type { AuthClaim, EpochSecrets } from './link-epoch.js';

/** One's own end. */
export interface LinkEnd {
  /** Open and, before the handshake, not listened to yet. */
  readonly channel: Channel;
  readonly identity: Identity;
  /** Random for each start of this page, 8 bytes. */
  readonly run: Bytes;
  readonly clock: Clock;
}

/** Who is at the other end. */
export interface LinkRemote extends AuthClaim {
  readonly fpHex: string;
  /** The id that the signalling server gave for the other side; the handshake made sure that both sides see the same one. */
  readonly peerId: string;
  /** Whether the other side dialled. */
  readonly isInitiator: boolean;
}

/** Who gets what a link brings. */
export interface LinkHandlers {
  /** A frame of type 16 or above, in order. Throwing a `ParleyError` closes the link with its code; any other error is reported and the link goes on. */
  frame(type: number, data: Bytes): void;
  /** The link is over; called exactly once, and last. `link-closed` is one's own doing. */
  closed(code: ErrorCode): void;
}

/** What the handshake hands over. */
export interface LinkParts {
  readonly own: LinkEnd;
  readonly remote: LinkRemote;
  readonly epoch: EpochSecrets;
  /** The other side's first frame after AUTH, if it dialled: its data, which is to be answered. */
  readonly ping: Bytes | null;
}
