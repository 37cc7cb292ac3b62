/**
 * What a signalling server may tell PeerJS. Everything it relays was written by strangers or by the server itself, and PeerJS 1.5.5 trusts it: an
 * unknown `serialization` or a missing payload throws, a LEAVE or a repeated OFFER closes live channels, candidates for unknown connections are kept
 * for ever, and every OFFER makes an `RTCPeerConnection` before anybody is asked. So each message is judged before PeerJS sees it.
 *
 * Pure: the verdict depends on the arguments alone.
 */
import { ParleyError } from '../lib/errors.js';
import { fingerprintOfSdp } from './sdp-binding.js';

/** What the filter has to know about the endpoint. */
export interface FilterContext {
  /** Our id. */
  readonly ownId: string;
  /** The connection id under which we ask for echoes. */
  readonly echoId: string;
  /** Whether PeerJS holds such a connection. */
  hasConnection(remoteId: string, connectionId: string): boolean;
  /** Whether one more inbound connection may begin. */
  hasRoom(): boolean;
}

/**
 * - `pass`: PeerJS may handle it.
 * - `echo`: our own echo came back: the server carries our messages.
 * - `unavailable`: nobody is there, or the other side refuses (the id is `src`).
 * - `falsified`: an answer that does not hold exactly one fingerprint, as every browser's does: somebody between the two changed it.
 * - `refuse`: a proper offer, but there is no room; the other side is told.
 * - `drop`: anything else.
 */
export type FilterVerdict =
  | { readonly verdict: 'pass' | 'echo' | 'drop' }
  | { readonly verdict: 'unavailable' | 'falsified' | 'refuse'; readonly remoteId: string };

/** No browser's data-channel offer is longer; several KiB are usual. */
const SDP_CHARS = 16_384;
const ID_FORM = /^[\w-]{1,64}$/u;

const PASSED: FilterVerdict = { verdict: 'pass' };
const DROPPED: FilterVerdict = { verdict: 'drop' };

/** Judges one message from the server, as parsed from JSON. */
export function judgeServerMessage(message: unknown, context: FilterContext): FilterVerdict {
  if (!isJsonObject(message)) return DROPPED;
  const { type, src: remoteId, payload } = message;
  switch (type) {
    case 'OPEN':
    case 'ID-TAKEN':
    case 'INVALID-KEY':
      return PASSED;
    case 'ERROR':
      return isJsonObject(payload) ? PASSED : DROPPED;
    case 'EXPIRE':
    // LEAVE would make PeerJS close the live channels with that peer, though they need no server.
    case 'LEAVE':
      return isIdText(remoteId) ? { verdict: 'unavailable', remoteId } : DROPPED;
    case 'OFFER':
    case 'ANSWER':
    case 'CANDIDATE':
      return isIdText(remoteId) && isJsonObject(payload) ? judgeRelayed(type, remoteId, payload, context) : DROPPED;
    default:
      return DROPPED;
  }
}

function judgeRelayed(
  type: 'OFFER' | 'ANSWER' | 'CANDIDATE',
  remoteId: string,
  payload: JsonObject,
  context: FilterContext,
): FilterVerdict {
  const { connectionId } = payload;
  if (!isIdText(connectionId)) return DROPPED;
  if (remoteId === context.ownId) return type === 'CANDIDATE' && connectionId === context.echoId ? { verdict: 'echo' } : DROPPED;
  const isKnown = context.hasConnection(remoteId, connectionId);
  switch (type) {
    case 'CANDIDATE':
      return isKnown && isJsonObject(payload['candidate']) ? PASSED : DROPPED;
    case 'ANSWER':
      if (!isKnown || !isSdpOf('answer', payload['sdp'])) return DROPPED;
      // SECURITY: Chromium shows the page only the fingerprint it honours, so the text is looked at as it came ("takes an answer with two fingerprints as falsified" in signalling-filter.test.ts).
      return hasOneFingerprint(payload['sdp']) ? PASSED : { verdict: 'falsified', remoteId };
    case 'OFFER':
      if (isKnown || !isOurKindOfOffer(payload)) return DROPPED;
      return context.hasRoom() ? PASSED : { verdict: 'refuse', remoteId };
    default:
      return type satisfies never;
  }
}

/** Raw, reliable (which PeerJS makes ordered), without label or metadata of meaning, for data and nothing else. */
function isOurKindOfOffer(payload: JsonObject): boolean {
  return (
    payload['type'] === 'data' &&
    payload['serialization'] === 'raw' &&
    payload['reliable'] === true &&
    (payload['metadata'] ?? null) === null &&
    isIdText(payload['label']) &&
    isSdpOf('offer', payload['sdp']) &&
    hasOneFingerprint(payload['sdp'])
  );
}

function isSdpOf(type: 'offer' | 'answer', sdp: unknown): sdp is { readonly sdp: string } {
  if (!isJsonObject(sdp) || sdp['type'] !== type) return false;
  const text = sdp['sdp'];
  if (typeof text !== 'string' || text.length > SDP_CHARS) return false;
  return text.match(/^m=/gmu)?.length === 1 && /^m=application /mu.test(text);
}

function hasOneFingerprint({ sdp }: { readonly sdp: string }): boolean {
  try {
    fingerprintOfSdp(sdp);
    return true;
  } catch (error) {
    if (error instanceof ParleyError) return false;
    throw error;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function isJsonObject(value: unknown): value is JsonObject & { type?: unknown; src?: unknown; payload?: unknown; connectionId?: unknown } {
  return typeof value === 'object' && value !== null;
}

function isIdText(value: unknown): value is string {
  return typeof value === 'string' && ID_FORM.test(value);
}
