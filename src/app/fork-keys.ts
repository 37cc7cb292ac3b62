/**
 * Which forks of somebody are known in a room, each under a key of its own: verifying the person clears these and no others.
 */
import type { Room } from '../room/room.js';

/**
 * Feed and place of every fork in the room, by the author's fingerprint in hexadecimal. A lower fork that is found in the same feed later is
 * another one: it voids entries that counted when the first was cleared.
 */
export function forkKeysIn(room: Room): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { authorHex, feedKey, seq } of room.history.log.forks.values()) {
    const fpHex = room.people.all.get(authorHex)?.fpHex;
    if (fpHex !== undefined) keys.set(fpHex, [...(keys.get(fpHex) ?? []), `${feedKey} ${seq}`]);
  }
  return keys;
}
