/**
 * Which way a connection goes, from what the browser says of it (W3C webrtc-stats; Firefox has no transport that names the pair in use, but marks it).
 */
import type { ChannelPath } from './transport.js';

/** What is read of an entry of the statistics. Firefox alone says `selected`. */
interface StatsEntry {
  readonly type: string;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly selected?: boolean;
}

const UNKNOWN_PATH: ChannelPath = { way: 'unknown', isAddressHidden: null };

/** The way that the connection goes now. Never rejects. */
export async function readChannelPath(connection: Pick<RTCPeerConnection, 'getStats' | 'getConfiguration'>): Promise<ChannelPath> {
  // Of a connection that has ended meanwhile nothing can be said.
  const stats = await connection.getStats().catch(() => null);
  if (stats === null) return UNKNOWN_PATH;
  const entries = new Map<string, StatsEntry>();
  stats.forEach((entry: StatsEntry, id: string) => void entries.set(id, entry));
  const all = [...entries.values()];
  const chosenId = all.find(({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId !== undefined);
  const pair =
    entries.get(chosenId?.selectedCandidatePairId ?? '') ?? all.find(({ type, selected }) => type === 'candidate-pair' && selected);
  const own = entries.get(pair?.localCandidateId ?? '')?.candidateType;
  const other = entries.get(pair?.remoteCandidateId ?? '')?.candidateType;
  // SECURITY: where anything but relays was allowed, the other side was told addresses, whichever way was taken in the end (channel-path.test.ts: "hides no address where anything but relays was allowed").
  const isRelayOnly = connection.getConfiguration().iceTransportPolicy === 'relay';
  if (own === undefined || other === undefined) return { ...UNKNOWN_PATH, isAddressHidden: isRelayOnly ? null : false };
  return { way: own === 'relay' || other === 'relay' ? 'relayed' : 'direct', isAddressHidden: isRelayOnly && own === 'relay' };
}
