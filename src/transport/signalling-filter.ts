/**
 * What a signalling server may tell PeerJS. Everything it relays was written by strangers or by the server itself, and PeerJS 1.5.5 trusts it: an
 * unknown `serialization` or a missing payload throws, a LEAVE or a repeated OFFER closes live channels, candidates for unknown connections are kept
 * for ever, and every OFFER makes an `RTCPeerConnection` before anybody is asked. So each message is judged before PeerJS sees it.
 *
 * Pure: the verdict depends on the arguments alone.
 */
import { fingerprintOfSdp } from './sdp-binding.js';

/** What the filter has to know about the endpoint. */
export interface FilterContext {
  /** Our id. */
  readonly ownId: string;
  /** The connection id under which we ask for echoes. */
  readonly echoId: string;
  /** Whether PeerJS holds such a connection. */
  hasConnection(remoteId: string, connectionId: string): boolean;
}

/**
 * - `pass`: PeerJS may handle it.
 * - `echo`: our own echo came back: the server carries our messages.
 * - `shared`: the echo of somebody else who has our id, and asked for it on a connection that the server took for ours.
 * - `peer-unavailable`: nobody is there, or the other side refuses (the id is `src`).
 * - `binding-failed`: an answer of `src` that does not hold exactly one fingerprint, as every browser's does: somebody between the two changed it.
 * - `offer`: a proper offer of `src`: PeerJS may handle it if there is room.
 * - `drop`: anything else.
 */
export type FilterVerdict = 'pass' | 'echo' | 'shared' | 'offer' | 'peer-unavailable' | 'binding-failed' | 'drop';

/** No browser's data-channel offer is longer; several KiB are usual. */
const SDP_CHARS = 16_384;

/** Judges one message from the server, as parsed from JSON. */
export function judgeServerMessage(message: unknown, context: FilterContext): FilterVerdict {
  const { type, src, payload } = fieldsOf(message);
  if (type === 'OPEN' || type === 'ID-TAKEN') return 'pass';
  if (!isIdText(src)) return 'drop';
  // LEAVE would make PeerJS close the live channels with that peer, though they need no server.
  if (type === 'EXPIRE' || type === 'LEAVE') return 'peer-unavailable';
  const fields = fieldsOf(payload);
  const { connectionId, candidate, sdp } = fields;
  if (!isIdText(connectionId)) return 'drop';
  if (src === context.ownId && type === 'CANDIDATE') return connectionId === context.echoId ? 'echo' : 'shared';
  if (src === context.ownId) return 'drop';
  const isKnown = context.hasConnection(src, connectionId);
  if (type === 'CANDIDATE' && isKnown && typeof candidate === 'object' && candidate !== null) return 'pass';
  // SECURITY: Chromium shows the page only the fingerprint it honours (signalling-filter.test.ts: "takes an answer with two fingerprints as falsified").
  if (type === 'ANSWER' && isKnown && isSdpOf('answer', sdp)) return fingerprintOfSdp(sdp.sdp) === null ? 'binding-failed' : 'pass';
  if (type === 'OFFER' && !isKnown && isOurKindOfOffer(fields)) return 'offer';
  return 'drop';
}

/** Raw, reliable (which PeerJS makes ordered), without label or metadata of meaning, for data and nothing else. */
function isOurKindOfOffer({ type, serialization, reliable, metadata = null, label, sdp }: JsonFields): boolean {
  return (
    type === 'data' &&
    serialization === 'raw' &&
    reliable === true &&
    metadata === null &&
    isIdText(label) &&
    isSdpOf('offer', sdp) &&
    fingerprintOfSdp(sdp.sdp) !== null
  );
}

/** Of this type, not too long, and with data as its only medium. */
function isSdpOf(wanted: 'offer' | 'answer', value: unknown): value is { readonly sdp: string } {
  const { type, sdp } = fieldsOf(value);
  return type === wanted && typeof sdp === 'string' && sdp.length <= SDP_CHARS && sdp.match(/^m=\S*/gmu)?.join() === 'm=application';
}

type JsonFields = Readonly<Record<string, unknown>>;

/** The fields of an object, none of anything else. */
function fieldsOf(value: unknown): JsonFields {
  return (typeof value === 'object' && value !== null ? value : {}) as JsonFields;
}

function isIdText(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,64}$/u.test(value);
}
