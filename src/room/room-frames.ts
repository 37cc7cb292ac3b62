/**
 * The frames that a room sends over its links beside those of the log: who is online, knocking, and the answer (docs/PROTOCOL.md, "Room frames").
 */
import { ByteReader } from '../lib/byte-reader.js';
import { lpBytes, lpText, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** Frame types that a room owns. */
export const ROOM_FRAME = { peers: 0x10, knock: 0x11, answer: 0x12 } as const;

/** Somebody who is online, and under which of their four ids. */
export interface OnlinePeer {
  /** Fingerprint, 32 bytes. */
  readonly fp: Bytes;
  /** 0 to 3. */
  readonly slot: number;
}

/** PEERS: the sender itself first, then the members it is linked with. Replaces what the same sender said before. */
export interface PeersFrame {
  /** Whether the sender holds the lobby id. */
  readonly holdsLobby: boolean;
  readonly online: readonly OnlinePeer[];
}

/** The most that one PEERS frame names. */
export const PEERS_LIMIT = 255;

/** `flags1 (bit 0: holds the lobby) ‖ count1 ‖ (fp32 ‖ slot1)·count`. Throws `RangeError` above 255 peers. */
export function encodePeersFrame(frame: PeersFrame): Bytes {
  if (frame.online.length > PEERS_LIMIT) throw new RangeError('too many peers for one PEERS frame');
  return concatBytes(
    u8Bytes(frame.holdsLobby ? 1 : 0),
    u8Bytes(frame.online.length),
    ...frame.online.map((peer) => concatBytes(peer.fp, u8Bytes(peer.slot))),
  );
}

/** Reads PEERS; throws `ParleyError('malformed')`. Unknown flags are ignored. */
export function parsePeersFrame(data: Bytes): PeersFrame {
  const reader = new ByteReader(data);
  const flags = reader.u8();
  const count = reader.u8();
  const online: OnlinePeer[] = [];
  for (let i = 0; i < count; i++) {
    const fp = reader.take(32);
    const slot = reader.u8();
    if (slot > 3) throw new ParleyError('malformed', `slot ${slot}`);
    online.push({ fp, slot });
  }
  reader.end();
  return { holdsLobby: (flags & 1) === 1, online };
}

/** KNOCK: how the newcomer wants to be called and, with a token, the proof that they hold it. */
export interface KnockFrame {
  /** Self-asserted name, at most 64 code points. */
  readonly name: string;
  /** Public key of the invite token (32 bytes) and the signature that redeems it (64 bytes), or `null` for a plain knock. */
  readonly redeem: { readonly token: Bytes; readonly signature: Bytes } | null;
}

/** Code points of a name; the log has the same limit. */
export const NAME_CODE_POINTS = 64;

/** `lp(name) ‖ lp(token32 or nothing) ‖ lp(sig64 or nothing)`. */
export function encodeKnockFrame(frame: KnockFrame): Bytes {
  const none = new Uint8Array();
  return concatBytes(lpText(frame.name), lpBytes(frame.redeem?.token ?? none), lpBytes(frame.redeem?.signature ?? none));
}

/** Reads KNOCK; throws `ParleyError` `malformed` or `too-large`, also for an empty or over-long name. */
export function parseKnockFrame(data: Bytes): KnockFrame {
  const reader = new ByteReader(data);
  const name = reader.lpText(4 * NAME_CODE_POINTS).trim();
  const token = reader.lp(32);
  const signature = reader.lp(64);
  reader.end();
  if (name === '' || /\p{Cc}/u.test(name) || [...name].length > NAME_CODE_POINTS) throw new ParleyError('malformed', 'name');
  if (token.length === 0 && signature.length === 0) return { name, redeem: null };
  if (token.length !== 32 || signature.length !== 64) throw new ParleyError('malformed', 'redeem');
  return { name, redeem: { token, signature } };
}

/** What a member says to a knock. `asking`: a person is being asked. */
export type KnockAnswer = 'asking' | 'admitted' | 'refused' | 'invite-expired' | 'invite-used' | 'invite-unknown';

const ANSWER_CODES: readonly KnockAnswer[] = ['asking', 'admitted', 'refused', 'invite-expired', 'invite-used', 'invite-unknown'];

/** `code1`: 1 asking, 2 admitted, 3 refused, 4 token expired, 5 token used up, 6 token unknown or revoked. */
export function encodeAnswerFrame(answer: KnockAnswer): Bytes {
  return u8Bytes(ANSWER_CODES.indexOf(answer) + 1);
}

/** Reads ANSWER; throws `ParleyError('malformed')`. */
export function parseAnswerFrame(data: Bytes): KnockAnswer {
  const reader = new ByteReader(data);
  const answer = ANSWER_CODES[reader.u8() - 1];
  reader.end();
  if (answer === undefined) throw new ParleyError('malformed', 'answer');
  return answer;
}
