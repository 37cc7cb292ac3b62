/**
 * A segment: some consecutive items of one history, sealed, as one text in localStorage.
 *
 * Stored: `format1 ‖ previous16 ‖ nonce12 ‖ ciphertext ‖ tag16`, packed at 15 bits a character. `previous` is the tag of the segment before it
 * (zeros for the first), and stands in clear so that a damaged segment does not take its successor with it. Sealed within: `flags1 ‖ start6 ‖ items`.
 * AAD: `"parley/1 vault segment" ‖ format1 ‖ stream16 ‖ index4 ‖ previous16`.
 *
 * Invariant: a segment is written once; it is never changed in place.
 */
import { AES_GCM_TAG_LENGTH, openWithRandomNonce, sealWithRandomNonce } from '../crypto/aes-gcm.js';
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { ByteReader } from '../lib/byte-reader.js';
import { u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { asciiBytes, concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { itemListBytes, readItemList } from './item-list.js';
import type { OrdinalRun } from './ordinal-runs.js';
import { packBytes, unpackText } from './pack.js';

/** The format of segments that this version writes. */
export const SEGMENT_FORMAT = 1;

/** Plaintext bytes of items in a segment (an item that is larger has one to itself). */
export const SEGMENT_ITEM_BYTES = 65_536;

/** What stands for the tag before the first segment. */
export const NO_SEGMENT_TAG: Bytes = new Uint8Array(AES_GCM_TAG_LENGTH);

/** The segment holds items from before the end of the history, made again from the journal in place of damaged ones. */
const SEGMENT_FLAG_REPAIR = 1;

/** Where a segment belongs: it opens nowhere else. */
export interface SegmentSeat {
  readonly streamId: Bytes;
  readonly index: number;
}

/** What a segment held, with the tags that chain it. */
export interface OpenedSegment extends OrdinalRun {
  readonly isRepair: boolean;
  readonly tag: Bytes;
  readonly previousTag: Bytes;
}

function segmentAad(seat: SegmentSeat, previousTag: Bytes): Bytes {
  // SECURITY: binds a segment to its place and its predecessor (segment.test.ts: "opens nowhere but in its place").
  return concatBytes(asciiBytes('parley/1 vault segment'), u8Bytes(SEGMENT_FORMAT), seat.streamId, u32Bytes(seat.index), previousTag);
}

/** Seals a run for its place. Resolves with the text to store and the tag that the next segment has to name. */
export async function sealSegment(
  key: AesGcmKey,
  seat: SegmentSeat,
  previousTag: Bytes,
  run: OrdinalRun,
  isRepair: boolean,
): Promise<{ text: string; tag: Bytes }> {
  const plaintext = concatBytes(u8Bytes(isRepair ? SEGMENT_FLAG_REPAIR : 0), u48Bytes(run.start), itemListBytes(run.items));
  const sealed = await sealWithRandomNonce(key, plaintext, segmentAad(seat, previousTag));
  return { text: packBytes(concatBytes(u8Bytes(SEGMENT_FORMAT), previousTag, sealed)), tag: sealed.slice(-AES_GCM_TAG_LENGTH) };
}

/** Opens a segment in its place. Throws `ParleyError` `malformed`, `version-unknown` or `not-authentic`. */
export async function openSegment(key: AesGcmKey, seat: SegmentSeat, text: string): Promise<OpenedSegment> {
  const outer = new ByteReader(unpackText(text));
  if (outer.u8() !== SEGMENT_FORMAT) throw new ParleyError('version-unknown', 'segment format');
  const previousTag = outer.take(AES_GCM_TAG_LENGTH).slice();
  const sealed = outer.take(outer.left);
  const inner = new ByteReader(await openWithRandomNonce(key, sealed, segmentAad(seat, previousTag)));
  const flags = inner.u8();
  if (flags > SEGMENT_FLAG_REPAIR) throw new ParleyError('version-unknown', 'segment flags');
  const start = inner.u48();
  const items = readItemList(inner);
  inner.end();
  return { start, items, isRepair: flags === SEGMENT_FLAG_REPAIR, tag: sealed.slice(-AES_GCM_TAG_LENGTH), previousTag };
}
