/**
 * A segment: some consecutive items of one history, sealed, as one text in localStorage; and what all of a history come to.
 *
 * Stored: `format1 ‖ previous16 ‖ sealed`, packed. `previous`, the tag of the segment before it (zeros for the first), stands in clear so that a damaged
 * segment does not take its successor with it. Sealed within: `flags1 ‖ start6 ‖ items`. Place: `stream16 ‖ index4 ‖ previous16`.
 *
 * Invariant: a segment is written once; it is never changed in place.
 */
import { AES_GCM_TAG_LENGTH } from '../crypto/aes-gcm.js';
import { u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { addRun, inOrder, itemListBytes, readItemList } from './item-runs.js';
import type { ItemRun, ItemsByOrdinal } from './item-runs.js';
import { readStoredText, storedText, tagOf } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import type { StreamMark } from './vault-index.js';

/** Plaintext bytes of items in a segment (an item that is larger has one to itself). */
export const SEGMENT_ITEM_BYTES = 65_536;

/** What a segment held, with the tags that chain it. `isRepair`: items from before the end of the history, made again in place of damaged ones. */
export interface OpenedSegment extends ItemRun {
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
  const items = readItemList(reader);
  reader.end();
  return { start, items, isRepair: flags === 1, tag: tagOf(sealed), previousTag };
}

/** Everything readable of a history, and what was not: `damage` names segments of which something is lost. One that does not open may be found elsewhere, item by item. */
export interface HistoryContent {
  readonly items: Bytes[];
  readonly damage: string[];
}

/**
 * Puts together the segments that are there (`null` for one that does not open) and the items that wait. What the mark says has to be there and is not counts
 * as a segment that does not open. One that does not follow the one before it is always damage: one of the two is from another time.
 */
export function contentOf(
  segments: Map<number, OpenedSegment | null>,
  waiting: ItemsByOrdinal,
  mark: StreamMark,
  nameOf: (index: number) => string,
): HistoryContent {
  for (let index = 0; index < mark.next; index++) if (!segments.has(index)) segments.set(index, null);
  const found: ItemsByOrdinal = new Map();
  const lost: string[] = [];
  const unchained: string[] = [];
  for (const [index, segment] of [...segments].toSorted(([a], [b]) => a - b)) {
    const before = segments.get(index - 1) ?? null;
    if (segment === null) lost.push(nameOf(index));
    else addRun(found, segment);
    // SECURITY: segments of two times are not one history (damage.test.ts: "names a segment that does not follow the one before it").
    if (segment !== null && before !== null && !equalBytes(before.tag, segment.previousTag)) unchained.push(nameOf(index));
  }
  const { items, hasHoles } = inOrder(new Map([...waiting, ...found]), mark.end);
  // What is missing may have been in no segment yet.
  if (hasHoles && lost.length === 0) lost.push(nameOf(mark.next));
  return { items, damage: [...(hasHoles ? lost : []), ...unchained] };
}
