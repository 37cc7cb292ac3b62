/**
 * Items of one room packed for rest: what entries repeat is written once, and what follows from the rest not at all (docs/VAULT.md, "Packed items").
 *
 *     packed  count ‖ feeds ‖ rid16 ‖ (pk32 ‖ feed8)·feeds ‖ row·count            numbers are varints
 *     row     flags1 ‖ feed ‖ [seq4 ‖ prev32] ‖ (back | 0 ‖ id32)·parents ‖ time ‖ [kind1] ‖ (ph32 | salt16 ‖ length ‖ payload) ‖ [sig64]
 *             0x00 ‖ length ‖ item                                                what is no entry of that room
 *
 * `prev` and parents that are in the same list follow from their ids, and `ph` from the payload (`packed-items.ts`). No compression: how well
 * one person's words fit another's is nobody's business, and there is little to gain in short ones.
 *
 * Invariant: what `PackedItems.read` makes of `await packItems(items)` has the bytes of `items`, whatever they are.
 */
import { varintBytes } from '../lib/byte-writer.js';
import { concatBytes, equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { entryIdOf, payloadHashOf } from './entry.js';
import { ZERO_ID, parseEntryBody, parseEntryItem } from './entry-item.js';
import type { EntryBody, EntryItem } from './entry-item.js';
import { rawRowOf, rowOf } from './packed-row.js';

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
