/**
 * The journal: a write-ahead log in IndexedDB, whose transactions are on disk when they say so, which localStorage's changes are not.
 *
 * Kept per batch, under its number: `{ format, previous, sealed, out }`; `out` is the wall time at which localStorage got what the batch holds, or `null`.
 * Batches leave from the oldest on, and the newest always stays, so that numbers never come twice. Opening reads only what is not written out yet.
 */
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { BATCH_FORMAT, batchTag, openBatch, sealBatch } from './journal-batch.js';
import type { BatchContent } from './journal-batch.js';
import { NO_SEGMENT_TAG } from './segment.js';
import type { VaultDatabase } from './vault-database.js';

interface StoredBatch {
  readonly format: number;
  readonly previous: Bytes;
  readonly sealed: Bytes;
  readonly out: number | null;
}

/** Stands for the time at which a batch was written out that could not be opened before: it stays, and keeps those after it. */
const NEVER_OUT = Number.MAX_VALUE;

/** A batch read back. `content` is `null` when it could not be opened. */
export interface JournalBatch {
  readonly seq: number;
  readonly content: BatchContent | null;
  readonly out: number | null;
}

/** What opening found. `damage` names batches that do not open, and those that are missing although they were not written out. */
export interface OpenedJournal {
  readonly journal: Journal;
  readonly batches: JournalBatch[];
  readonly damage: string[];
  /** Number of the oldest batch, `null` when there is none. */
  readonly firstSeq: number | null;
}

/** The journal of an open vault. Writes reject as `VaultDatabase.fenced` does. */
export class Journal {
  readonly #database: VaultDatabase;
  readonly #key: AesGcmKey;
  #seq: number;
  #tag: Bytes;
  readonly #unmarked: Set<number>;
  readonly #spoilt: ReadonlySet<number>;

  private constructor(
    database: VaultDatabase,
    key: AesGcmKey,
    seq: number,
    tag: Bytes,
    unmarked: Set<number>,
    spoilt: ReadonlySet<number>,
  ) {
    this.#database = database;
    this.#key = key;
    this.#seq = seq;
    this.#tag = tag;
    this.#unmarked = unmarked;
    this.#spoilt = spoilt;
  }

  /**
   * Opens the batches after `writtenSeq`, up to which the index says that all is written out (`null` without an index: all of them). New batches come after
   * these, and after `usedSeq`.
   */
  static async open(database: VaultDatabase, key: AesGcmKey, writtenSeq: number | null, usedSeq: number): Promise<OpenedJournal> {
    const { seqs, outSeqs, last } = await readNumbers(database);
    const stored = await readStored(database, (writtenSeq ?? 0) + 1, JOURNAL_SEQ_LIMIT);
    const batches = await Promise.all([...stored].map(([seq, batch]) => openStored(key, seq, batch)));
    const tag = isStoredBatch(last) ? batchTag(last.sealed) : NO_SEGMENT_TAG;
    const unmarked = new Set(seqs).difference(outSeqs);
    const spoilt = new Set(batches.filter(({ content }) => content === null).map(({ seq }) => seq));
    const journal = new Journal(database, key, Math.max(writtenSeq ?? 0, usedSeq, seqs.at(-1) ?? 0), tag, unmarked, spoilt);
    return { journal, batches, damage: journalDamage(stored, batches, writtenSeq), firstSeq: seqs[0] ?? null };
  }

  /** Number of the newest batch, 0 when there never was one. */
  get seq(): number {
    return this.#seq;
  }

  /** Commits a batch, and resolves with its number when it is on disk. One at a time. */
  async commit(content: BatchContent): Promise<number> {
    const seq = this.#seq + 1;
    const sealed = await sealBatch(this.#key, seq, this.#tag, content);
    const batch: StoredBatch = { format: BATCH_FORMAT, previous: this.#tag, sealed, out: null };
    await this.#database.fenced((journal) => journal.add(batch, seq));
    this.#seq = seq;
    this.#tag = batchTag(sealed);
    this.#unmarked.add(seq);
    return seq;
  }

  /** Notes that localStorage holds everything up to batch `seq` since the wall time `out`. */
  async markOut(seq: number, out: number): Promise<void> {
    const marked = [...this.#unmarked].filter((each) => each <= seq);
    if (marked.length === 0) return;
    await this.#database.fenced((journal) => {
      for (const each of marked) {
        const found = journal.get(each);
        found.onsuccess = () => {
          if (isStoredBatch(found.result)) journal.put({ ...found.result, out: this.#spoilt.has(each) ? NEVER_OUT : out }, each);
        };
      }
    });
    for (const each of marked) this.#unmarked.delete(each);
  }

  /** Numbers of the oldest batches that were all written out at or before the wall time `before`, without the newest of all. */
  async droppable(before: number): Promise<number[]> {
    const { seqs, outSeqs } = await readNumbers(this.#database, before);
    const kept = seqs.findIndex((seq) => !outSeqs.has(seq) || seq >= this.#seq);
    return kept === -1 ? [] : seqs.slice(0, kept);
  }

  /** Reads back the batches from number `from` up to and including `to`. */
  async read(from: number, to: number): Promise<JournalBatch[]> {
    const stored = await readStored(this.#database, from, to);
    return Promise.all([...stored].map(([seq, batch]) => openStored(this.#key, seq, batch)));
  }

  /** Deletes all batches up to and including `seq`. */
  async drop(seq: number): Promise<void> {
    await this.#database.fenced((journal) => journal.delete(IDBKeyRange.upperBound(seq)));
    for (const each of this.#unmarked) if (each <= seq) this.#unmarked.delete(each);
  }
}

/** No batch has a number above this: a forged one must not use up the numbers. */
const JOURNAL_SEQ_LIMIT = 2 ** 40;

/** Only integers in range are numbers of ours. */
function seqsIn(keys: readonly IDBValidKey[]): number[] {
  return keys.filter((key): key is number => typeof key === 'number' && Number.isInteger(key));
}

/** All numbers, ascending; those written out at or before the wall time `before`; and the newest batch, untrusted. */
async function readNumbers(
  database: VaultDatabase,
  before = Number.MAX_VALUE,
): Promise<{ seqs: number[]; outSeqs: Set<number>; last: unknown }> {
  return database.transact(['journal'], 'readonly', (store) => {
    const range = IDBKeyRange.bound(1, JOURNAL_SEQ_LIMIT);
    const keys = store('journal').getAllKeys(range);
    const outKeys = store('journal').index('out').getAllKeys(IDBKeyRange.bound(-Number.MAX_VALUE, before));
    const newest = store('journal').openCursor(range, 'prev');
    // A cursor's value has to be taken when it comes.
    let last: unknown = null;
    newest.onsuccess = () => (last = newest.result?.value as unknown);
    return () => ({ seqs: seqsIn(keys.result), outSeqs: new Set(seqsIn(outKeys.result)), last });
  });
}

/** What is stored, by number in ascending order. Values are untrusted. */
async function readStored(database: VaultDatabase, from: number, to: number): Promise<Map<number, unknown>> {
  if (from > to) return new Map();
  const stored = await database.transact(['journal'], 'readonly', (store) => {
    const range = IDBKeyRange.bound(from, to);
    const keys = store('journal').getAllKeys(range);
    const values = store('journal').getAll(range);
    return () => new Map(keys.result.map((key, i) => [key, values.result[i] as unknown]));
  });
  return new Map(seqsIn([...stored.keys()]).map((seq) => [seq, stored.get(seq)]));
}

async function openStored(key: AesGcmKey, seq: number, batch: unknown): Promise<JournalBatch> {
  if (!isStoredBatch(batch)) return { seq, content: null, out: null };
  try {
    return { seq, content: await openBatch(key, seq, batch.previous, batch.sealed), out: batch.out };
  } catch {
    // Not an error to pass on: it is kept where it is, and reported as damage.
    return { seq, content: null, out: batch.out };
  }
}

/** Whether a stored value has the form of a batch. */
function isStoredBatch(value: unknown): value is StoredBatch {
  const { format, previous, sealed, out } = (value ?? {}) as Record<keyof StoredBatch, unknown>;
  const isOut = out === null || (typeof out === 'number' && Number.isFinite(out));
  return format === BATCH_FORMAT && previous instanceof Uint8Array && sealed instanceof Uint8Array && isOut;
}

function journalDamage(stored: ReadonlyMap<number, unknown>, batches: readonly JournalBatch[], writtenSeq: number | null): string[] {
  const damage: string[] = [];
  // Batches leave from the oldest on, after they were written out.
  let before = writtenSeq ?? (batches[0]?.seq ?? 1) - 1;
  for (const { seq, content } of batches) {
    if (seq > before + 1) damage.push(`journal ${before + 1} to ${seq - 1}`);
    const batch = stored.get(seq);
    const earlier = stored.get(seq - 1);
    const isChained = !isStoredBatch(batch) || !isStoredBatch(earlier) || equalBytes(batch.previous, batchTag(earlier.sealed));
    if (content === null || !isChained) damage.push(`journal ${seq}`);
    before = Math.max(before, seq);
  }
  return damage;
}
