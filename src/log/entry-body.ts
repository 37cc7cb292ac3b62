/**
 * The signed part of an entry (DESIGN section 4, "Entry"):
 * `ver1 ‖ rid16 ‖ pk32 ‖ feed8 ‖ seq4 ‖ prev32 ‖ k1 ‖ parents(32·k, k ≤ 8) ‖ time6(ms) ‖ kind1 ‖ ph32`.
 *
 * Invariant: what `parseEntryBody` takes has exactly one byte form, so two bodies with the same fields are the same bytes.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { compareBytes, concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { BODY_MAX_BYTES, PARENTS_MAX, SEQ_MAX } from './log-limits.js';
import { ENTRY_KINDS } from './payload.js';

/** The only version there is. */
export const ENTRY_VERSION = 1;

/** Thirty-two zero bytes: the `prev` of a feed's first entry. */
export const ZERO_ID: Bytes = new Uint8Array(32);

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

/** The bytes of a body. Throws `RangeError` for a number that does not fit. */
export function encodeEntryBody(rid: Bytes, body: EntryBody): Bytes {
  return concatBytes(
    u8Bytes(ENTRY_VERSION),
    rid,
    body.pk,
    body.feed,
    u32Bytes(body.seq),
    body.prev,
    u8Bytes(body.parents.length),
    ...body.parents,
    u48Bytes(body.time),
    u8Bytes(body.kind),
    body.ph,
  );
}

/** A body's fields and the room it names, as views into `bodyBytes`. */
export interface ParsedBody {
  readonly rid: Bytes;
  readonly body: EntryBody;
}

/**
 * Reads a body and checks everything that can be told from it alone. Throws `ParleyError`: `too-large`, `version-unknown`, `malformed`. The signature is
 * another matter.
 */
export function parseEntryBody(bodyBytes: Bytes): ParsedBody {
  if (bodyBytes.length > BODY_MAX_BYTES) throw new ParleyError('too-large', `body of ${bodyBytes.length} bytes`);
  const reader = new ByteReader(bodyBytes);
  const version = reader.u8();
  if (version !== ENTRY_VERSION) throw new ParleyError('version-unknown', `entry of version ${version}`);
  const rid = reader.take(16);
  const pk = reader.take(32);
  const feed = reader.take(8);
  const seq = reader.u32();
  const prev = reader.take(32);
  const count = reader.u8();
  if (count > PARENTS_MAX) throw new ParleyError('malformed', `${count} parents`);
  const parents: Bytes[] = [];
  for (let i = 0; i < count; i++) parents.push(reader.take(32));
  const body = { pk, feed, seq, prev, parents, time: reader.u48(), kind: reader.u8(), ph: reader.take(32) };
  reader.end();
  checkEntryShape(body);
  return { rid, body };
}

function checkEntryShape(body: EntryBody): void {
  const { seq, prev, parents, kind } = body;
  if (seq > SEQ_MAX) throw new ParleyError('malformed', 'seq is used up');
  if ((seq === 0) !== equalBytes(prev, ZERO_ID)) throw new ParleyError('malformed', 'prev is zero at seq 0 and only there');
  parents.forEach((parent, i) => {
    const before = parents[i - 1];
    if (before !== undefined && compareBytes(before, parent) >= 0)
      throw new ParleyError('malformed', 'parents are not sorted and distinct');
    if (equalBytes(parent, prev) || equalBytes(parent, ZERO_ID)) throw new ParleyError('malformed', 'prev or nothing among the parents');
  });
  if (kind === 0) throw new ParleyError('malformed', 'kind 0');
  if (kind === ENTRY_KINDS.create && (seq !== 0 || parents.length !== 0))
    throw new ParleyError('malformed', 'a room begins with its first entry');
}
