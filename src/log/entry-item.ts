/**
 * How an entry is written: the PUSH item, in which it travels and rests, and in it the signed body (DESIGN section 4, "Entry").
 *
 *     item  lp(body) ‖ sig64 ‖ salt16 ‖ lp(payload)
 *     body  ver1 ‖ rid16 ‖ pk32 ‖ feed8 ‖ seq4 ‖ prev32 ‖ k1 ‖ parents(32·k, k ≤ 8) ‖ time6(ms) ‖ kind1 ‖ ph32
 *
 * An erased entry has an all-zero salt and an empty payload. That is unambiguous: a payload is a JSON object, so it is never empty.
 * Invariant: what `parseEntryBody` takes has exactly one byte form, so two bodies with the same fields are the same bytes.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { lpBytes, u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { compareBytes, concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { BODY_MAX_BYTES, PAYLOAD_MAX_BYTES, SEQ_MAX } from './log-limits.js';
import { ENTRY_KINDS } from './payload.js';

/** The only version there is. */
const ENTRY_VERSION = 1;

/** Thirty-two zero bytes: the `prev` of a feed's first entry. */
export const ZERO_ID: Bytes = new Uint8Array(32);

/** The salt of an erased entry. */
export const NO_SALT: Bytes = new Uint8Array(16);

/** Stands in an item whose own signature is not kept, since that of a later entry of its feed covers it; no such signature is ever valid. */
export const NO_SIGNATURE: Bytes = new Uint8Array(64);

/** The parts of a PUSH item, as views into it. Nothing about them is verified. */
export interface EntryItem {
  readonly bodyBytes: Bytes;
  readonly sig: Bytes;
  /** 16 bytes. */
  readonly salt: Bytes;
  /** Empty when the payload was erased. */
  readonly payloadBytes: Bytes;
}

/** The fields of a body, without version and room. */
export interface EntryBody {
  /** The author's public key, 32 bytes. */
  readonly pk: Bytes;
  /** The feed, 8 random bytes, one per installation and continuity. */
  readonly feed: Bytes;
  /** Place in the feed, from 0. */
  readonly seq: number;
  /** Id of the entry before in the feed; zeros when `seq` is 0. */
  readonly prev: Bytes;
  /** Ids of the heads the author had seen beside `prev`: distinct, sorted, at most 8. */
  readonly parents: readonly Bytes[];
  /** Milliseconds since 1970, as the author's machine believed. */
  readonly time: number;
  /** 1 to 255. */
  readonly kind: number;
  /** `SHA-256("parley/1 payload" ‖ salt16 ‖ payload)`. */
  readonly ph: Bytes;
}

/** A body's fields and the room it names, as views into its bytes. */
export interface ParsedBody {
  readonly rid: Bytes;
  readonly body: EntryBody;
}

/** Joins the parts. */
export function joinEntryItem({ bodyBytes, sig, salt, payloadBytes }: EntryItem): Bytes {
  return concatBytes(lpBytes(bodyBytes), sig, salt, lpBytes(payloadBytes));
}

/** Takes `lp(body) ‖ sig64` from a reader, unverified; the signature may be missing (zeros). Throws `ParleyError` `malformed` or `too-large`. */
export function readSignedBody(reader: ByteReader): Bytes {
  return concatBytes(lpBytes(reader.lp(BODY_MAX_BYTES)), reader.take(64));
}

/** The item of an erased entry: `lp(body) ‖ sig64`, and zeros for salt and length. */
export function erasedItemOf(signedBody: Bytes): Bytes {
  return concatBytes(signedBody, new Uint8Array(16 + 2));
}

/** Takes one item from a reader that may hold more: a copy, so that a frame is not kept for one of its items. Throws like `parseEntryItem`. */
export function readEntryItemBytes(reader: ByteReader): Bytes {
  const { at } = reader;
  readEntryItem(reader);
  return reader.since(at);
}

function readEntryItem(reader: ByteReader): EntryItem {
  const item = {
    bodyBytes: reader.lp(BODY_MAX_BYTES),
    sig: reader.take(64),
    salt: reader.take(16),
    payloadBytes: reader.lp(PAYLOAD_MAX_BYTES),
  };
  if (item.payloadBytes.length === 0 && item.salt.some((byte) => byte !== 0)) throw new ParleyError('malformed');
  return item;
}

/** Reads a whole item. Throws `ParleyError` `malformed` or `too-large`. */
export function parseEntryItem(itemBytes: Bytes): EntryItem {
  const reader = new ByteReader(itemBytes);
  const item = readEntryItem(reader);
  reader.end();
  return item;
}

/** Whose place an item claims: feed key (`pk ‖ feed`, hexadecimal) and seq, unverified, read from a body of at least the least length. */
export function itemPlaceOf(itemBytes: Bytes): { readonly feedKey: string; readonly seq: number } {
  const reader = new ByteReader(itemBytes);
  // lp length, version, room.
  reader.take(2 + 1 + 16);
  return { feedKey: reader.take(40).toHex(), seq: reader.u32() };
}

/** The room that an item claims, 16 bytes or fewer, unverified. */
export function roomOfItem(itemBytes: Bytes): Bytes {
  // lp length, version.
  return itemBytes.subarray(2 + 1, 2 + 1 + 16);
}

/** The same text for all items of one entry, signed themselves or not, erased or not: its body, hexadecimal. */
export function entryKeyOf(itemBytes: Bytes): string {
  return itemBytes.subarray(2, 2 + 256 * (itemBytes[0] ?? 0) + (itemBytes[1] ?? 0)).toHex();
}

/** Whether an item has a signature of its own. Of an item that `parseEntryItem` took. */
export function isSignedItem(itemBytes: Bytes): boolean {
  return !equalBytes(parseEntryItem(itemBytes).sig, NO_SIGNATURE);
}

/** Whether an item has no payload. Of an item that `parseEntryItem` took. */
export function isErasedItem(itemBytes: Bytes): boolean {
  return itemBytes.length === 2 + new ByteReader(itemBytes).u16() + 64 + 16 + 2;
}

/** What an item cites, in hexadecimal: `prev`, which is zeros in a first entry, then the parents. Of an item that `parseEntryItem` took. */
export function citedIdsOf(itemBytes: Bytes): readonly string[] {
  const reader = new ByteReader(itemBytes);
  // lp length, version, room, author, feed, seq.
  reader.take(2 + 1 + 16 + 32 + 8 + 4);
  const prev = reader.take(32).toHex();
  return [prev, ...Array.from({ length: reader.u8() }, () => reader.take(32).toHex())];
}

/** The bytes of a body. Throws `RangeError` for a number that does not fit. */
export function encodeEntryBody(rid: Bytes, { pk, feed, seq, prev, parents, time, kind, ph }: EntryBody): Bytes {
  const place = [u8Bytes(ENTRY_VERSION), rid, pk, feed, u32Bytes(seq), prev];
  return concatBytes(...place, u8Bytes(parents.length), ...parents, u48Bytes(time), u8Bytes(kind), ph);
}

/**
 * Reads a body and checks everything that can be told from it alone. Throws `ParleyError`: `too-large`, `version-unknown`, `malformed`. The signature is
 * another matter.
 */
export function parseEntryBody(bodyBytes: Bytes): ParsedBody {
  if (bodyBytes.length > BODY_MAX_BYTES) throw new ParleyError('too-large');
  const reader = new ByteReader(bodyBytes);
  if (reader.u8() !== ENTRY_VERSION) throw new ParleyError('version-unknown');
  const rid = reader.take(16);
  const body = {
    pk: reader.take(32),
    feed: reader.take(8),
    seq: reader.u32(),
    prev: reader.take(32),
    parents: Array.from({ length: reader.u8() }, () => reader.take(32)),
    time: reader.u48(),
    kind: reader.u8(),
    ph: reader.take(32),
  };
  reader.end();
  if (!isWellFormedBody(body)) throw new ParleyError('malformed');
  return { rid, body };
}

function isWellFormedBody({ seq, prev, parents, kind }: EntryBody): boolean {
  if (seq > SEQ_MAX || kind === 0 || (seq === 0) !== equalBytes(prev, ZERO_ID)) return false;
  if (kind === ENTRY_KINDS.create) return seq === 0 && parents.length === 0;
  return parents.every((parent, i) => compareBytes(parents[i - 1] ?? ZERO_ID, parent) < 0 && !equalBytes(parent, prev));
}
