/**
 * A room's names at the rendezvous, and the keys its links begin with, for whoever runs the room and may not touch cryptography itself.
 */
import { fingerprintOf } from '../crypto/identity.js';
import { MEMBER_SLOTS, deriveRoom, lobbyPeerId, memberPeerId } from '../crypto/room-keys.js';
import type { Bytes } from '../lib/bytes.js';
import { heldIn } from '../lib/lists.js';

/** Ids kept for later; a room of 50 people has 200. */
const PEER_IDS_KEPT = 4096;

/** What a room secret and a founder give. */
export interface RoomAddress {
  /** The room's public id, 16 bytes. */
  readonly rid: Bytes;
  /** For `LinkSetup`, 32 bytes: secret. */
  readonly psk: Bytes;
  /** Fingerprint of the founder, 32 bytes. */
  readonly founderFp: Bytes;
  /** The PeerJS id that one online member holds for those who arrive. */
  readonly lobbyId: string;
  /** Installations of one identity that have ids of their own: slots 0 to 3. */
  readonly slots: number;
  /** The PeerJS id of a member's installation. Rejects with `RangeError` unless `fp` has 32 bytes and `slot` is 0 to 3. */
  peerIdOf(fp: Bytes, slot: number): Promise<string>;
  /** The fingerprint of a public key, 32 bytes: what the ids are made of. Rejects with `RangeError` unless `pk` has 32 bytes. */
  fingerprintOf(pk: Bytes): Promise<Bytes>;
  /** Which of the four slots of `fp` in this room has the id `peerId`; `null` when none has. The lobby's id is nobody's. */
  slotOf(fp: Bytes, peerId: string): Promise<number | null>;
}

/** Computes a room's address. Rejects with `RangeError` unless both arguments have 32 bytes. */
export async function openRoomAddress(roomSecret: Bytes, pkFounder: Bytes): Promise<RoomAddress> {
  const secret = roomSecret.slice();
  const { rid, psk } = await deriveRoom(secret, pkFounder);
  const peerIds = new Map<string, Promise<string>>();

  const peerIdOf = (fp: Bytes, slot: number): Promise<string> => {
    const name = `${fp.toHex()}/${slot}`;
    if (peerIds.size >= PEER_IDS_KEPT) peerIds.clear();
    return heldIn(peerIds, name, () => memberPeerId(secret, fp, slot));
  };
  const slotOf = async (fp: Bytes, peerId: string): Promise<number | null> => {
    const slot = (await Promise.all([0, 1, 2, 3].map((each) => peerIdOf(fp, each)))).indexOf(peerId);
    return slot < 0 ? null : slot;
  };
  const [lobbyId, founderFp] = await Promise.all([lobbyPeerId(secret), fingerprintOf(pkFounder)]);
  return { rid, psk, founderFp, lobbyId, slots: MEMBER_SLOTS, peerIdOf, fingerprintOf, slotOf };
}
