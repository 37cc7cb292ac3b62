/**
 * Items that stay packed: many entries in little memory, each made again when it is asked for (form: `item-packing.ts`).
 *
 * An entry names others by their ids, and its payload by its hash, and neither is in what is packed: they follow from it, at two hashes an entry. Whoever keeps
 * them beside it (`hints`) is spared that.
 */
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { Entry, entryIdOf, payloadHashOf, readItem } from './entry.js';
import { ZERO_ID, encodeEntryBody, joinEntryItem } from './entry-item.js';
import type { EntryBody } from './entry-item.js';
import { WholeItem } from './item-source.js';
import type { ItemSource } from './item-source.js';
import { isErasedRow, isSignedRow } from './packed-row.js';
import type { UnpackedRow } from './packed-row.js';
import { PackedTable } from './packed-table.js';

/** Bytes of hints for an item: id and payload hash. */
const HINT_BYTES = 64;

/** Many items, of which each is asked for by its place. */
export class PackedItems {
  /** Ids and payload hashes, 32 bytes each, item by item; zeros for what is no entry. */
  readonly hints: Bytes;
  readonly #table: PackedTable;

  private constructor(table: PackedTable, hints: Bytes) {
    this.#table = table;
    this.hints = hints;
  }

  /** Reads what `packItems` wrote. `hints`: what this gave before, if it is known; whoever gives them vouches for them. Rejects with `ParleyError('malformed')`. */
  static async read(packed: Bytes, hints: Bytes | null): Promise<PackedItems> {
    const table = new PackedTable(packed);
    if (hints?.length === table.count * HINT_BYTES) return new PackedItems(table, hints);
    const items = new PackedItems(table, new Uint8Array(table.count * HINT_BYTES));
    await items.#hash();
    return items;
  }

  /** All of them, in order. */
  all(): ItemSource[] {
    return Array.from({ length: this.#table.count }, (_, place) => {
      const raw = this.#table.rawAt(place);
      return raw === null ? new PackedItem(this, place) : new WholeItem(raw);
    });
  }

  async #hash(): Promise<void> {
    const table = this.#table;
    const rows = Array.from({ length: table.count }, (_, place) => (table.isEntry(place) ? table.rowAt(place) : null));
    // All payloads at once; then the ids, each of which the next may need.
    const hashes = await Promise.all(rows.map(hashIn));
    for (const [place, hash] of hashes.entries()) if (hash !== null) this.hints.set(hash, place * HINT_BYTES + 32);
    for (const [place, hash] of hashes.entries())
      if (hash !== null) this.hints.set(await entryIdOf(encodeEntryBody(table.rid, this.#bodyAt(place))), place * HINT_BYTES);
  }

  #hintAt(place: number, from: number): Bytes {
    return this.hints.subarray(place * HINT_BYTES + from, place * HINT_BYTES + from + 32);
  }

  #bodyAt(place: number): EntryBody {
    const table = this.#table;
    const { pk, feed, seq, time } = table.placeOf(place);
    const { kind } = table.rowAt(place);
    return { pk, feed, seq, prev: this.#prevOf(place), parents: this.#parentsOf(place), time, kind, ph: this.#hintAt(place, 32) };
  }

  #prevOf(place: number): Bytes {
    const before = this.#table.before(place);
    return before === null ? (this.#table.rowAt(place).start?.prev ?? ZERO_ID) : this.#hintAt(before, 0);
  }

  #parentsOf(place: number): Bytes[] {
    return this.#table.rowAt(place).parents.map((parent) => (typeof parent === 'number' ? this.#hintAt(place - parent, 0) : parent));
  }

  /** The PUSH item at a place that holds an entry, as all below. */
  itemAt(place: number): Bytes {
    return joinEntryItem({ ...this.#table.rowAt(place).item, bodyBytes: encodeEntryBody(this.#table.rid, this.#bodyAt(place)) });
  }

  sizeAt(place: number): number {
    return this.#table.sizeOf(place);
  }

  flagsAt(place: number): number {
    return this.#table.flagsOf(place);
  }

  payloadAt(place: number): Bytes {
    return this.#table.rowAt(place).item.payloadBytes;
  }

  citedAt(place: number): readonly string[] {
    return [this.#prevOf(place), ...this.#parentsOf(place)].map((id) => id.toHex());
  }

  /** The entry that it is. Throws `ParleyError('not-authentic')` when it is of another room. */
  entryAt(place: number, rid: Bytes, source: ItemSource): Entry {
    if (!equalBytes(this.#table.rid, rid)) throw new ParleyError('not-authentic');
    return new Entry(source, this.#hintAt(place, 0).toHex(), this.#table.placeOf(place));
  }
}

/** The payload hash of a row; `null` for what is no entry. */
async function hashIn(row: UnpackedRow | null): Promise<Bytes | null> {
  return row && (row.ph ?? (await payloadHashOf(row.item.salt, row.item.payloadBytes)));
}

/** One of them. */
class PackedItem implements ItemSource {
  readonly #items: PackedItems;
  readonly #place: number;

  constructor(items: PackedItems, place: number) {
    this.#items = items;
    this.#place = place;
  }

  get bytes(): Bytes {
    return this.#items.itemAt(this.#place);
  }

  get size(): number {
    return this.#items.sizeAt(this.#place);
  }

  get isSigned(): boolean {
    return isSignedRow(this.#items.flagsAt(this.#place));
  }

  get isErased(): boolean {
    return isErasedRow(this.#items.flagsAt(this.#place));
  }

  get payloadBytes(): Bytes {
    return this.#items.payloadAt(this.#place);
  }

  get cited(): readonly string[] {
    return this.#items.citedAt(this.#place);
  }

  entry(rid: Bytes): Entry {
    return this.#items.entryAt(this.#place, rid, this);
  }
}

/**
 * Reads entries back from the sealed vault. Signatures and payload hashes are not checked again: the vault's seal authenticates exactly the bytes that this machine
 * wrote, and it writes only what `verifyEntryItems` took or `Author` signed. Whoever could forge the seal holds the vault key, and with it everything that the
 * check would protect. An item whose form or room is wrong is left out, and `refused` hears why.
 */
export async function loadEntries(
  items: readonly { readonly bytes: Bytes }[],
  rid: Bytes,
  refused: (error: unknown) => void,
): Promise<Entry[]> {
  const leaveOut = (error: unknown): null => {
    refused(error);
    return null;
  };
  const entries = items.map((item) => {
    if (!(item instanceof PackedItem)) return readItem(item.bytes, rid).then(({ entry }) => entry, leaveOut);
    try {
      return item.entry(rid);
    } catch (error) {
      return leaveOut(error);
    }
  });
  // Most need no waiting, and a promise for each of a hundred thousand costs a second.
  const waiting = entries.filter((entry) => entry instanceof Promise);
  const waited = await Promise.all(waiting);
  let at = 0;
  return entries.map((entry) => (entry instanceof Promise ? (waited[at++] ?? null) : entry)).filter((entry) => entry !== null);
}

/** As `loadEntries`, of one; rejects with `ParleyError` when it would be left out. */
export async function loadEntry(item: { readonly bytes: Bytes }, rid: Bytes): Promise<Entry> {
  const [entry] = await loadEntries([item], rid, (error) => {
    throw error;
  });
  return entry as Entry;
}
