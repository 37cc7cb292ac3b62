/**
 * Items of one room packed for rest: what entries repeat is written once, and what follows from the rest not at all (docs/VAULT.md, "Packed items").
 *
 *     packed  count ‖ feeds ‖ rid16 ‖ (pk32 ‖ feed8)·feeds ‖ row·count            numbers are varints
 *     row     flags1 ‖ feed ‖ [seq4 ‖ prev32] ‖ (back | 0 ‖ id32)·parents ‖ time ‖ [kind1] ‖ (ph32 | salt16 ‖ length ‖ payload) ‖ [sig64]
 *             0x00 ‖ length ‖ item                                                what is no entry of that room
 *
 * `prev` and parents that are in the same list follow from their ids, and `ph` from the payload, so unpacking hashes twice an entry. No compression: how well
 * one person's words fit another's is nobody's business, and there is little to gain in short ones.
 *
 * Invariant: `unpackItems(await packItems(items))` is `items`, whatever they are.
 */
import { ByteReader } from '../lib/byte-reader.js';
import { varintBytes } from '../lib/byte-writer.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { entryIdOf, noteEntryId, payloadHashOf } from './entry.js';
import { ZERO_ID, encodeEntryBody, joinEntryItem, parseEntryBody, parseEntryItem } from './entry-item.js';
import type { EntryBody, EntryItem } from './entry-item.js';
import { rawRowOf, readRow, rowOf } from './packed-row.js';
import type { UnpackedRow } from './packed-row.js';

/** An item that was read, with its place in the list. */
interface PackedEntry {
  readonly item: EntryItem;
  readonly rid: Bytes;
  readonly body: EntryBody;
  readonly idText: string;
}

/** Packs items, entries of one room as a rule. */
export async function packItems(items: readonly Bytes[]): Promise<Bytes> {
  const entries = await Promise.all(items.map(readPackable));
  const rid = entries.find((entry) => entry !== null)?.rid ?? ZERO_ID.subarray(0, 16);
  const feeds = new Map<string, number>();
  /** Seq and id of the last entry of each feed so far, and the place of each entry. */
  const ends = new Map<string, string>();
  const places = new Map<string, number>();
  const rows: Bytes[] = [];
  let time = 0;
  for (const [place, entry] of entries.entries()) {
    if (entry === null || !equalBytes(entry.rid, rid)) {
      rows.push(rawRowOf(items[place] as Bytes));
      continue;
    }
    const { body, item, idText } = entry;
    const feedKey = body.pk.toHex() + body.feed.toHex();
    const feed = feeds.get(feedKey) ?? feeds.size;
    feeds.set(feedKey, feed);
    const isPrevHere = ends.get(feedKey) === `${body.seq - 1} ${body.prev.toHex()}`;
    rows.push(rowOf({ item, body, feed, isPrevHere, time, backOf: (id) => place - (places.get(id.toHex()) ?? place) }));
    time = body.time;
    ends.set(feedKey, `${body.seq} ${idText}`);
    places.set(idText, place);
  }
  const keys = [...feeds.keys()].map((key) => Uint8Array.fromHex(key));
  return concatBytes(varintBytes(items.length), varintBytes(feeds.size), rid, ...keys, ...rows);
}

/** Reads what can be packed; `null` for what is no entry, or one whose payload is not what it says. */
async function readPackable(itemBytes: Bytes): Promise<PackedEntry | null> {
  try {
    const item = parseEntryItem(itemBytes);
    const { rid, body } = parseEntryBody(item.bodyBytes);
    const isErased = item.payloadBytes.length === 0;
    if (!isErased && !equalBytes(await payloadHashOf(item.salt, item.payloadBytes), body.ph)) return null;
    return { item, rid, body, idText: (await entryIdOf(item.bodyBytes)).toHex() };
  } catch (error) {
    if (error instanceof ParleyError) return null;
    throw error;
  }
}

/** Reads what `packItems` wrote. Throws `ParleyError('malformed')`. */
export async function unpackItems(packed: Bytes): Promise<Bytes[]> {
  const reader = new ByteReader(packed);
  const [count, feedCount, rid] = [reader.varint(), reader.varint(), reader.take(16)];
  const feeds: UnpackedFeed[] = [];
  while (feeds.length < feedCount) feeds.push({ pk: reader.take(32), feed: reader.take(8), seq: 0, id: ZERO_ID });
  const rows: UnpackedRow[] = [];
  for (let time = 0; rows.length < count;) {
    const row = readRow(reader, time);
    time = row.time;
    rows.push(row);
  }
  reader.end();
  // All payloads at once; then the ids, each of which the next may need.
  const hashes = await Promise.all(rows.map(async ({ item, ph }) => ph ?? payloadHashOf(item.salt, item.payloadBytes)));
  const ids: Bytes[] = [];
  const items: Bytes[] = [];
  for (const [place, row] of rows.entries()) {
    if (row.raw !== null) {
      ids.push(ZERO_ID);
      items.push(row.raw);
      continue;
    }
    const feed = feeds[row.feed];
    if (feed === undefined) throw new ParleyError('malformed');
    const { seq, prev } = row.start ?? { seq: feed.seq, prev: feed.id };
    const parents = row.parents.map((parent) => (typeof parent === 'number' ? ids[place - parent] : parent));
    if (parents.includes(undefined)) throw new ParleyError('malformed');
    const body = { ...feed, seq, prev, parents: parents as Bytes[], time: row.time, kind: row.kind, ph: hashes[place] as Bytes };
    const bodyBytes = encodeEntryBody(rid, body);
    const id = await entryIdOf(bodyBytes);
    ids.push(id);
    Object.assign(feed, { seq: seq + 1, id });
    const item = joinEntryItem({ ...row.item, bodyBytes });
    noteEntryId(item, id);
    items.push(item);
  }
  return items;
}

/** A feed of the list: where it goes on. */
interface UnpackedFeed {
  readonly pk: Bytes;
  readonly feed: Bytes;
  readonly seq: number;
  readonly id: Bytes;
}
