/**
 * The frames of the log on a link. See docs/PROTOCOL.md, "Log frames". All are padded types, so each carries at most 32,764 bytes; longer lists are cut into
 * several frames. Integers big-endian.
 *
 *     HAVE  flags1 (bit 0: last of a series) ‖ (pk32 ‖ feed8 ‖ count4 ‖ head32)*
 *     WANT  flags1 (bit 0: urgent) ‖ credit4 ‖ (pk32 ‖ feed8 ‖ from4 ‖ to4)*
 *     PUSH  flags1 (bit 0: asked for by WANT) ‖ count2 ‖ (lp(body) ‖ sig64 ‖ salt16 ‖ lp(payload))·count
 *     ACK, READ  (pk32 ‖ feed8 ‖ count4)*
 *     FORK  count2 ‖ proof·count                                                  see `forks.ts`
 *     NEED  id32*
 *
 * Invariant: nothing is allocated for a number in a header; what is read is bounded by the frame that really came.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { u16Bytes, u32Bytes, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { readEntryItemBytes } from './entry-item.js';
import { readForkProofBytes } from './forks.js';
import { LOG_FRAME_ROWS_MAX_BYTES } from './log-limits.js';

/** Frame types of the log. */
export const LOG_FRAME = { have: 0x40, want: 0x41, push: 0x42, ack: 0x43, read: 0x44, fork: 0x45, need: 0x46 } as const;

/** Rows in one frame: all of a fixed length fit. */
const ROWS_MAX = 256;

/** One frame for the link. */
export interface LogFrame {
  readonly type: number;
  readonly data: Bytes;
}

/** How far a feed goes: its key (`pk ‖ feed`, 80 hexadecimal digits) and the number of its entries. */
export type FeedVector = ReadonlyMap<string, number>;

/** One line of HAVE. */
export interface HaveLine {
  readonly feedKey: string;
  /** Entries held, from seq 0. Never 0. */
  readonly count: number;
  /** Id of the last of them, hexadecimal: two who hold different ones have found a fork. */
  readonly headText: string;
}

/** Entries of one feed: `from` ≤ seq < `to`. */
export interface FeedRange {
  readonly feedKey: string;
  readonly from: number;
  readonly to: number;
}

/** What HAVE says. */
export type HaveFrame = { readonly isLast: boolean; readonly lines: readonly HaveLine[] };

/** What WANT says. */
export interface WantFrame {
  /** Whether these ranges are to be served before others. */
  readonly isUrgent: boolean;
  /** How many more entries that were asked for may be sent. */
  readonly credit: number;
  readonly ranges: readonly FeedRange[];
}

/** What PUSH brings: whole items, unverified. */
export type PushFrame = { readonly isAskedFor: boolean; readonly items: readonly Bytes[] };

/** Cuts rows into frames with what `head` says in front. HAVE and WANT say something without rows, too; the others do not. */
function framesOf(
  type: number,
  rows: readonly Bytes[],
  head: (run: readonly Bytes[], isFirst: boolean, isLast: boolean) => readonly Bytes[] = () => [],
  rowsMax = ROWS_MAX,
): LogFrame[] {
  const frames: LogFrame[] = [];
  const least = type === LOG_FRAME.have || type === LOG_FRAME.want ? 1 : 0;
  for (let at = 0; at < Math.max(rows.length, least); at += rowsMax) {
    const run = rows.slice(at, at + rowsMax);
    frames.push({ type, data: concatBytes(...head(run, at === 0, at + rowsMax >= rows.length), ...run) });
  }
  return frames;
}

function feedRow(feedKey: string, ...numbers: readonly number[]): Bytes {
  return concatBytes(Uint8Array.fromHex(feedKey), ...numbers.map(u32Bytes));
}

/** A whole series of HAVE: at least one frame, the last one marked. */
export function encodeHaveFrames(lines: readonly HaveLine[]): LogFrame[] {
  const rows = lines.map(({ feedKey, count, headText }) => concatBytes(feedRow(feedKey, count), Uint8Array.fromHex(headText)));
  return framesOf(LOG_FRAME.have, rows, (_run, _isFirst, isLast) => [u8Bytes(Number(isLast))]);
}

/** WANT frames, at least one; the first carries the credit, the others none. */
export function encodeWantFrames({ isUrgent, credit, ranges }: WantFrame): LogFrame[] {
  const rows = ranges.map(({ feedKey, from, to }) => feedRow(feedKey, from, to));
  return framesOf(LOG_FRAME.want, rows, (_run, isFirst) => [u8Bytes(Number(isUrgent)), u32Bytes(isFirst ? credit : 0)]);
}

/** PUSH with these items, which have to fit one frame; none without items. */
export function encodePushFrames(items: readonly Bytes[], isAskedFor: boolean): LogFrame[] {
  return framesOf(LOG_FRAME.push, items, ({ length }) => [u8Bytes(Number(isAskedFor)), u16Bytes(length)], items.length);
}

/** ACK or READ frames of a vector; none when it is empty. */
export function encodeVectorFrames(type: typeof LOG_FRAME.ack | typeof LOG_FRAME.read, vector: FeedVector): LogFrame[] {
  return framesOf(
    type,
    Array.from(vector, ([feedKey, count]) => feedRow(feedKey, count)),
  );
}

/** FORK frames with these proofs. */
export function encodeForkFrames(proofs: readonly Bytes[]): LogFrame[] {
  const longest = proofs.reduce((most, { length }) => Math.max(most, length), 1);
  return framesOf(LOG_FRAME.fork, proofs, ({ length }) => [u16Bytes(length)], Math.floor(LOG_FRAME_ROWS_MAX_BYTES / longest));
}

/** NEED frames for these ids. */
export function encodeNeedFrames(idTexts: readonly string[]): LogFrame[] {
  return framesOf(
    LOG_FRAME.need,
    idTexts.map((text) => Uint8Array.fromHex(text)),
  );
}

/** Reads rows up to the end of a frame; there have to be `count` of them if the frame says so. */
function readRows<Row>(reader: ByteReader, readRow: (reader: ByteReader) => Row, count?: number): Row[] {
  const rows: Row[] = [];
  while (reader.left > 0) rows.push(readRow(reader));
  if (count !== undefined && rows.length !== count) throw new ParleyError('malformed');
  return rows;
}

/** Unknown flags are ignored. */
function readFlag(reader: ByteReader): boolean {
  return reader.u8() % 2 === 1;
}

function readFeedKey(reader: ByteReader): string {
  return reader.take(40).toHex();
}

function readIdText(reader: ByteReader): string {
  return reader.take(32).toHex();
}

function readCount(reader: ByteReader): number {
  const count = reader.u32();
  if (count === 0) throw new ParleyError('malformed');
  return count;
}

function readRange(reader: ByteReader): FeedRange {
  const range = { feedKey: readFeedKey(reader), from: reader.u32(), to: reader.u32() };
  if (range.from >= range.to) throw new ParleyError('malformed');
  return range;
}

/** Reads HAVE; throws `ParleyError('malformed')`. */
export function parseHaveFrame(data: Bytes): HaveFrame {
  const reader = new ByteReader(data);
  const isLast = readFlag(reader);
  return {
    isLast,
    lines: readRows(reader, () => ({ feedKey: readFeedKey(reader), count: readCount(reader), headText: readIdText(reader) })),
  };
}

/** Reads WANT; throws `ParleyError('malformed')`, also for an empty range. */
export function parseWantFrame(data: Bytes): WantFrame {
  const reader = new ByteReader(data);
  return { isUrgent: readFlag(reader), credit: reader.u32(), ranges: readRows(reader, readRange) };
}

/** Reads PUSH; throws `ParleyError` `malformed` or `too-large`. */
export function parsePushFrame(data: Bytes): PushFrame {
  const reader = new ByteReader(data);
  return { isAskedFor: readFlag(reader), items: readRows(reader, readEntryItemBytes, reader.u16()) };
}

/** Reads ACK or READ; throws `ParleyError('malformed')`. */
export function parseVectorFrame(data: Bytes): FeedVector {
  const reader = new ByteReader(data);
  return new Map(readRows(reader, () => [readFeedKey(reader), readCount(reader)] as const));
}

/** Reads FORK into proofs, unverified; throws `ParleyError` `malformed` or `too-large`. */
export function parseForkFrame(data: Bytes): readonly Bytes[] {
  const reader = new ByteReader(data);
  return readRows(reader, readForkProofBytes, reader.u16());
}

/** Reads NEED; throws `ParleyError` `malformed` or `too-large`. */
export function parseNeedFrame(data: Bytes): readonly string[] {
  if (data.length > 32 * ROWS_MAX) throw new ParleyError('too-large');
  return readRows(new ByteReader(data), readIdText);
}
