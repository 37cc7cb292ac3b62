/**
 * The records of an open vault: all of them in memory as they are now, and which of them localStorage does not hold yet.
 *
 * Stored under its opaque id, each is sealed as `lp(name) ‖ seq6 ‖ JSON`, `seq` being the journal batch that the value comes from. Place: `record16`.
 */
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import { decodeUtf8 } from '../lib/byte-reader.js';
import { lpText, u48Bytes } from '../lib/byte-writer.js';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import { openedOrNull, readStoredText, storedText } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import type { StorageMeter } from './storage-meter.js';
import type { Json } from './vault.js';
import type { VaultNames } from './vault-names.js';

interface StoredRecord {
  readonly name: string;
  readonly seq: number;
  readonly text: string;
}

/** Reads what is stored at `load`; afterwards memory is what counts. Throws as `StorageMeter`. */
export class Records {
  readonly #meter: StorageMeter;
  readonly #names: VaultNames;
  readonly #keyring: VaultKeyring;
  readonly #values = new Map<string, Json>();
  /** The batch that holds what is newest of each name, removals included. */
  readonly #seqs = new Map<string, number>();
  /** What is in the journal and not in localStorage, by name. */
  readonly #waiting = new Map<string, { readonly seq: number; readonly text: string | null }>();
  /** What opens in localStorage, and what does not or is older than it should be, by opaque id. */
  readonly #stored = new Map<string, number>();
  readonly #damaged = new Set<string>();
  #floor: ReadonlyMap<string, number> = new Map();

  constructor(meter: StorageMeter, names: VaultNames, keyring: VaultKeyring) {
    this.#meter = meter;
    this.#names = names;
    this.#keyring = keyring;
  }

  /** Opens all stored records. `floor` is what the index says of them: id and batch. */
  async load(floor: ReadonlyMap<string, number>): Promise<void> {
    this.#floor = floor;
    const ids = this.#meter.keys(this.#names.records).map((key) => key.slice(this.#names.records.length));
    await Promise.all(
      [...new Set([...ids, ...floor.keys()])].map(async (id) => {
        const record = await this.#read(id);
        if (record === null || record.seq < (floor.get(id) ?? 0)) this.#damaged.add(id);
        if (record === null) return;
        this.#stored.set(id, record.seq);
        this.#seqs.set(record.name, record.seq);
        this.change(record.name, record.text);
      }),
    );
  }

  /** A stored record, or `null` when there is none or it does not open. */
  async #read(id: string): Promise<StoredRecord | null> {
    const text = this.#meter.read(this.#names.records + id);
    return text === null ? null : openedOrNull(this.#open(id, text));
  }

  async #open(id: string, stored: string): Promise<StoredRecord> {
    const outer = readStoredText(stored);
    const reader = await this.#keyring.open('record', bytesFromBase64Url(id), outer.take(outer.left));
    return { name: reader.lpText(), seq: reader.u48(), text: decodeUtf8(reader.take(reader.left)) };
  }

  /** Keys of records that cannot be read, are missing, or are older than they should be. */
  get damage(): string[] {
    return [...this.#damaged].toSorted().map((id) => this.#names.records + id);
  }

  /** The newest batch that any record comes from. */
  get lastSeq(): number {
    return Math.max(0, ...this.#seqs.values());
  }

  /** Whether values wait to be written to localStorage. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  get(name: string): Json | null {
    return this.#values.get(name) ?? null;
  }

  nameList(prefix: string): string[] {
    return [...this.#values.keys()].filter((name) => name.startsWith(prefix)).toSorted();
  }

  /** Changes memory only. */
  change(name: string, text: string | null): void {
    if (text === null) this.#values.delete(name);
    else this.#values.set(name, JSON.parse(text) as Json);
  }

  /** Notes that a value is in the journal, under batch `seq`. */
  add(name: string, text: string | null, seq: number): void {
    this.#seqs.set(name, seq);
    this.#waiting.set(name, { seq, text });
  }

  /**
   * Compares a value from the journal, batch `seq`, with what is known and stored, and takes it in where it is missing. Resolves with whether the journal may
   * forget it: localStorage holds it in a form that opens, or something newer is known.
   */
  async replay(name: string, text: string | null, seq: number): Promise<boolean> {
    const id = base64UrlOf(await this.#keyring.opaqueId('record', name));
    const stored = await this.#read(id);
    // From here on in one turn: a commit in between must not be overtaken.
    const known = this.#seqs.get(name) ?? 0;
    if (known > seq) return true;
    if (this.#waiting.has(name)) return false;
    const isStored = text === null ? this.#meter.read(this.#names.records + id) === null : stored !== null && stored.seq >= seq;
    if (!isStored) {
      // In a running vault memory may be newer than the journal.
      if (seq > known) this.change(name, text);
      this.add(name, text, seq);
    }
    this.#seqs.set(name, seq);
    this.#damaged.delete(id);
    return isStored;
  }

  /** Seals all that waits when this is called. Each function stores one, or throws, and the value then still waits. */
  async seal(): Promise<(() => void)[]> {
    // Removals first, since they make room.
    const waiting = [...this.#waiting].toSorted(([, a], [, b]) => Number(a.text !== null) - Number(b.text !== null));
    return Promise.all(
      waiting.map(async ([name, { seq, text }]) => {
        const id = await this.#keyring.opaqueId('record', name);
        const plaintext = concatBytes(lpText(name), u48Bytes(seq), utf8Bytes(text ?? ''));
        const sealed = text === null ? null : storedText(await this.#keyring.seal('record', id, plaintext));
        return () => this.#store(name, base64UrlOf(id), seq, sealed);
      }),
    );
  }

  #store(name: string, id: string, seq: number, sealed: string | null): void {
    const key = this.#names.records + id;
    const before = this.#meter.read(key);
    // What cannot be read may still be of use to somebody who knows how.
    if (before !== null && !this.#stored.has(id)) this.#meter.write(this.#names.aside + id, before);
    this.#meter.write(key, sealed);
    if (sealed === null) this.#stored.delete(id);
    else this.#stored.set(id, seq);
    this.#damaged.delete(id);
    if (this.#waiting.get(name)?.seq === seq) this.#waiting.delete(name);
  }

  /** What the index has to say of the records: what is missing stays missing in its eyes. */
  get marks(): Map<string, number> {
    const missing = [...this.#floor].filter(([id]) => this.#damaged.has(id));
    return new Map([...this.#stored, ...missing]);
  }
}
