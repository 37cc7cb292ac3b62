/**
 * A compacted segment: the items of several consecutive segments in little space, in their place (docs/VAULT.md, "Compacted segment").
 *
 * Stored: `format1 ‖ previous16 ‖ sealed`, packed; `previous` is what the first of those segments named. Sealed within: `tag16 ‖ flags1 ‖ runs4 ‖ (start6 ‖
 * count4)·runs ‖ items`, the tag of the last of them, so that what follows still follows. Place: `stream16 ‖ first4 ‖ last4 ‖ previous16`.
 *
 * Invariant: it is stored before what it stands for is removed, in one turn, and only once it has been read back.
 */
import { AES_GCM_TAG_LENGTH } from '../crypto/aes-gcm.js';
import { u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { ItemRun } from './item-runs.js';
import { readStoredText, storedText, tagOf } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import type { OpenedSegment } from './segment.js';
import type { HistoryCodec, StoredItem } from './vault.js';

/** Which segments: numbers of the first and the last. */
export interface SegmentSpan {
  readonly first: number;
  readonly last: number;
}

/** What one held. */
export interface OpenedCompacted extends OpenedSegment {
  /** The tag with which it is sealed itself. */
  readonly ownTag: Bytes;
  readonly hints: Bytes;
}

function placeOfCompacted(stream: Bytes, { first, last }: SegmentSpan, previousTag: Bytes): Bytes {
  // SECURITY: bound to its place and predecessor (compaction.test.ts: "opens nowhere but in its place").
  return concatBytes(stream, u32Bytes(first), u32Bytes(last), previousTag);
}

/** Seals runs in place of the segments `span` of a history, by its opaque id. Resolves with the text to store. */
export async function sealCompacted(
  keyring: VaultKeyring,
  codec: HistoryCodec,
  stream: Bytes,
  span: SegmentSpan,
  { runs, isRepair, tag, previousTag }: OpenedSegment,
): Promise<string> {
  const rows = runs.flatMap(({ start, items }) => [u48Bytes(start), u32Bytes(items.length)]);
  const items = await codec.pack(runs.flatMap((run) => run.items.map(({ bytes }) => bytes)));
  const plaintext = concatBytes(tag, u8Bytes(Number(isRepair)), u32Bytes(runs.length), ...rows, items);
  return storedText(previousTag, await keyring.seal('compacted', placeOfCompacted(stream, span, previousTag), plaintext));
}

/** Opens a compacted segment in its place. `hintsOf`: what was kept for the one with this tag. Rejects with `ParleyError` `malformed`, `version-unknown` or `not-authentic`. */
export async function openCompacted(
  keyring: VaultKeyring,
  codec: HistoryCodec,
  stream: Bytes,
  span: SegmentSpan,
  text: string,
  hintsOf: (tag: Bytes) => Promise<Bytes | null> = () => Promise.resolve(null),
): Promise<OpenedCompacted> {
  const outer = readStoredText(text);
  const previousTag = outer.take(AES_GCM_TAG_LENGTH).slice();
  const sealed = outer.take(outer.left);
  const ownTag = tagOf(sealed);
  const reader = await keyring.open('compacted', placeOfCompacted(stream, span, previousTag), sealed);
  const tag = reader.take(AES_GCM_TAG_LENGTH).slice();
  const flags = reader.u8();
  if (flags > 1) throw new ParleyError('version-unknown');
  const rows: { readonly start: number; readonly count: number }[] = [];
  for (let left = reader.u32(); left > 0; left--) rows.push({ start: reader.u48(), count: reader.u32() });
  const { items, hints } = await codec.unpack(reader.take(reader.left), await hintsOf(ownTag));
  const runs: ItemRun<StoredItem>[] = [];
  let at = 0;
  for (const { start, count } of rows) {
    runs.push({ start, items: items.slice(at, at + count) });
    at += count;
  }
  if (at !== items.length) throw new ParleyError('malformed');
  return { runs, isRepair: flags === 1, tag, previousTag, ownTag, hints };
}
