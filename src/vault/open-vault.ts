/**
 * An open vault: `Vault` over localStorage and IndexedDB.
 *
 * A change goes to memory, then with others of the same moment as one sealed batch to the journal, and is durable; from there to localStorage in its
 * own time (`write-out.ts`); and half an hour later it leaves the journal (`journal-keeper.ts`).
 */
import type { Cancel } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { Archive } from './archive.js';
import { makeBlobStore, removeUnfinished } from './blob-store.js';
import type { BlobStore } from './blob-store.js';
import { createCommitQueue } from './commit-queue.js';
import { keepJournal } from './journal-keeper.js';
import { Journal, journalDamage } from './journal.js';
import { inOneStep, rewriteBeside } from './rewriting.js';
import { SegmentHints } from './segment-hints.js';
import type { SealedHistory } from './sealed-history.js';
import { VaultKeyring } from './sealing.js';
import { StorageMeter } from './storage-meter.js';
import type { StorageUsage } from './storage-meter.js';
import type { VaultOpening } from './vault-opening.js';
import type { Vault } from './vault.js';
import { createWriteOut } from './write-out.js';
import type { VaultTrouble } from './write-out.js';

/**
 * `Vault`, sealed. `get`, `names` and `history` throw `ParleyError('vault-closed')` after `close`; what is asynchronous rejects with it. `put` also rejects with
 * `vault-elsewhere` when another tab has taken over, and with `TypeError` when the value is not JSON. `close` rejects, closed all the same, when a record whose
 * `put` had failed could not be committed now either.
 */
export interface OpenVault extends Vault {
  /** What could not be read when the vault was opened, and is not found elsewhere: keys of records, `journal <n>`, or the key of the index. Histories have their own. */
  readonly damage: readonly string[];
  /** How much of localStorage is used, by whatever is kept at this origin, and how much the browser allows. Throws `storage-unavailable`. */
  usage(): StorageUsage;
  /** Tells of trouble as it comes up. */
  onTrouble(listener: (trouble: VaultTrouble) => void): Cancel;
  history(name: string): SealedHistory;
  /** What is too large for the rest. */
  readonly blobs: BlobStore;
  /** Runs `write` in a transaction over the store of keys while no other tab writes (`VaultDatabase.fenced`). Rejects as `put` does, and with what `write` throws. */
  changeKeys(write: (keys: IDBObjectStore) => unknown): Promise<void>;
  /** Commits what waits, and writes it out to localStorage; for when the page is about to go. Never rejects for want of storage: listeners and callers are told. */
  flush(): Promise<void>;
}

/** Opens a vault. Rejects with `storage-unavailable` or `storage-full` when the browser refuses; damage is no reason to reject. */
export async function openVault({ names, master, storage, database, clock, codec, estimate, lock }: VaultOpening): Promise<OpenVault> {
  const keyring = new VaultKeyring(master);
  const trouble = new Emitter<VaultTrouble>();
  // Until the vault is closed that it is stopped means: another tab has taken over, and nothing is written from here any more.
  const stop = new AbortController();
  let closing: Promise<void> | null = null;

  const journal = new Journal(database, keyring);
  const hints = new SegmentHints(database, keyring);
  // One of its own: what was seen before the fence was raised may have changed.
  const archive = new Archive(
    new StorageMeter(storage, clock),
    names,
    keyring,
    { codec, hints },
    {
      append: (history, items) => change(() => commits.append(history, items)),
      forget: (history) =>
        change(async () => {
          await commits.forget(history);
          await writeOut.run();
          await writeOut.rewrite(inOneStep([archive.removeStaleHints()]));
        }),
      async mend() {
        // Not what is being committed at the moment: that is about to be taken in.
        if (!(await archive.replay(await journal.read(1, archive.seq)))) writeOut.noteCommitted(0, 0);
      },
      rewrite: (work) => change(() => writeOut.rewrite(work)),
    },
  );
  const writeOut = createWriteOut(journal, archive, clock, stop.signal, (what) => {
    if (what === 'vault-elsewhere') lose();
    else trouble.emit(what);
  });
  const commits = createCommitQueue(journal, archive, writeOut.noteCommitted);

  /** Another tab writes now: stop, and say so, once. */
  function lose(): void {
    if (stop.signal.aborted) return;
    stop.abort();
    trouble.emit('vault-elsewhere');
  }

  function requireOpen(): void {
    if (closing !== null) throw new ParleyError('vault-closed');
  }

  async function change<Result>(commit: () => Promise<Result>): Promise<Result> {
    requireOpen();
    if (stop.signal.aborted) throw new ParleyError('vault-elsewhere');
    try {
      return await commit();
    } catch (error) {
      if (errorCodeOf(error) === 'vault-elsewhere') lose();
      throw error;
    }
  }

  /** Reads both stores, and brings them together. Resolves with what is damaged besides records. */
  async function load(): Promise<string[]> {
    // From here on no other tab writes, so what is read now stays.
    await database.raiseFence();
    await removeUnfinished(database);
    await journal.load();
    await archive.load(journal.first);
    const { writtenSeq, records, isIndexLost } = archive;
    const newest = Math.max(writtenSeq, records.lastSeq);
    // The newest batch never leaves: without it the journal itself was lost.
    const lost = journal.seq < newest ? ['journal'] : [];
    journal.seq = Math.max(journal.seq, newest);
    const batches = await journal.read(writtenSeq + 1);
    const ofJournal = journalDamage(batches, isIndexLost ? (journal.first ?? 1) : writtenSeq + 1);
    archive.commonDamage = [...lost, ...ofJournal, ...(isIndexLost ? [names.index] : [])];
    // What is written out is replayed only to mend something.
    const isMending = records.damage.length > 0 && writtenSeq > 0;
    await archive.replay(isMending ? await journal.read(1) : batches);
    archive.seq = journal.seq;
    if (archive.isWaiting) writeOut.noteCommitted(0, 0);
    rewriteBeside(writeOut, [archive.removeStaleHints()]);
    // What is mended now has not reached the disk yet.
    keepJournal(journal, archive, writeOut.run, clock, stop.signal, isMending ? 0 : writtenSeq);
    return [...archive.commonDamage];
  }

  const cancelStolen = lock?.onLost(lose);
  function forget(): void {
    stop.abort();
    cancelStolen?.();
    // SECURITY: no key outlives the vault (open-vault.test.ts: "refuses everything after it is closed, and has forgotten its keys").
    keyring.drop();
    database.close();
  }

  async function close(): Promise<void> {
    try {
      if (!stop.signal.aborted) await commits.commit();
    } finally {
      await writeOut.run().catch(reportError);
      forget();
      await lock?.release();
    }
  }

  const openingDamage = await load().catch((error: unknown) => {
    forget();
    throw error;
  });
  return {
    get damage() {
      return [...openingDamage, ...archive.records.damage];
    },
    usage: () => archive.meter.usage(),
    onTrouble: (listener) => trouble.listen(listener),
    get(name) {
      requireOpen();
      return archive.records.get(name);
    },
    names(prefix) {
      requireOpen();
      return archive.records.nameList(prefix);
    },
    put: (name, value) =>
      change(() => {
        const text = value === null ? null : (JSON.stringify(value) as string | undefined);
        if (text === undefined) throw new TypeError('value is not JSON');
        archive.records.change(name, text);
        return commits.put(name, text);
      }),
    history(name) {
      requireOpen();
      return archive.history(name);
    },
    blobs: makeBlobStore({ database, keyring, clock, estimate, change }),
    changeKeys: (write) => change(() => database.fenced((_, keys) => write(keys))),
    async flush() {
      await Promise.allSettled([commits.commit()]);
      await writeOut.run();
    },
    close: () => (closing ??= close()),
  };
}
