/**
 * The frames of the log on a link (docs/PROTOCOL.md, "Log frames"). All are padded types, so each carries at most 32,764 bytes; longer lists are cut into
 * several frames. Integers big-endian.
 *
 *     HAVE  flags1 (bit 0: last of a series) ‖ (pk32 ‖ feed8 ‖ count4 ‖ head32)*
 *     WANT  flags1 (bit 0: urgent) ‖ credit4 ‖ (pk32 ‖ feed8 ‖ from4 ‖ to4)*
 *     PUSH  flags1 (bit 0: asked for by WANT) ‖ count2 ‖ (lp(body) ‖ sig64 ‖ salt16 ‖ lp(payload))·count
 *     ACK, READ  (pk32 ‖ feed8 ‖ count4)*
 *     FORK  count2 ‖ (lp(body) ‖ sig64 ‖ lp(body) ‖ sig64)·count
 *     NEED  id32*
 *
 * Invariant: nothing is allocated for a number in a header; what is read is bounded by the frame that really came.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { u16Bytes, u32Bytes, u8Bytes } from '../lib/byte-writer.js';
import { bytesFromHex, concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { readEntryItem } from './entry-item.js';
import { readForkProofBytes } from './forks.js';
import { LOG_FRAME_MAX_BYTES, NEEDS_PER_FRAME_MAX, SEQ_MAX } from './log-limits.js';

/** Frame types of the log. */
export const LOG_FRAME = { have: 0x40, want: 0x41, push: 0x42, ack: 0x43, read: 0x44, fork: 0x45, need: 0x46 } as const;

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

function readFeedKey(reader: ByteReader): string {
  return reader.take(40).toHex();
}

function readCount(reader: ByteReader): number {
  const count = reader.u32();
  if (count === 0 || count > SEQ_MAX + 1) throw new ParleyError('malformed', `count ${count}`);
  return count;
}

/** Cuts byte strings into frames: as many in each as fit. `prefix` gives a frame's first bytes from what it holds. At least one frame when `isNeverNone`. */
function cutIntoFrames(
  type: number,
  parts: readonly Bytes[],
  prefixLength: number,
  prefix: (count: number, isLast: boolean) => Bytes,
  isNeverNone = false,
): LogFrame[] {
  const runs: Bytes[][] = [];
  let room = 0;
  for (const part of parts) {
    if (part.length > room) {
      runs.push([]);
      room = LOG_FRAME_MAX_BYTES - prefixLength;
    }
    runs.at(-1)?.push(part);
    room -= part.length;
  }
  if (runs.length === 0 && isNeverNone) runs.push([]);
  return runs.map((run, i) => ({ type, data: concatBytes(prefix(run.length, i === runs.length - 1), ...run) }));
}

const NO_PREFIX = (): Bytes => new Uint8Array(0);

/** A whole series of HAVE: at least one frame, the last one marked. */
export function encodeHaveFrames(lines: readonly HaveLine[]): LogFrame[] {
  const parts = lines.map(({ feedKey, count, headText }) => concatBytes(bytesFromHex(feedKey), u32Bytes(count), bytesFromHex(headText)));
  return cutIntoFrames(LOG_FRAME.have, parts, 1, (_count, isLast) => u8Bytes(isLast ? 1 : 0), true);
}

/** Reads HAVE; throws `ParleyError('malformed')`. Unknown flags are ignored. */
export function parseHaveFrame(data: Bytes): { readonly isLast: boolean; readonly lines: readonly HaveLine[] } {
  const reader = new ByteReader(data);
  const flags = reader.u8();
  const lines: HaveLine[] = [];
  while (reader.left > 0) lines.push({ feedKey: readFeedKey(reader), count: readCount(reader), headText: reader.take(32).toHex() });
  return { isLast: (flags & 1) === 1, lines };
}

/** What WANT says. */
export interface WantFrame {
  /** Whether these ranges are to be served before others. */
  readonly isUrgent: boolean;
  /** How many more entries that were asked for may be sent. */
  readonly credit: number;
  readonly ranges: readonly FeedRange[];
}

/** WANT frames, at least one; the first carries the credit, the others none. */
export function encodeWantFrames({ isUrgent, credit, ranges }: WantFrame): LogFrame[] {
  const parts = ranges.map(({ feedKey, from, to }) => concatBytes(bytesFromHex(feedKey), u32Bytes(from), u32Bytes(to)));
  let left = credit;
  const prefix = (): Bytes => {
    const granted = left;
    left = 0;
    return concatBytes(u8Bytes(isUrgent ? 1 : 0), u32Bytes(granted));
  };
  return cutIntoFrames(LOG_FRAME.want, parts, 5, prefix, true);
}

/** Reads WANT; throws `ParleyError('malformed')`, also for an empty range. Unknown flags are ignored. */
export function parseWantFrame(data: Bytes): WantFrame {
  const reader = new ByteReader(data);
  const flags = reader.u8();
  const credit = reader.u32();
  const ranges: FeedRange[] = [];
  while (reader.left > 0) {
    const range = { feedKey: readFeedKey(reader), from: reader.u32(), to: reader.u32() };
    if (range.from >= range.to) throw new ParleyError('malformed', 'an empty range');
    ranges.push(range);
  }
  return { isUrgent: (flags & 1) === 1, credit, ranges };
}

/** PUSH frames with these items, in order. */
export function encodePushFrames(items: readonly Bytes[], isAskedFor: boolean): LogFrame[] {
  return cutIntoFrames(LOG_FRAME.push, items, 3, (count) => concatBytes(u8Bytes(isAskedFor ? 1 : 0), u16Bytes(count)));
}

/** Reads PUSH into whole items, as views; throws `ParleyError` `malformed` or `too-large`. Nothing is verified; unknown flags are ignored. */
export function parsePushFrame(data: Bytes): { readonly isAskedFor: boolean; readonly items: readonly Bytes[] } {
  const reader = new ByteReader(data);
  const flags = reader.u8();
  const count = reader.u16();
  const items: Bytes[] = [];
  for (let i = 0; i < count; i++) {
    const from = data.length - reader.left;
    readEntryItem(reader);
    items.push(data.subarray(from, data.length - reader.left));
  }
  reader.end();
  return { isAskedFor: (flags & 1) === 1, items };
}

/** ACK or READ frames of a vector; none when it is empty. Feeds with nothing in them are left out. */
export function encodeVectorFrames(type: typeof LOG_FRAME.ack | typeof LOG_FRAME.read, vector: FeedVector): LogFrame[] {
  const parts = [...vector].filter(([, count]) => count > 0).map(([feedKey, count]) => concatBytes(bytesFromHex(feedKey), u32Bytes(count)));
  return cutIntoFrames(type, parts, 0, NO_PREFIX);
}

/** Reads ACK or READ; throws `ParleyError('malformed')`. */
export function parseVectorFrame(data: Bytes): FeedVector {
  const reader = new ByteReader(data);
  const vector = new Map<string, number>();
  while (reader.left > 0) vector.set(readFeedKey(reader), readCount(reader));
  return vector;
}

/** FORK frames with these proofs. */
export function encodeForkFrames(proofs: readonly Bytes[]): LogFrame[] {
  return cutIntoFrames(LOG_FRAME.fork, proofs, 2, (count) => u16Bytes(count));
}

/** Reads FORK into proofs, unverified; throws `ParleyError` `malformed` or `too-large`. */
export function parseForkFrame(data: Bytes): readonly Bytes[] {
  const reader = new ByteReader(data);
  const count = reader.u16();
  const proofs: Bytes[] = [];
  for (let i = 0; i < count; i++) proofs.push(readForkProofBytes(reader));
  reader.end();
  return proofs;
}

/** NEED frames for these ids. */
export function encodeNeedFrames(idTexts: readonly string[]): LogFrame[] {
  const frames: LogFrame[] = [];
  for (let from = 0; from < idTexts.length; from += NEEDS_PER_FRAME_MAX) {
    frames.push({ type: LOG_FRAME.need, data: concatBytes(...idTexts.slice(from, from + NEEDS_PER_FRAME_MAX).map(bytesFromHex)) });
  }
  return frames;
}

/** Reads NEED; throws `ParleyError` `malformed` or `too-large`. */
export function parseNeedFrame(data: Bytes): readonly string[] {
  if (data.length > 32 * NEEDS_PER_FRAME_MAX) throw new ParleyError('too-large', 'too many ids');
  const reader = new ByteReader(data);
  const idTexts: string[] = [];
  while (reader.left > 0) idTexts.push(reader.take(32).toHex());
  return idTexts;
}
