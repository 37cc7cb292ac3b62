/**
 * What Parley asks of whatever finds peers and carries bytes: PeerJS over WebRTC in the product, pairs in memory in tests.
 *
 * Nothing here is trusted: ids are what the signalling server says, and bytes are whatever the other side sends. What makes a channel worth
 * anything is the handshake in `src/link`, which binds both ids and both DTLS certificates that a `Channel` reports.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Cancel } from '../lib/clock.js';
import type { ErrorCode } from '../lib/errors.js';

/** Opens presences at the rendezvous. */
export interface Transport {
  /**
   * Claims `peerId` at the signalling server and keeps it, reconnecting with back-off, until `close`. `token` is a random text that proves to the server,
   * after a reload, that the id is still ours; it has to be the same for an id each time.
   */
  open(peerId: string, token: string): Endpoint;
  /**
   * The servers, or the ways to others that are allowed, may be different ones now: every channel of every endpoint ends at once with `channel-closed`, and
   * every endpoint that was looking for the server, or had it, goes to it anew.
   */
  renew(): void;
}

/**
 * - `connecting`: never reached the server yet, trying.
 * - `online`: the server carries our signalling; we can be found and can dial.
 * - `offline`: the server is lost; we try again with back-off. Channels that are open live on.
 * - `paused`: we left the server on purpose and stay away until `resume`. Channels that are open live on.
 * - `taken`: somebody else holds the id: the server says so (they have another token), or lets us hear what only they can have sent (they have the same one). Final: no further attempt is made and nothing can be dialled. Channels that
 *   are open live on until `close`: whoever claims an id while its owner is offline must not be able to cut the owner's links.
 * - `closed`: closed by us. Final.
 */
export type EndpointState = 'connecting' | 'online' | 'offline' | 'paused' | 'taken' | 'closed';

/** One id held (or being claimed) at the signalling server. */
export interface Endpoint {
  readonly peerId: string;
  readonly state: EndpointState;
  /**
   * Whether the server gave us the id at first though a connection with the same token had it: one of ours of which it has not noticed the end, or that of
   * somebody who has our token.
   */
  readonly wasHandedOver: boolean;
  /** When the next attempt to reach the server is due, in milliseconds of the clock, or `null` when none is waited for. */
  readonly nextAttemptAt: number | null;
  /** Listens to changes of `state` and of `nextAttemptAt`: the same state may be told again. */
  onState(listener: (state: EndpointState) => void): Cancel;
  /** Listens to channels that others opened to us: open, ordered, reliable and with their binding known. */
  onChannel(listener: (channel: Channel) => void): Cancel;
  /**
   * Opens a channel to `remoteId`. Rejects with `ParleyError`: `signalling-unreachable` (not online, or lost meanwhile), `peer-unavailable` (nobody there, or the other
   * side is full), `dial-timeout`, `channel-closed` (it broke before it opened: no path between the two), `binding-failed` (the certificates are not the ones that
   * were announced: somebody between the two may be tampering), `link-closed` (aborted, or the endpoint was closed).
   */
  dial(remoteId: string, signal?: AbortSignal): Promise<Channel>;
  /**
   * Something suggests that the network is back or that time has passed (`online`, the page became visible): try at once instead of waiting for the back-off, and
   * check a connection that looks alive.
   */
  wake(): void;
  /** Leaves the server, so that nobody new finds us, and keeps every channel that is open. Nothing but `resume` ends that. */
  pause(): void;
  /** Comes back to the server after `pause`. */
  resume(): void;
  /** Gives the id back and closes every channel of this endpoint. */
  close(): void;
}

/** Which way a channel goes, as far as the browser says. */
export interface ChannelPath {
  /** Straight from machine to machine, or through a relay of either side. */
  readonly way: 'direct' | 'relayed' | 'unknown';
  /** Whether the other side never learned an address of this side: relays alone were allowed, and it goes through ours. `null`: unknown. */
  readonly isAddressHidden: boolean | null;
}

/** Who receives what a channel brings. */
export interface ChannelReceiver {
  /** One message, whole and in order. */
  message(bytes: Bytes): void;
  /** The channel is gone; called exactly once, never before a message that arrived earlier. `reason` is what the transport knows. */
  closed(reason: ErrorCode): void;
}

/** A reliable, ordered channel of messages of at most 64 KiB to one peer. */
export interface Channel {
  /** Whether this side dialled. */
  readonly isInitiator: boolean;
  /** The id under which this side is known in this channel. */
  readonly localId: string;
  /** The id that the signalling server says the other side has. */
  readonly remoteId: string;
  /** SHA-256 of the DTLS certificate of the side that dialled, as this side sees it, 32 bytes. */
  readonly dtlsInitiator: Bytes;
  /** SHA-256 of the DTLS certificate of the side that was dialled, as this side sees it, 32 bytes. */
  readonly dtlsResponder: Bytes;
  /** Bytes handed to `send` that have not left yet. */
  readonly bufferedAmount: number;
  /** Which way it goes now; asks the browser each time. Never rejects: what cannot be told is unknown. */
  path(): Promise<ChannelPath>;
  /**
   * Starts delivery, in a microtask; messages that came before are kept and delivered first. To be called once, also on a channel that is closed already:
   * what arrived is delivered, then `closed`.
   */
  receive(receiver: ChannelReceiver): void;
  /**
   * The handshake is complete: the caps before authentication (`UNTRUSTED_MS`, `UNTRUSTED_INBOUND_BYTES`, `UNTRUSTED_INBOUND_CHANNELS` in `limits.ts`) no
   * longer apply. The side that was dialled calls it before it sends anything the other side may answer at length. Calling it again does nothing.
   */
  trust(): void;
  /**
   * Sends one message of at most 65,536 bytes; `RangeError` above. Does nothing once closed. Callers wait for `drained` when `bufferedAmount` is above 1 MiB; a channel
   * that is given far more than it can send ends. The bytes may be changed afterwards.
   */
  send(bytes: Bytes): void;
  /** Resolves when `bufferedAmount` has fallen to 256 KiB or less, or when the channel is closed. */
  drained(): Promise<void>;
  /**
   * Closes. On a channel that is trusted, what was sent before still gets two seconds to arrive. The own receiver is told `link-closed`, in a microtask, and no further message. Calling it again
   * does nothing.
   */
  close(): void;
}
