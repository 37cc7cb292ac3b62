/**
 * The profile's IndexedDB database: opening it, transactions as promises, and the fence between writing tabs.
 *
 * The fence: whoever opens the vault for writing puts a random token into the store `fence`; every later write, to IndexedDB or to localStorage, happens
 * inside a transaction that has found this token still there. The browser runs such transactions one after the other, also across tabs, so once a tab has
 * put its own token, nothing of an older tab is written any more, however long that one was asleep. Web Locks alone cannot promise this: the news that
 * a lock was stolen comes late.
 */
import { hexOf } from '../lib/bytes.js';
import { randomBytes } from '../crypto/primitives.js';
import { ParleyError } from '../lib/errors.js';
import { storageErrorOf } from './storage-meter.js';

/** Version 2 is going to add a store of blobs. */
export const VAULT_DATABASE_VERSION = 1;

/** Object stores: sealed batches by number; the device key and a copy of the header; the token of the writing tab. */
export type VaultStoreName = 'journal' | 'keys' | 'fence';

const FENCE_KEY = 'writer';

/** Issues its requests at once, and returns how to read the result when the transaction is complete. */
export type TransactionBody<Result> = (store: (name: VaultStoreName) => IDBObjectStore) => () => Result;

/** An open database. Every method rejects with `ParleyError` `storage-full` or `storage-unavailable` when the browser refuses. */
export class VaultDatabase {
  readonly #database: IDBDatabase;
  #token = '';

  private constructor(database: IDBDatabase) {
    this.#database = database;
    // A tab with a newer Parley wants to change the stores: make way, and fail at the next write.
    database.onversionchange = () => database.close();
  }

  /**
   * Opens the database; `null` when there is none and `isNew` does not ask for one. Rejects with `vault-newer` when a newer Parley made it, otherwise as the class says.
   */
  static open(factory: IDBFactory, name: string, isNew: boolean): Promise<VaultDatabase | null> {
    return new Promise((resolve, reject) => {
      let isAbsent = false;
      const fail = (error: unknown): void => {
        if (isAbsent) resolve(null);
        else if (error instanceof DOMException && error.name === 'VersionError') reject(new ParleyError('vault-newer', 'database version'));
        else reject(storageErrorOf(error));
      };
      try {
        const request = factory.open(name, VAULT_DATABASE_VERSION);
        request.onupgradeneeded = () => {
          if (isNew) {
            // The index finds what was written out before some time, without reading the batches.
            request.result.createObjectStore('journal', { autoIncrement: true }).createIndex('out', 'out');
            request.result.createObjectStore('keys');
            request.result.createObjectStore('fence');
          } else {
            // Looking must leave nothing behind.
            isAbsent = true;
            request.transaction?.abort();
          }
        };
        request.onsuccess = () => resolve(new VaultDatabase(request.result));
        request.onerror = () => fail(request.error);
      } catch (error) {
        fail(error);
      }
    });
  }

  /** Runs one transaction. Resolves when it is complete: with `readwrite`, when it is on disk. */
  transact<Result>(stores: readonly VaultStoreName[], mode: IDBTransactionMode, body: TransactionBody<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      try {
        const transaction = this.#database.transaction([...stores], mode, { durability: 'strict' });
        const result = body((name) => transaction.objectStore(name));
        transaction.oncomplete = () => resolve(result());
        transaction.onabort = () => reject(storageErrorOf(transaction.error));
      } catch (error) {
        reject(storageErrorOf(error));
      }
    });
  }

  /** Makes this connection the one that writes: from now on the writes of every other are refused. */
  async raiseFence(): Promise<void> {
    this.#token = hexOf(randomBytes(16));
    await this.transact(['fence'], 'readwrite', (store) => {
      store('fence').put(this.#token, FENCE_KEY);
      return () => undefined;
    });
  }

  /**
   * Runs `write` in a transaction over the journal while no other tab can raise the fence; it may write to localStorage as well. Rejects with
   * `vault-elsewhere`, without running it, when another tab has; with what `write` throws, and the transaction undone, when it throws.
   */
  async fenced(write: (journal: IDBObjectStore) => void): Promise<void> {
    let failure: unknown = null;
    const writeOrNote = (transaction: IDBTransaction, token: unknown): void => {
      try {
        // SECURITY: a tab that was taken over writes nothing more (takeover.test.ts: "writes nothing after another tab has taken over, even unaware of it").
        if (token !== this.#token) throw new ParleyError('vault-elsewhere');
        write(transaction.objectStore('journal'));
      } catch (error) {
        failure = error;
        transaction.abort();
      }
    };
    try {
      await this.transact(['fence', 'journal'], 'readwrite', (store) => {
        const fence = store('fence');
        const found = fence.get(FENCE_KEY);
        found.onsuccess = () => writeOrNote(fence.transaction, found.result);
        return () => undefined;
      });
    } catch (error) {
      throw failure === null ? error : storageErrorOf(failure);
    }
  }

  close(): void {
    this.#database.close();
  }
}
