/**
 * What follows from a room's secret: `hk(l, n) = HKDF(ikm=RS, salt="", info="parley/1 room " ‖ l, n bytes)`.
 */
import { base32Of } from '../lib/base-text.js';
import { u8Bytes } from '../lib/byte-writer.js';
import { labelledBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { NO_BYTES, hkdfSha256, requireLength } from './primitives.js';

/** Installations of one identity that a room has PeerJS ids for: slots 0 to 3. */
export const MEMBER_SLOTS = 4;

async function roomHkdf(roomSecret: Bytes, length: number, label: string, ...context: readonly Bytes[]): Promise<Bytes> {
  requireLength(32, { roomSecret });
  return hkdfSha256(roomSecret, NO_BYTES, labelledBytes(`parley/1 room ${label}`, ...context), length);
}

/** Twenty bytes are 32 characters of base32, with none of the forms that PeerJS refuses. */
async function roomPeerId(roomSecret: Bytes, label: string, ...context: readonly Bytes[]): Promise<string> {
  return base32Of(await roomHkdf(roomSecret, 20, label, ...context));
}

/** What a room's secret and its founder give. */
export interface RoomKeys {
  /** The pre-shared key of every handshake in the room, 32 bytes: secret. */
  readonly psk: Bytes;
  /** The room's public id, 16 bytes. */
  readonly rid: Bytes;
}

/** `psk = hk("psk", 32)`, `rid = hk("id" ‖ pk_founder, 16)`. Throws `RangeError` unless both arguments have 32 bytes. */
export async function deriveRoom(roomSecret: Bytes, pkFounder: Bytes): Promise<RoomKeys> {
  requireLength(32, { pkFounder });
  // SECURITY: who founded it is part of what a room is (room-keys.test.ts: "gives another id to the same secret with another founder").
  return { psk: await roomHkdf(roomSecret, 32, 'psk'), rid: await roomHkdf(roomSecret, 16, 'id', pkFounder) };
}

/** The PeerJS id of a member's installation: base32 of `hk("peer" ‖ fp ‖ slot1, 20)`. Throws `RangeError` unless `fp` has 32 bytes and `slot` is 0 to 3. */
export async function memberPeerId(roomSecret: Bytes, fp: Bytes, slot: number): Promise<string> {
  requireLength(32, { fp });
  if (!Number.isInteger(slot) || slot < 0 || slot >= MEMBER_SLOTS) throw new RangeError(`slot ${slot}`);
  return roomPeerId(roomSecret, 'peer', fp, u8Bytes(slot));
}

/** The PeerJS id that one online member holds for those who arrive: base32 of `hk("lobby", 20)`. */
export function lobbyPeerId(roomSecret: Bytes): Promise<string> {
  return roomPeerId(roomSecret, 'lobby');
}
