/**
 * The profile's IndexedDB database: opening it, transactions as promises, and the fence between writing tabs.
 *
 * The fence: whoever opens the vault for writing puts a random token into the store `fence`; every later write, to IndexedDB or to localStorage, happens
 * inside a transaction that has found this token still there. The browser runs such transactions one after the other, also across tabs, so once a tab has
 * put its own token, nothing of an older tab is written any more, however long that one was asleep. Web Locks alone cannot promise this: the news that
 * a lock was stolen comes late.
 */
import { randomBytes } from '../crypto/primitives.js';
import { ParleyError } from '../lib/errors.js';
import { storageErrorOf } from './storage-meter.js';

/** Version 2 is going to add a store of blobs. */
const VAULT_DATABASE_VERSION = 1;

/** Object stores: sealed batches by number; the device key and a copy of the header; the token of the writing tab. */
const STORES = ['journal', 'keys', 'fence'] as const;
type VaultStoreName = (typeof STORES)[number];

const FENCE_KEY = 'writer';

/** What a request comes to. */
export function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** An open database. Every method rejects with `ParleyError` `storage-full` or `storage-unavailable` when the browser refuses. */
export class VaultDatabase {
  readonly #database: IDBDatabase;
  readonly #token = randomBytes(16).toHex();

  private constructor(database: IDBDatabase) {
    this.#database = database;
    // A tab with a newer Parley wants to change the stores: make way, and fail at the next write.
    database.onversionchange = () => database.close();
  }

  /** Opens the database, and makes it if there is none. Rejects with `vault-newer` when a newer Parley made it, otherwise as the class says. */
  static async open(factory: () => IDBFactory, name: string): Promise<VaultDatabase> {
    try {
      const request = factory().open(name, VAULT_DATABASE_VERSION);
      request.onupgradeneeded = () => {
        // The index finds what is written out without reading the batches.
        request.result.createObjectStore('journal', { autoIncrement: true }).createIndex('out', 'out');
        request.result.createObjectStore('keys');
        request.result.createObjectStore('fence');
      };
      return new VaultDatabase(await resultOf(request));
    } catch (error) {
      throw storageErrorOf(error);
    }
  }

  /**
   * Runs one transaction over all stores; `body` waits for nothing but its requests. Resolves with what it returns when the transaction is complete, and on disk. When
   * `body` throws, the transaction is undone, and this rejects with the same.
   */
  async transact<Result>(body: (stores: Record<VaultStoreName, IDBObjectStore>) => Promise<Result>): Promise<Result> {
    try {
      const transaction = this.#database.transaction([...STORES], 'readwrite', { durability: 'strict' });
      const completed = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      const [journal, keys, fence] = STORES.map((name) => transaction.objectStore(name)) as [
        IDBObjectStore,
        IDBObjectStore,
        IDBObjectStore,
      ];
      const done = body({ journal, keys, fence }).catch((error: unknown) => {
        transaction.abort();
        throw error;
      });
      const [result] = await Promise.all([done, completed]);
      return result;
    } catch (error) {
      throw storageErrorOf(error);
    }
  }

  /** Makes this connection the one that writes: from now on the writes of every other are refused. */
  async raiseFence(): Promise<void> {
    await this.transact(({ fence }) => resultOf(fence.put(this.#token, FENCE_KEY)));
  }

  /**
   * Runs `write` in a transaction over journal and keys while no other tab can raise the fence; it may write to localStorage as well. Rejects with
   * `vault-elsewhere`, without running it, when another tab has; with what `write` throws, and the transaction undone, when it throws.
   */
  fenced(write: (journal: IDBObjectStore, keys: IDBObjectStore) => unknown): Promise<void> {
    return this.transact(async ({ fence, journal, keys }) => {
      // SECURITY: one writing tab (takeover.test.ts: "writes nothing after another tab has taken over, even unaware of it").
      if ((await resultOf<unknown>(fence.get(FENCE_KEY))) !== this.#token) throw new ParleyError('vault-elsewhere');
      await write(journal, keys);
    });
  }

  close(): void {
    this.#database.close();
  }
}

/** The names of all databases, Parley's or not: asked so that looking leaves none behind. Rejects as `VaultDatabase` does. */
export async function databaseNames(factory: () => IDBFactory): Promise<readonly string[]> {
  try {
    return (await factory().databases()).map(({ name }) => name ?? '');
  } catch (error) {
    throw storageErrorOf(error);
  }
}
