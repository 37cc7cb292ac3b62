/**
 * The room fingerprint, by which a whole room is compared at once: one number and seven emoji over the keys of all who are members now
 * (docs/PROTOCOL.md, "Verification").
 *
 * Not an exchange, as the emoji of two are, so anybody can try keys offline until a part of it fits: it is worth something only as a whole. Names are
 * not in it, since they are no keys and may change at any moment.
 */
import { bitGroupsOf, digitGroupsOf } from '../lib/base-text.js';
import { compareBytes, labelledBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { requireLength, sha512 } from './primitives.js';

/** What people compare: about 99 bits and 42 bits. */
export interface RoomFingerprint {
  /** 30 digits: six groups of five. */
  readonly number: string;
  /** Seven numbers of 0 to 63, for the table of 64 emoji. */
  readonly emoji: readonly number[];
}

/**
 * The fingerprint of a room: `SHA-512("parley/1 room fingerprint" ‖ rid16 ‖ pk32 of every member, sorted as bytes)`. In whatever order the keys are
 * given it is the same. Throws `RangeError` on a wrong length.
 */
export async function roomFingerprint(rid: Bytes, memberPks: readonly Bytes[]): Promise<RoomFingerprint> {
  requireLength(16, { rid });
  for (const pk of memberPks) requireLength(32, { pk });
  // SECURITY: every key is in it, so no two lists are alike (room-fingerprint.test.ts: "changes with any key, with the room, and with who is in").
  const hash = await sha512(labelledBytes('parley/1 room fingerprint', rid, ...memberPks.toSorted(compareBytes)));
  return { number: digitGroupsOf(hash.subarray(0, 30)), emoji: bitGroupsOf(hash.subarray(30, 36), 6).slice(0, 7) };
}
