/**
 * The frames that a room sends over its links beside those of the log: who is online, knocking, the answer, and how one is there (docs/PROTOCOL.md,
 * "Room frames").
 */
import { readName } from '../log/field-readers.js';
import { ByteReader } from '../lib/byte-reader.js';
import { lpBytes, lpText, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** Frame types that a room owns. */
export const ROOM_FRAME = { peers: 0x10, knock: 0x11, answer: 0x12, status: 0x13 } as const;

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
export function encodePeersFrame({ holdsLobby, online }: PeersFrame): Bytes {
  return concatBytes(u8Bytes(Number(holdsLobby)), u8Bytes(online.length), ...online.flatMap(({ fp, slot }) => [fp, u8Bytes(slot)]));
}

/** Reads PEERS; throws `ParleyError('malformed')`. Unknown flags are ignored. */
export function parsePeersFrame(data: Bytes): PeersFrame {
  const reader = new ByteReader(data);
  const flags = reader.u8();
  const online = Array.from({ length: reader.u8() }, () => ({ fp: reader.take(32), slot: reader.u8() }));
  reader.end();
  if (online.some(({ slot }) => slot > 3)) throw new ParleyError('malformed');
  return { holdsLobby: (flags & 1) === 1, online };
}

/** KNOCK: how the newcomer wants to be called and, with a token, the proof that they hold it. */
export interface KnockFrame {
  /** Self-asserted name, at most 64 code points. */
  readonly name: string;
  /** Public key of the invite token (32 bytes) and the signature that redeems it (64 bytes), or `null` for a plain knock. */
  readonly redeem: { readonly token: Bytes; readonly signature: Bytes } | null;
}

/** `lp(name) ‖ lp(token32 or nothing) ‖ lp(sig64 or nothing)`. */
export function encodeKnockFrame({ name, redeem }: KnockFrame): Bytes {
  const { token, signature } = redeem ?? { token: new Uint8Array(), signature: new Uint8Array() };
  return concatBytes(lpText(name), lpBytes(token), lpBytes(signature));
}

/** Reads KNOCK; throws `ParleyError` `malformed` or `too-large`, also for an empty or over-long name. */
export function parseKnockFrame(data: Bytes): KnockFrame {
  const reader = new ByteReader(data);
  const name = reader.lpText(256).trim();
  const token = reader.lp(32);
  const signature = reader.lp(64);
  reader.end();
  const isPlain = token.length === 0 && signature.length === 0;
  const isRedeeming = token.length === 32 && signature.length === 64;
  if (readName(name) === undefined || !(isPlain || isRedeeming)) throw new ParleyError('malformed');
  return { name, redeem: isPlain ? null : { token, signature } };
}

const KNOCK_ANSWERS = ['asking', 'admitted', 'refused', 'invite-expired', 'invite-used', 'invite-unknown', 'invite-unheard'] as const;

/** What a member says to a knock. `asking`: a person is being asked. */
export type KnockAnswer = (typeof KNOCK_ANSWERS)[number];

/** `code1`: 1 asking, 2 admitted, 3 refused, 4 token expired, 5 token used up, 6 token revoked, or not held by the one who shows it, 7 token not in this member's log, perhaps not yet. */
export function encodeAnswerFrame(answer: KnockAnswer): Bytes {
  return u8Bytes(KNOCK_ANSWERS.indexOf(answer) + 1);
}

/** Reads ANSWER; throws `ParleyError('malformed')`. */
export function parseAnswerFrame(data: Bytes): KnockAnswer {
  const reader = new ByteReader(data);
  const answer = KNOCK_ANSWERS[reader.u8() - 1];
  reader.end();
  if (answer === undefined) throw new ParleyError('malformed');
  return answer;
}

/** STATUS: how the sender is there. Never stored. Over a link that has carried none, the sender is here and not writing. */
export interface StatusFrame {
  /** Has left the page alone for a while. */
  readonly isAway: boolean;
  /** Is writing a message. */
  readonly isTyping: boolean;
}

/** `flags1 (bit 0: away, bit 1: writing)`. */
export function encodeStatusFrame({ isAway, isTyping }: StatusFrame): Bytes {
  return u8Bytes(Number(isAway) | (Number(isTyping) << 1));
}

/** Reads STATUS; throws `ParleyError('malformed')`. Unknown flags are ignored. */
export function parseStatusFrame(data: Bytes): StatusFrame {
  const reader = new ByteReader(data);
  const flags = reader.u8();
  reader.end();
  return { isAway: (flags & 1) !== 0, isTyping: (flags & 2) !== 0 };
}
