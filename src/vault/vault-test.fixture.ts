/**
 * For tests of the vault: storage that can be rolled back or refuses, profiles that leave nothing behind, vaults that die without a goodbye.
 */
import { randomBytes } from '../crypto/primitives.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { decodeUtf8 } from '../lib/byte-reader.js';
import type { Cancel } from '../lib/clock.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { plainCodec } from './plain-codec.js';
import type { HistoryCodec } from './vault.js';
import { JOURNAL_KEEP_MS } from './journal-keeper.js';
import { openVault } from './open-vault.js';
import type { OpenVault } from './open-vault.js';
import type { RoomEstimate } from './origin-room.js';
import type { StoragePort } from './storage-meter.js';
import type { TabLock } from './tab-lock.js';
import { VaultDatabase, resultOf } from './vault-database.js';
import { vaultNames } from './vault-names.js';
import type { StoredItem } from './vault.js';

/** `Storage` in memory, with a quota in UTF-16 units and states that can be put back. */
export class MemoryStorage implements StoragePort {
  #map = new Map<string, string>();
  /** Writes beyond it are refused as browsers refuse them. */
  quota = Number.POSITIVE_INFINITY;
  /** Called before each write with its number, from 1; may throw. */
  onWrite: (count: number, key: string) => void = () => undefined;
  /** Called before each removal; may throw. */
  onRemove: (key: string) => void = () => undefined;
  /** Calls of `getItem` and of `setItem` so far. */
  reads = 0;
  writes = 0;

  get length(): number {
    return this.#map.size;
  }

  key(index: number): string | null {
    return [...this.#map.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    this.reads++;
    return this.#map.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    this.writes++;
    this.onWrite(this.writes, key);
    const next = new Map(this.#map).set(key, text);
    if (this.quota < Number.POSITIVE_INFINITY && sizeOfAll(next) > this.quota) throw new DOMException('full', 'QuotaExceededError');
    this.#map.set(key, text);
  }

  removeItem(key: string): void {
    this.onRemove(key);
    this.#map.delete(key);
  }

  /** Everything, as it is now. */
  snapshot(): Map<string, string> {
    return new Map(this.#map);
  }

  /** Puts a state back. */
  restore(snapshot: ReadonlyMap<string, string>): void {
    this.#map = new Map(snapshot);
  }

  /** Keys that hold `part`, sorted so that segment 10 comes after segment 9. */
  keysWith(part: string): string[] {
    return [...this.#map.keys()].filter((key) => key.includes(part)).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }
}

function sizeOfAll(map: ReadonlyMap<string, string>): number {
  let size = 0;
  for (const [key, text] of map) size += key.length + text.length;
  return size;
}

/** Knows when the journal was looked at: the timer for the next look is then set. */
export class WatchedClock extends FakeClock {
  #onLooked: () => void = () => undefined;

  override after(ms: number, run: () => void): Cancel {
    if (ms === JOURNAL_KEEP_MS) this.#onLooked();
    return super.after(ms, run);
  }

  async advanceToLook(ms: number): Promise<void> {
    const looked = new Promise<void>((resolve) => (this.#onLooked = resolve));
    await this.advance(ms);
    await looked;
  }
}

/** One profile of its own, with everything a vault in it needs. */
export class TestProfile {
  readonly profile = `test-${randomBytes(6).toHex()}`;
  readonly names = vaultNames(this.profile);
  readonly master: Bytes = randomBytes(32);
  readonly storage = new MemoryStorage();
  readonly clock = new FakeClock();
  /** What the browser is said to answer about the room there is. */
  estimate: RoomEstimate = () => Promise.resolve({ usage: 0, quota: 1_000_000_000 });

  /** Opens the vault as a page would that has just unlocked it. Whoever had it open before is cut off, as by `kill -9`, when `clock` is no longer moved for it. */
  async open(options: { storage?: StoragePort; lock?: TabLock; clock?: FakeClock; codec?: HistoryCodec } = {}): Promise<OpenVault> {
    const database = await VaultDatabase.open(() => indexedDB, this.names.root);
    const { storage = this.storage, lock = null, clock = this.clock, codec = plainCodec } = options;
    return openVault({
      names: this.names,
      master: this.master.slice(),
      storage: () => storage,
      database,
      clock,
      codec,
      estimate: () => this.estimate(),
      lock,
    });
  }

  /** The whole database, by store and key. Keys that are lists stand with slashes between. */
  async dump(): Promise<Map<string, Map<IDBValidKey, unknown>>> {
    const database = await VaultDatabase.open(() => indexedDB, this.names.root);
    const dumpStores = (stores: object): Promise<(readonly [string, Map<IDBValidKey, unknown>])[]> =>
      Promise.all(
        Object.entries(stores as Record<string, IDBObjectStore>).map(async ([name, store]) => {
          const [keys, values] = await Promise.all([resultOf(store.getAllKeys()), resultOf<unknown[]>(store.getAll())]);
          return [
            name,
            new Map(keys.map((key, i) => [Array.isArray(key) ? (key as (string | number)[]).join('/') : key, values[i]])),
          ] as const;
        }),
      );
    const dumped = [
      ...(await database.transact(dumpStores)),
      ...(await database.readBlobs(dumpStores)),
      ...(await database.readHints((hints) => dumpStores({ hints }))),
    ];
    database.close();
    return new Map<string, Map<IDBValidKey, unknown>>(dumped);
  }

  /** Puts one value into a store, or deletes it. */
  async edit(name: 'journal' | 'keys' | 'fence' | 'blobs' | 'chunks' | 'hints', key: IDBValidKey, value: unknown): Promise<void> {
    // As the vault makes it, where it is not there yet.
    (await VaultDatabase.open(() => indexedDB, this.names.root)).close();
    const database = await resultOf(indexedDB.open(this.names.root));
    const store = database.transaction(name, 'readwrite').objectStore(name);
    if (value === undefined) await resultOf(store.delete(key));
    else await resultOf(store.put(value, key));
    database.close();
  }

  /** Makes the journal what it was when it was dumped. */
  async restoreJournal(dumped: ReadonlyMap<string, ReadonlyMap<IDBValidKey, unknown>>): Promise<void> {
    for (const seq of (await this.dump()).get('journal')?.keys() ?? []) await this.edit('journal', seq, undefined);
    for (const [seq, batch] of dumped.get('journal') ?? []) await this.edit('journal', seq, batch);
  }

  /** Deletes all journal batches but the newest, as they would have gone with time. */
  async forgetJournal(): Promise<void> {
    const seqs = [...((await this.dump()).get('journal')?.keys() ?? [])];
    for (const seq of seqs.slice(0, -1)) await this.edit('journal', seq, undefined);
  }

  /** Leaves nothing behind, in the real localStorage either. */
  async remove(): Promise<void> {
    for (const key of Object.keys(localStorage)) if (key.startsWith(this.names.prefix)) localStorage.removeItem(key);
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(this.names.root);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    });
  }
}

/** Texts as items. */
export function itemsOf(...texts: readonly string[]): Bytes[] {
  return texts.map((text) => utf8Bytes(text));
}

/** Items as texts. */
export function textsOf(items: readonly (Bytes | StoredItem)[]): string[] {
  return items.map((item) => decodeUtf8('bytes' in item ? item.bytes : item));
}

/** `prefix-0`, `prefix-1`, … */
export function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}-${i}`);
}

/** The code with which a promise rejects, or what else came of it. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'resolved';
  } catch (error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
  }
}
