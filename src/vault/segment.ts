/**
 * A segment: some consecutive items of one history, sealed, as one text in localStorage.
 *
 * Stored: `format1 ‖ previous16 ‖ sealed`, packed. `previous`, the tag of the segment before it (zeros for the first), stands in clear so that a damaged
 * segment does not take its successor with it. Sealed within: `flags1 ‖ start6 ‖ items`. Place: `stream16 ‖ index4 ‖ previous16`.
 *
 * Invariant: a segment is written once; it is never changed in place.
 */
import { AES_GCM_TAG_LENGTH } from '../crypto/aes-gcm.js';
import { u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { itemListBytes, readItemList, storedItemOf } from './item-runs.js';
import type { ItemRun } from './item-runs.js';
import { readStoredText, storedText, tagOf } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import type { StoredItem } from './vault.js';

/** Plaintext bytes of items in a segment (an item that is larger has one to itself). */
export const SEGMENT_ITEM_BYTES = 65_536;

/** What one segment, or a compacted one, held, with the tags that chain it. `isRepair`: also items from before the end of the history, made again in place of damaged ones. */
export interface OpenedSegment {
  readonly runs: readonly ItemRun<StoredItem>[];
  readonly isRepair: boolean;
  readonly tag: Bytes;
  readonly previousTag: Bytes;
}

function placeOfSegment(stream: Bytes, index: number, previousTag: Bytes): Bytes {
  // SECURITY: bound to its place and predecessor (segment.test.ts: "opens nowhere but in its place").
  return concatBytes(stream, u32Bytes(index), previousTag);
}

/** Seals a run as segment `index` of a history, by its opaque id. Resolves with the text to store and the tag that the next segment has to name. */
export async function sealSegment(
  keyring: VaultKeyring,
  stream: Bytes,
  index: number,
  previousTag: Bytes,
  { start, items }: ItemRun,
  isRepair: boolean,
): Promise<{ text: string; tag: Bytes }> {
  const plaintext = concatBytes(u8Bytes(Number(isRepair)), u48Bytes(start), itemListBytes(items));
  const sealed = await keyring.seal('segment', placeOfSegment(stream, index, previousTag), plaintext);
  return { text: storedText(previousTag, sealed), tag: tagOf(sealed) };
}

/** Opens a segment in its place. Throws `ParleyError` `malformed`, `version-unknown` or `not-authentic`. */
export async function openSegment(keyring: VaultKeyring, stream: Bytes, index: number, text: string): Promise<OpenedSegment> {
  const outer = readStoredText(text);
  const previousTag = outer.take(AES_GCM_TAG_LENGTH).slice();
  const sealed = outer.take(outer.left);
  const reader = await keyring.open('segment', placeOfSegment(stream, index, previousTag), sealed);
  const flags = reader.u8();
  if (flags > 1) throw new ParleyError('version-unknown');
  const start = reader.u48();
  const items = readItemList(reader).map(storedItemOf);
  reader.end();
  return { runs: [{ start, items }], isRepair: flags === 1, tag: tagOf(sealed), previousTag };
}
