/**
 * Whom a room looks for, whoever is most likely online first (DESIGN section 4, "Rendezvous").
 */
import type { Bytes } from '../lib/bytes.js';
import type { RoomLog } from '../log/log.js';
import type { OnlinePeer } from './room-frames.js';
import type { RoomPerson } from './room-people.js';

/** For one who is in: the members, whoever wrote last first. PEERS tells of slots other than the first. */
export function soughtMembers(log: RoomLog, members: readonly RoomPerson[]): readonly OnlinePeer[] {
  const lastOf = (pkHex: string): number => Math.max(0, ...log.graph.feedsOf(pkHex).map((feed) => feed.chain.at(-1)?.entry.time ?? 0));
  return [...members].sort((a, b) => lastOf(b.pkHex) - lastOf(a.pkHex)).map(({ fp }) => ({ fp, slot: 0 }));
}

/** For one who wants to get in: the inviter, under each of their ids. */
export function soughtInviter(inviterFp: Bytes | null, slots: number): readonly OnlinePeer[] {
  if (inviterFp === null) return [];
  return Array.from({ length: slots }, (_, slot) => ({ fp: inviterFp, slot }));
}
