/**
 * The records of an open vault: all of them in memory as they are now, and which of them localStorage does not hold yet.
 */
import type { Bytes } from '../lib/bytes.js';
import { sealRecord } from './record-codec.js';
import { RecordStore } from './record-store.js';
import type { StorageMeter } from './storage-meter.js';
import type { Json } from './vault.js';
import type { VaultKeyring } from './vault-keyring.js';
import { opaqueText } from './vault-names.js';
import type { VaultNames } from './vault-names.js';

/** A change that is sealed but not stored yet; `text` is `null` for a removal. */
export interface RecordDraft {
  readonly idText: string;
  readonly name: string;
  readonly seq: number;
  readonly text: string | null;
}

interface CommittedRecord {
  readonly seq: number;
  readonly text: string | null;
}

/** Reads what is stored at `load`; afterwards memory is what counts. */
export class RecordShelf {
  readonly #store: RecordStore;
  readonly #keyring: VaultKeyring;
  readonly #floor: ReadonlyMap<string, number>;
  readonly #values = new Map<string, Json>();
  /** The batch that holds what is newest of each name, removals included. */
  readonly #seqs = new Map<string, number>();
  readonly #unwritten = new Map<string, CommittedRecord>();
  readonly #storedSeqs = new Map<string, number>();
  readonly #unreadable = new Set<string>();
  readonly #outdated = new Set<string>();

  private constructor(store: RecordStore, keyring: VaultKeyring, floor: ReadonlyMap<string, number>) {
    this.#store = store;
    this.#keyring = keyring;
    this.#floor = floor;
  }

  /** Opens all stored records. `floor` is what the index says of them: id and batch. */
  static async load(
    meter: StorageMeter,
    names: VaultNames,
    keyring: VaultKeyring,
    floor: ReadonlyMap<string, number>,
  ): Promise<RecordShelf> {
    const shelf = new RecordShelf(new RecordStore(meter, names, keyring), keyring, floor);
    await Promise.all([...new Set([...shelf.#store.ids(), ...floor.keys()])].map((idText) => shelf.#load(idText, floor.get(idText) ?? 0)));
    return shelf;
  }

  async #load(idText: string, floorSeq: number): Promise<void> {
    const record = await this.#store.read(idText);
    if (record === null) {
      this.#unreadable.add(idText);
      return;
    }
    if (record.seq < floorSeq) this.#outdated.add(idText);
    this.#storedSeqs.set(idText, record.seq);
    this.#seqs.set(record.name, record.seq);
    this.#values.set(record.name, JSON.parse(record.text) as Json);
  }

  /** Keys of records that cannot be read, are missing, or are older than they should be. */
  get damage(): string[] {
    return [...this.#unreadable, ...this.#outdated].toSorted().map((idText) => this.#store.keyOf(idText));
  }

  get(name: string): Json | null {
    return this.#values.get(name) ?? null;
  }

  nameList(prefix: string): string[] {
    return [...this.#values.keys()].filter((name) => name.startsWith(prefix)).toSorted();
  }

  /** The newest batch that any stored record comes from. */
  get lastSeq(): number {
    return Math.max(0, ...this.#seqs.values());
  }

  /** Whether anything is stored, readable or not. */
  get isEmpty(): boolean {
    return this.#store.ids().length === 0;
  }

  /** Changes memory only. */
  change(name: string, text: string | null): void {
    if (text === null) this.#values.delete(name);
    else this.#values.set(name, JSON.parse(text) as Json);
  }

  /** Notes that a value is in the journal, under batch `seq`. */
  addCommitted(name: string, text: string | null, seq: number): void {
    this.#seqs.set(name, seq);
    this.#unwritten.set(name, { seq, text });
  }

  /**
   * Compares a value from the journal, batch `seq`, with what is known and stored, and takes it in where it is missing. Resolves with whether the journal may
   * forget it: localStorage holds it in a form that opens, or something newer is known.
   */
  async replay(name: string, text: string | null, seq: number): Promise<boolean> {
    const idText = opaqueText(await this.#keyring.opaqueId('record', name));
    const stored = await this.#store.read(idText);
    // From here on in one turn: a commit in between must not be overtaken.
    const known = this.#seqs.get(name) ?? 0;
    if (known > seq) return true;
    if (this.#unwritten.has(name)) return false;
    const isStored = text === null ? !this.#store.has(idText) : stored !== null && stored.seq >= seq;
    // In a running vault memory may be newer than the journal.
    if (!isStored && seq > known) this.change(name, text);
    if (isStored) this.#seqs.set(name, seq);
    else this.addCommitted(name, text, seq);
    this.#unreadable.delete(idText);
    this.#outdated.delete(idText);
    return isStored;
  }

  /** Whether values wait to be written to localStorage. */
  get isWaiting(): boolean {
    return this.#unwritten.size > 0;
  }

  /** Fixes what is written next; call at the same moment as for the streams. */
  planDrafts(): readonly [string, CommittedRecord][] {
    return [...this.#unwritten];
  }

  /** Seals what was planned; removals first, since they make room. */
  async sealDrafts(plan: readonly (readonly [string, CommittedRecord])[]): Promise<RecordDraft[]> {
    const drafts = await Promise.all(plan.map(([name, { seq, text }]) => this.#seal(name, seq, text)));
    return drafts.toSorted((a, b) => Number(a.text !== null) - Number(b.text !== null));
  }

  async #seal(name: string, seq: number, text: string | null): Promise<RecordDraft> {
    const id: Bytes = await this.#keyring.opaqueId('record', name);
    const sealed = text === null ? null : await sealRecord(this.#keyring.records, id, { name, seq, text });
    return { idText: opaqueText(id), name, seq, text: sealed };
  }

  /** Stores a draft. Throws as `StorageMeter.write`; the value then still waits. */
  writeDraft(draft: RecordDraft): void {
    if (this.#unreadable.has(draft.idText)) this.#store.setAside(draft.idText);
    this.#store.write(draft.idText, draft.text);
    if (draft.text === null) this.#storedSeqs.delete(draft.idText);
    else this.#storedSeqs.set(draft.idText, draft.seq);
    this.#unreadable.delete(draft.idText);
    this.#outdated.delete(draft.idText);
    if (this.#unwritten.get(draft.name)?.seq === draft.seq) this.#unwritten.delete(draft.name);
  }

  /** The records as the index has to name them once the drafts are stored. */
  seqsAfter(drafts: readonly RecordDraft[]): Map<string, number> {
    const seqs = new Map(this.#storedSeqs);
    // What is missing stays missing in the eyes of the index.
    for (const idText of [...this.#unreadable, ...this.#outdated]) {
      const seq = this.#floor.get(idText);
      if (seq !== undefined) seqs.set(idText, seq);
    }
    for (const { idText, seq, text } of drafts) {
      if (text === null) seqs.delete(idText);
      else seqs.set(idText, seq);
    }
    return seqs;
  }

  /** Forgets every value. */
  drop(): void {
    this.#values.clear();
    this.#seqs.clear();
    this.#unwritten.clear();
  }
}
