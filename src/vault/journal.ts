/**
 * The journal: a write-ahead log in IndexedDB, whose transactions are on disk when they say so, which localStorage's changes are not.
 *
 * Kept per batch, under its number: `{ format, previous, sealed, out }`; `out` is the wall time at which localStorage got what it and all before it hold, or `null`.
 * Batches leave from the oldest on, and the newest always stays, so that numbers never come twice. Opening reads only what is not written out yet.
 * Sealed within, in place `seq6 ‖ previous16`: `1 ‖ lp(name) ‖ length4 ‖ JSON` (a record put), `2 ‖ lp(name)` (removed), `3 ‖ lp(history) ‖ start6 ‖ items`
 * (items appended), `4 ‖ lp(history)` (all of a history gone), until the end.
 */
import { decodeUtf8 } from '../lib/byte-reader.js';
import type { ByteReader } from '../lib/byte-reader.js';
import { lpText, u32Bytes, u48Bytes, u8Bytes } from '../lib/byte-writer.js';
import { concatBytes, equalBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { itemListBytes, readItemList } from './item-runs.js';
import type { ItemRun } from './item-runs.js';
import { NO_TAG, VAULT_FORMAT, openedOrNull, tagOf } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import { resultOf } from './vault-database.js';
import type { VaultDatabase } from './vault-database.js';

const BATCH_PUT = 1;
const BATCH_REMOVE = 2;
const BATCH_APPEND = 3;
const BATCH_FORGET = 4;

/** What a batch holds. */
export interface BatchContent {
  /** JSON texts by name; `null` for a record that is removed. */
  readonly records: ReadonlyMap<string, string | null>;
  /** A run each, with the name of its history. */
  readonly appends: readonly (readonly [string, ItemRun])[];
  /** Names of histories of which everything goes that is older than this batch. */
  readonly forgotten: readonly string[];
}

interface StoredBatch {
  readonly format: number;
  readonly previous: Bytes;
  readonly sealed: Bytes;
  readonly out: number | null;
}

/** A batch read back. `stored` is `null` when it has not the form of one, `content` when it does not open. */
export interface JournalBatch {
  readonly seq: number;
  readonly stored: StoredBatch | null;
  readonly content: BatchContent | null;
}

/** No batch has a number above this: a forged one must not use up the numbers. */
const JOURNAL_SEQ_LIMIT = 2 ** 40;

/** The journal of an open vault. Writes reject as `VaultDatabase.fenced` does. */
export class Journal {
  readonly database: VaultDatabase;
  readonly #keyring: VaultKeyring;
  /** Number of the oldest batch when the journal was loaded, `null` when there was none. */
  first: number | null = null;
  /** Number of the newest batch, 0 when there never was one. New ones come after it. */
  seq = 0;
  #tag = NO_TAG;

  constructor(database: VaultDatabase, keyring: VaultKeyring) {
    this.database = database;
    this.#keyring = keyring;
  }

  /** Finds out which numbers are taken. Call once, before all else. */
  async load(): Promise<void> {
    await this.database.transact(async ({ journal }) => {
      const all = IDBKeyRange.bound(1, JOURNAL_SEQ_LIMIT);
      // The two ends, and not all there are: there may be many.
      const [oldest, last] = await Promise.all([resultOf(journal.openKeyCursor(all)), resultOf(journal.openKeyCursor(all, 'prev'))]);
      this.first = (oldest?.key as number | undefined) ?? null;
      // Not an integer only when it is forged.
      this.seq = Math.floor((last?.key as number | undefined) ?? 0);
      const newest = toStoredBatch(await resultOf(journal.get(this.seq)));
      if (newest !== null) this.#tag = tagOf(newest.sealed);
    });
  }

  /** Commits a batch, one at a time. When this resolves, with how many bytes it takes, it is on disk and `seq` is its number. */
  async commit(content: BatchContent): Promise<number> {
    const seq = this.seq + 1;
    const sealed = await this.#keyring.seal('journal', placeOfBatch(seq, this.#tag), batchBytes(content));
    const batch: StoredBatch = { format: VAULT_FORMAT, previous: this.#tag, sealed, out: null };
    await this.database.addBatch(batch, seq);
    this.seq = seq;
    this.#tag = tagOf(sealed);
    return sealed.length;
  }

  /** Reads back the batches from number `from` up to and including `to`, in order. */
  async read(from: number, to = JOURNAL_SEQ_LIMIT): Promise<JournalBatch[]> {
    if (from > to) return [];
    const range = IDBKeyRange.bound(from, to);
    const [seqs, values] = await this.database.transact(({ journal }) =>
      Promise.all([resultOf(journal.getAllKeys(range)), resultOf<unknown[]>(journal.getAll(range))]),
    );
    return Promise.all(
      (seqs as number[]).map(async (seq, i) => {
        const stored = toStoredBatch(values[i]);
        return { seq, stored, content: stored === null ? null : await openedOrNull(this.#open(seq, stored)) };
      }),
    );
  }

  async #open(seq: number, { previous, sealed }: StoredBatch): Promise<BatchContent> {
    return readBatch(await this.#keyring.open('journal', placeOfBatch(seq, previous), sealed));
  }

  /** Runs `write`, which returns since when localStorage holds everything up to batch `seq`, and notes that with this batch, for it and all before it. */
  async markOut(seq: number, write: () => number): Promise<void> {
    await this.database.fenced(async (journal) => {
      const out = write();
      // One and not each: whoever commits meanwhile waits for this.
      const batch = toStoredBatch(await resultOf(journal.get(seq)));
      if (batch?.out === null) journal.put({ ...batch, out }, seq);
    });
  }

  /** Deletes all batches up to and including `seq`. */
  async drop(seq: number): Promise<void> {
    await this.database.fenced((journal) => journal.delete(IDBKeyRange.upperBound(seq)));
  }
}

/** Since when localStorage has held what each of these holds, which follow each other, milliseconds since 1970; `Infinity` where that is not noted. */
export function timesOut(batches: readonly JournalBatch[]): readonly number[] {
  let out = Number.POSITIVE_INFINITY;
  return batches
    .toReversed()
    .map(({ stored }) => (out = stored?.out ?? out))
    .toReversed();
}

/** Where a batch belongs: it opens nowhere else. */
function placeOfBatch(seq: number, previousTag: Bytes): Bytes {
  // SECURITY: numbered and chained (journal-keeper.test.ts: "notices a batch that was changed, moved or left out").
  return concatBytes(u48Bytes(seq), previousTag);
}

/** The content as bytes, to be sealed. */
function batchBytes({ records, appends, forgotten }: BatchContent): Bytes {
  const parts: Bytes[] = forgotten.flatMap((history) => [u8Bytes(BATCH_FORGET), lpText(history)]);
  for (const [name, text] of records) {
    parts.push(u8Bytes(text === null ? BATCH_REMOVE : BATCH_PUT), lpText(name));
    if (text !== null) {
      const json = utf8Bytes(text);
      parts.push(u32Bytes(json.length), json);
    }
  }
  for (const [history, { start, items }] of appends) {
    parts.push(u8Bytes(BATCH_APPEND), lpText(history), u48Bytes(start), itemListBytes(items));
  }
  return concatBytes(...parts);
}

/** Reads the content. Throws `ParleyError` `malformed` or `version-unknown`. */
function readBatch(reader: ByteReader): BatchContent {
  const records = new Map<string, string | null>();
  const appends: [string, ItemRun][] = [];
  const forgotten: string[] = [];
  while (reader.left > 0) {
    const kind = reader.u8();
    const name = reader.lpText();
    if (kind === BATCH_PUT) records.set(name, decodeUtf8(reader.take(reader.u32())));
    else if (kind === BATCH_REMOVE) records.set(name, null);
    else if (kind === BATCH_FORGET) forgotten.push(name);
    else if (kind === BATCH_APPEND) appends.push([name, { start: reader.u48(), items: readItemList(reader) }]);
    else throw new ParleyError('version-unknown');
  }
  return { records, appends, forgotten };
}

/** A stored value, if it has the form of a batch. */
function toStoredBatch(value: unknown): StoredBatch | null {
  const { format, previous, sealed, out } = (value ?? {}) as Record<keyof StoredBatch, unknown>;
  const isBatch = format === VAULT_FORMAT && previous instanceof Uint8Array && sealed instanceof Uint8Array;
  return isBatch && (out === null || Number.isFinite(out)) ? (value as StoredBatch) : null;
}

/** Names batches that do not open or do not follow the one before, and numbers that are missing, in what is read from number `next` on. */
export function journalDamage(batches: readonly JournalBatch[], next: number): string[] {
  const damage: string[] = [];
  let expected = next;
  let before: StoredBatch | null = null;
  for (const { seq, stored, content } of batches) {
    if (seq > expected) {
      damage.push(`journal ${expected} to ${seq - 1}`);
      before = null;
    }
    const isChained = stored === null || before === null || equalBytes(stored.previous, tagOf(before.sealed));
    if (content === null || !isChained) damage.push(`journal ${seq}`);
    expected = seq + 1;
    before = stored;
  }
  return damage;
}
