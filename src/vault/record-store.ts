/**
 * The sealed records in localStorage, by opaque id.
 */
import { bytesFromBase64Url } from '../lib/base-text.js';
import { ParleyError } from '../lib/errors.js';
import { openRecord } from './record-codec.js';
import type { StoredRecord } from './record-codec.js';
import type { StorageMeter } from './storage-meter.js';
import type { VaultKeyring } from './vault-keyring.js';
import type { VaultNames } from './vault-names.js';

/** Reads and writes; remembers nothing. Throws as `StorageMeter` does. */
export class RecordStore {
  readonly #meter: StorageMeter;
  readonly #names: VaultNames;
  readonly #keyring: VaultKeyring;

  constructor(meter: StorageMeter, names: VaultNames, keyring: VaultKeyring) {
    this.#meter = meter;
    this.#names = names;
    this.#keyring = keyring;
  }

  /** The ids of all that is stored, readable or not. */
  ids(): string[] {
    return this.#meter.keys(this.#names.recordPrefix).map((key) => key.slice(this.#names.recordPrefix.length));
  }

  /** The key of a record, which is also the name under which it is reported as damaged. */
  keyOf(idText: string): string {
    return this.#names.record(idText);
  }

  has(idText: string): boolean {
    return this.#meter.read(this.keyOf(idText)) !== null;
  }

  /** A record, or `null` when there is none or it does not open. */
  async read(idText: string): Promise<StoredRecord | null> {
    const text = this.#meter.read(this.keyOf(idText));
    if (text === null) return null;
    const key = this.#keyring.records;
    try {
      return await openRecord(key, bytesFromBase64Url(idText), text);
    } catch (error) {
      if (error instanceof ParleyError) return null;
      throw error;
    }
  }

  /** Stores a sealed record; `null` removes it. */
  write(idText: string, text: string | null): void {
    if (text === null) this.#meter.remove(this.keyOf(idText));
    else this.#meter.write(this.keyOf(idText), text);
  }

  /** Keeps what cannot be read before a new value takes its place: it may still be of use to somebody who knows how. */
  setAside(idText: string): void {
    const text = this.#meter.read(this.keyOf(idText));
    if (text !== null) this.#meter.write(this.#names.setAside(idText), text);
  }
}
