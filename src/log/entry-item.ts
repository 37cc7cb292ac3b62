/**
 * The PUSH item: `lp(body) ‖ sig64 ‖ salt16 ‖ lp(payload)`, the only form in which an entry travels and rests.
 *
 * An erased entry has an all-zero salt and an empty payload. That is unambiguous: a payload is a JSON object, so it is never empty.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { lpBytes } from '../lib/byte-writer.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { BODY_MAX_BYTES, PAYLOAD_MAX_BYTES } from './log-limits.js';

const SALT_BYTES = 16;
const ERASED_SALT: Bytes = new Uint8Array(SALT_BYTES);
const NO_PAYLOAD: Bytes = new Uint8Array(0);

/** The parts of a PUSH item, as views into it. Nothing about them is verified. */
export interface EntryItem {
  readonly bodyBytes: Bytes;
  readonly sig: Bytes;
  /** 16 bytes, or `null` when the payload was erased. */
  readonly salt: Bytes | null;
  readonly payloadBytes: Bytes | null;
}

/** Joins the parts. */
export function joinEntryItem(parts: EntryItem): Bytes {
  return concatBytes(lpBytes(parts.bodyBytes), parts.sig, parts.salt ?? ERASED_SALT, lpBytes(parts.payloadBytes ?? NO_PAYLOAD));
}

/** Reads one item from a reader that may hold more. Throws `ParleyError` `malformed` or `too-large`. */
export function readEntryItem(reader: ByteReader): EntryItem {
  const bodyBytes = reader.lp(BODY_MAX_BYTES);
  const sig = reader.take(64);
  const salt = reader.take(SALT_BYTES);
  const payloadBytes = reader.lp(PAYLOAD_MAX_BYTES);
  if (payloadBytes.length > 0) return { bodyBytes, sig, salt, payloadBytes };
  if (!equalBytes(salt, ERASED_SALT)) throw new ParleyError('malformed', 'an erased payload leaves no salt');
  return { bodyBytes, sig, salt: null, payloadBytes: null };
}

/** Reads a whole item. Throws `ParleyError` `malformed` or `too-large`. */
export function parseEntryItem(itemBytes: Bytes): EntryItem {
  const reader = new ByteReader(itemBytes);
  const parts = readEntryItem(reader);
  reader.end();
  return parts;
}

/** Whose place an item claims: feed key (`pk ‖ feed`, hexadecimal) and seq, unverified, read from a body of at least the least length. */
export function itemPlaceOf(itemBytes: Bytes): { readonly feedKey: string; readonly seq: number } {
  const reader = new ByteReader(itemBytes);
  // lp length, version, room.
  reader.take(2 + 1 + 16);
  return { feedKey: reader.take(40).toHex(), seq: reader.u32() };
}
