/**
 * A room's names at the rendezvous, and the keys its links begin with, for whoever runs the room and may not touch cryptography itself.
 */
import { fingerprintOf } from '../crypto/identity.js';
import { MEMBER_SLOTS, deriveRoom, lobbyPeerId, memberPeerId } from '../crypto/room-keys.js';
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';

/** Ids kept for later; a room of 50 people has 200. */
const PEER_IDS_KEPT = 4096;

/** What a room secret and a founder give. */
export class RoomAddress {
  /** The room's public id, 16 bytes. */
  readonly rid: Bytes;
  /** For `LinkSetup`, 32 bytes: secret. */
  readonly psk: Bytes;
  /** The PeerJS id that one online member holds for those who arrive. */
  readonly lobbyId: string;
  /** Installations of one identity that have ids of their own: slots 0 to 3. */
  readonly slots = MEMBER_SLOTS;
  readonly #roomSecret: Bytes;
  readonly #peerIds = new Map<string, Promise<string>>();

  /** @internal */
  constructor(roomSecret: Bytes, rid: Bytes, psk: Bytes, lobbyId: string) {
    this.#roomSecret = roomSecret;
    this.rid = rid;
    this.psk = psk;
    this.lobbyId = lobbyId;
  }

  /** The PeerJS id of a member's installation. Rejects with `RangeError` unless `fp` has 32 bytes and `slot` is 0 to 3. */
  peerIdOf(fp: Bytes, slot: number): Promise<string> {
    const name = `${hexOf(fp)}/${slot}`;
    const kept = this.#peerIds.get(name);
    if (kept !== undefined) return kept;
    const peerId = memberPeerId(this.#roomSecret, fp, slot);
    this.#peerIds.set(name, peerId);
    const [oldest] = this.#peerIds.keys();
    if (this.#peerIds.size > PEER_IDS_KEPT && oldest !== undefined) this.#peerIds.delete(oldest);
    return peerId;
  }

  /** The fingerprint of a public key, 32 bytes: what the ids are made of. Rejects with `RangeError` unless `pk` has 32 bytes. */
  fingerprintOf(pk: Bytes): Promise<Bytes> {
    return fingerprintOf(pk);
  }

  /** Whether `peerId` is the id of one of the four slots of `fp` in this room. The lobby's id is nobody's. */
  async ownsPeerId(fp: Bytes, peerId: string): Promise<boolean> {
    const ids = await Promise.all(Array.from({ length: MEMBER_SLOTS }, (_, slot) => this.peerIdOf(fp, slot)));
    return ids.includes(peerId);
  }
}

/** Computes a room's address. Rejects with `RangeError` unless both arguments have 32 bytes. */
export async function openRoomAddress(roomSecret: Bytes, pkFounder: Bytes): Promise<RoomAddress> {
  const secret = roomSecret.slice();
  const [{ rid, psk }, lobbyId] = await Promise.all([deriveRoom(secret, pkFounder), lobbyPeerId(secret)]);
  return new RoomAddress(secret, rid, psk, lobbyId);
}
