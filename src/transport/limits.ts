/**
 * The numbers of the transport.
 *
 * See DESIGN section 4, "Rendezvous"; platform-facts for the browsers' own limits. Times in milliseconds.
 */

/** The longest message a channel carries, in bytes: well below `sctp.maxMessageSize`, above which a send closes the channel. */
export const CHANNEL_MESSAGE_BYTES = 65_536;
/** `Channel.drained` resolves at or below this many queued bytes. */
export const DRAINED_BYTES = 256 * 1024;
/** How long a channel that was closed on purpose, and still holds something to send, may make no progress with it; and how long it may take in all. */
export const FLUSH_MS = 2000;
export const FLUSH_MOST_MS = 20_000;

/** How long a channel may stay without `trust()`. */
export const UNTRUSTED_MS = 10_000;
/** How many bytes may arrive on a channel that somebody else opened before `trust()`. An empty message counts as one byte. */
export const UNTRUSTED_INBOUND_BYTES = 512;
/**
 * How many bytes may arrive before `trust()` on a channel that we dialled. More than for inbound ones, since the other side is done first and its first frames may
 * overtake our checking of its signature; we chose to dial, so nobody can spend this memory at will.
 */
export const UNTRUSTED_DIALLED_BYTES = 1024 * 1024;
/** How many inbound channels of one endpoint may be without `trust()` at a time, from their offer on. */
export const UNTRUSTED_INBOUND_CHANNELS = 8;

/** How long a dial may take until its channel is open. PeerServer says after 5 to 6 s that nobody is there. */
export const DIAL_MS = 12_000;
/** How long ICE may be `disconnected` before the channel counts as lost; short gaps heal by themselves. */
export const ICE_GAP_MS = 5000;

/** How long a signalling server may take to let us in. */
export const ATTEMPT_MS = 8000;
/** How often we ask for an echo while the server has not said OPEN. */
export const EARLY_ECHO_MS = 1000;
/** How often we ask for an echo afterwards. */
export const ECHO_MS = 30_000;
/** How long an echo may take before the connection to the server counts as lost. */
export const ECHO_ANSWER_MS = 10_000;
/** The first and the longest wait between attempts to reach a server. */
export const BACKOFF_FIRST_MS = 1000;
export const BACKOFF_LONGEST_MS = 30_000;
/** How often an endpoint on a fallback server tries the servers above it. */
export const CLIMB_MS = 60_000;
