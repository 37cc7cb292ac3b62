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

/** Version 2 added the stores of blobs, and of hints. */
const VAULT_DATABASE_VERSION = 2;

/** Object stores of version 1: sealed batches by number; the device key and a copy of the header; the token of the writing tab. */
const CORE_STORES = ['journal', 'keys', 'fence'] as const;
/** Those of version 2: sealed manifests by the id of their blob, and the chunks of blobs. */
const BLOB_STORES = ['blobs', 'chunks'] as const;
/** Of version 2, too: what makes long histories open quickly, by the key of a segment. */
const HINT_STORE = 'hints';
type VaultStoreName = (typeof CORE_STORES | typeof BLOB_STORES)[number] | typeof HINT_STORE;
type VaultStores<Name extends VaultStoreName> = Readonly<Record<Name, IDBObjectStore>>;

/** What holds blobs. */
export type BlobStores = VaultStores<(typeof BLOB_STORES)[number]>;

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
    // Another tab wants to change the stores, being newer, or deletes everything: make way, and fail at the next write.
    database.onversionchange = () => database.close();
  }

  /**
   * Opens the database, and makes it if there is none, unless it `isThere` already: then it has been deleted. Rejects with `vault-newer` when a newer Parley made it, otherwise as
   * the class says.
   */
  static open(factory: () => IDBFactory, name: string, isThere = false): Promise<VaultDatabase> {
    return openDatabase(factory, name, VAULT_DATABASE_VERSION, ({ result, transaction }, from) => {
      if (from < 1 && isThere) {
        transaction?.abort();
        return;
      }
      if (from < 1) {
        result.createObjectStore('journal', { autoIncrement: true });
        result.createObjectStore('keys');
        result.createObjectStore('fence');
      }
      for (const store of [...BLOB_STORES, HINT_STORE]) result.createObjectStore(store);
    }).then((database) => new VaultDatabase(database));
  }

  /**
   * Opens a database that is there, in whatever version it is, and changes nothing. Rejects as the class says when there is none, and then makes none. What was made by a
   * newer Parley may lack stores.
   */
  static async openAsItIs(factory: () => IDBFactory, name: string): Promise<VaultDatabase> {
    return new VaultDatabase(await openDatabase(factory, name, undefined, ({ transaction }) => transaction?.abort()));
  }

  /** Whether a newer Parley made it. */
  get isNewer(): boolean {
    return this.#database.version > VAULT_DATABASE_VERSION;
  }

  /**
   * Runs one transaction over the stores of version 1; `body` waits for nothing but its requests. Resolves with what it returns when the transaction is complete, and on disk.
   * When `body` throws, the transaction is undone, and this rejects with the same.
   */
  transact<Result>(body: (stores: VaultStores<(typeof CORE_STORES)[number]>) => Promise<Result>): Promise<Result> {
    return this.#run(CORE_STORES, 'readwrite', body);
  }

  /** Reads blobs, in one transaction, beside whatever else is going on. */
  readBlobs<Result>(body: (stores: BlobStores) => Promise<Result>): Promise<Result> {
    return this.#run(BLOB_STORES, 'readonly', body);
  }

  /** Reads hints, as `readBlobs` does blobs. */
  readHints<Result>(body: (hints: IDBObjectStore) => Promise<Result>): Promise<Result> {
    return this.#run([HINT_STORE], 'readonly', ({ hints }) => body(hints));
  }

  async #run<Name extends VaultStoreName, Result>(
    names: readonly Name[],
    mode: IDBTransactionMode,
    body: (stores: VaultStores<Name>) => Promise<Result>,
  ): Promise<Result> {
    try {
      const transaction = this.#database.transaction([...names], mode, { durability: 'strict' });
      const completed = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)])) as VaultStores<Name>;
      const done = body(stores).catch((error: unknown) => {
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
      await this.#requireFence(fence);
      await write(journal, keys);
    });
  }

  /**
   * Adds a batch to the journal under its number. As `fenced`, but both are asked for at once, and it is undone when another tab turns out to have raised the fence: what
   * is written most often waits for the browser once, not twice.
   */
  addBatch(batch: unknown, seq: number): Promise<void> {
    // SECURITY: undone with the fence (takeover.test.ts: "commits nothing after another tab has taken over, whether or not that one has used the next number").
    return this.#run(['fence', 'journal'], 'readwrite', async ({ fence, journal }) => {
      const add = async (): Promise<unknown> => journal.add(batch, seq);
      await Promise.all([this.#requireFence(fence), add()]);
    });
  }

  /** As `fenced`, over the blobs. */
  fencedBlobs(write: (stores: BlobStores) => unknown): Promise<void> {
    return this.#run(['fence', ...BLOB_STORES], 'readwrite', async ({ fence, ...blobs }) => {
      await this.#requireFence(fence);
      await write(blobs);
    });
  }

  /** As `fenced`, over the hints. */
  fencedHints(write: (hints: IDBObjectStore) => unknown): Promise<void> {
    return this.#run(['fence', HINT_STORE], 'readwrite', async ({ fence, hints }) => {
      await this.#requireFence(fence);
      await write(hints);
    });
  }

  async #requireFence(fence: IDBObjectStore): Promise<void> {
    // SECURITY: one writing tab (takeover.test.ts: "writes nothing after another tab has taken over, even unaware of it").
    if ((await resultOf<unknown>(fence.get(FENCE_KEY))) !== this.#token) throw new ParleyError('vault-elsewhere');
  }

  close(): void {
    this.#database.close();
  }
}

/** Opens a database; `upgrade` is told from which version when it has to be changed. Rejects as `VaultDatabase` does. */
async function openDatabase(
  factory: () => IDBFactory,
  name: string,
  version: number | undefined,
  upgrade: (request: IDBOpenDBRequest, from: number) => void,
): Promise<IDBDatabase> {
  try {
    const request = factory().open(name, version);
    request.onupgradeneeded = ({ oldVersion }) => upgrade(request, oldVersion);
    return await resultOf(request);
  } catch (error) {
    throw storageErrorOf(error);
  }
}
