/**
 * One row of packed items: an entry without what the list says of it elsewhere. See `item-packing.ts` for the form.
 */
import type { ByteReader } from '../lib/byte-reader.js';
import { u32Bytes, u8Bytes, varintBytes } from '../lib/byte-writer.js';
import { concatBytes, equalBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { NO_SALT, NO_SIGNATURE, ZERO_ID } from './entry-item.js';
import type { EntryBody, EntryItem } from './entry-item.js';
import { ENTRY_KINDS } from './payload.js';

const ROW_ENTRY = 1;
const ROW_SIGNED = 2;
/** `seq` and `prev` stand there: the entry before is not in the list. */
const ROW_PREV = 4;
/** A message whose payload is `{"text":"…"}`, of which only the middle stands there. */
const ROW_TEXT = 8;
const ROW_ERASED = 16;
/** Times 32: how many parents. Seven: their number follows. */
const ROW_PARENTS = 32;
const ROW_PARENTS_MANY = 7;

const TEXT_HEAD = utf8Bytes('{"text":"');
const TEXT_TAIL = utf8Bytes('"}');

/** What a row is made of. */
export interface RowParts {
  readonly item: EntryItem;
  readonly body: EntryBody;
  readonly feed: number;
  readonly isPrevHere: boolean;
  /** Of the entry before. */
  readonly time: number;
  /** How many rows back an id is; 0 when it is not in the list. */
  readonly backOf: (id: Bytes) => number;
}

/** Writes the row of an entry. */
export function rowOf({ item, body, feed, isPrevHere, time, backOf }: RowParts): Bytes {
  const { parents, kind } = body;
  const { payloadBytes, salt, sig } = item;
  const isText = kind === ENTRY_KINDS.text && startsAndEnds(payloadBytes);
  const isErased = payloadBytes.length === 0;
  const isSigned = !equalBytes(sig, NO_SIGNATURE);
  const payload = isText ? payloadBytes.subarray(TEXT_HEAD.length, -TEXT_TAIL.length) : payloadBytes;
  const flags =
    ROW_ENTRY +
    ROW_SIGNED * Number(isSigned) +
    ROW_PREV * Number(!isPrevHere) +
    ROW_TEXT * Number(isText) +
    ROW_ERASED * Number(isErased) +
    ROW_PARENTS * Math.min(parents.length, ROW_PARENTS_MANY);
  return concatBytes(
    u8Bytes(flags),
    varintBytes(feed),
    ...(isPrevHere ? [] : [u32Bytes(body.seq), body.prev]),
    ...(parents.length >= ROW_PARENTS_MANY ? [u8Bytes(parents.length)] : []),
    ...parents.flatMap((id) => (backOf(id) > 0 ? [varintBytes(backOf(id))] : [u8Bytes(0), id])),
    varintBytes(zigzagOf(body.time - time)),
    ...(isText ? [] : [u8Bytes(kind)]),
    ...(isErased ? [body.ph] : [salt, varintBytes(payload.length), payload]),
    ...(isSigned ? [sig] : []),
  );
}

function startsAndEnds(payload: Bytes): boolean {
  const middle = payload.length - TEXT_TAIL.length;
  return (
    middle >= TEXT_HEAD.length &&
    equalBytes(payload.subarray(0, TEXT_HEAD.length), TEXT_HEAD) &&
    equalBytes(payload.subarray(middle), TEXT_TAIL)
  );
}

/** The row of an item that is no entry. */
export function rawRowOf(item: Bytes): Bytes {
  return concatBytes(u8Bytes(0), varintBytes(item.length), item);
}

/** Whole numbers of both signs as numbers from 0 on: 0, −1, 1, −2, 2, … */
function zigzagOf(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}

/** A row that was read. */
export interface UnpackedRow {
  /** The item as it was, if it is no entry. */
  readonly raw: Bytes | null;
  readonly feed: number;
  readonly start: { readonly seq: number; readonly prev: Bytes } | null;
  readonly parents: readonly (number | Bytes)[];
  readonly time: number;
  readonly kind: number;
  /** `null` when it follows from the payload. */
  readonly ph: Bytes | null;
  readonly item: Omit<EntryItem, 'bodyBytes'>;
}

/** Whether the payload of the row that begins with this byte is gone. */
export function isErasedRow(flags: number): boolean {
  return (flags & ROW_ERASED) !== 0;
}

/** Whether the row that begins with this byte has its own signature. */
export function isSignedRow(flags: number): boolean {
  return (flags & ROW_SIGNED) !== 0;
}

/** Stands for what a row that is no entry has not. */
const NO_ITEM = { sig: NO_SIGNATURE, salt: NO_SALT, payloadBytes: new Uint8Array(0) };

/** Reads a row; `before` is the time of the entry before. Throws `ParleyError('malformed')`. */
export function readRow(reader: ByteReader, before: number): UnpackedRow {
  const flags = reader.u8();
  const has = (flag: number): boolean => (flags & flag) !== 0;
  if (!has(ROW_ENTRY)) {
    const raw = reader.take(reader.varint()).slice();
    return { raw, feed: 0, start: null, parents: [], time: before, kind: 0, ph: ZERO_ID, item: NO_ITEM };
  }
  const feed = reader.varint();
  const start = has(ROW_PREV) ? { seq: reader.u32(), prev: reader.take(32) } : null;
  const few = flags >> 5;
  const parents = Array.from({ length: few === ROW_PARENTS_MANY ? reader.u8() : few }, () => {
    const back = reader.varint();
    return back === 0 ? reader.take(32) : back;
  });
  const time = before + unzigzag(reader.varint());
  const kind = has(ROW_TEXT) ? ENTRY_KINDS.text : reader.u8();
  const ph = has(ROW_ERASED) ? reader.take(32) : null;
  const salt = ph === null ? reader.take(16) : NO_SALT;
  const words = ph === null ? reader.take(reader.varint()) : NO_ITEM.payloadBytes;
  const payloadBytes = has(ROW_TEXT) ? concatBytes(TEXT_HEAD, words, TEXT_TAIL) : words;
  const sig = has(ROW_SIGNED) ? reader.take(64) : NO_SIGNATURE;
  return { raw: null, feed, start, parents, time, kind, ph, item: { sig, salt, payloadBytes } };
}
