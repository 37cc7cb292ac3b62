/**
 * An open vault: `Vault` over localStorage and IndexedDB.
 *
 * A change goes to memory, then with others of the same moment as one sealed batch to the journal, and is durable; from there to localStorage in its
 * own time (`write-out.ts`); and half an hour later it leaves the journal (`journal-keeper.ts`).
 */
import type { Cancel, Clock } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { commitGroup } from './commit-group.js';
import { CommitQueue } from './commit-queue.js';
import type { ChangeGroup } from './commit-queue.js';
import { JournalKeeper } from './journal-keeper.js';
import { replayBatches } from './replay.js';
import { SealedHistory } from './sealed-history.js';
import type { StorageUsage } from './storage-meter.js';
import type { StreamTable } from './stream-table.js';
import type { TabLock } from './tab-lock.js';
import type { Json, Vault } from './vault.js';
import type { OpenedParts, VaultParts } from './vault-parts.js';
import { WriteOut } from './write-out.js';

/** What people have to be told of while the vault is open. `storage-low`: four fifths of localStorage are used. */
export type VaultTrouble = 'storage-low' | Extract<ErrorCode, 'storage-full' | 'storage-unavailable' | 'vault-elsewhere'>;

const STORAGE_LOW_SHARE = 0.8;

/** `Vault`, sealed. `get`, `names` and `history` throw `ParleyError('vault-closed')` after `close`; what is asynchronous rejects with it. */
export class OpenVault implements Vault {
  readonly #parts: VaultParts;
  readonly #streams: StreamTable;
  readonly #lock: TabLock | null;
  readonly #commits: CommitQueue;
  readonly #writeOut: WriteOut;
  readonly #keeper: JournalKeeper;
  readonly #histories = new Map<string, SealedHistory>();
  readonly #trouble = new Emitter<VaultTrouble>();
  readonly #openingDamage: readonly string[];
  readonly #cancelStolen: Cancel | null;
  #isLow = false;
  #isLost = false;
  #closing: Promise<void> | null = null;

  /** Use `VaultDoor`. */
  constructor({ parts, streams, damage }: OpenedParts, lock: TabLock | null) {
    this.#parts = parts;
    this.#streams = streams;
    this.#lock = lock;
    this.#openingDamage = damage;
    this.#commits = new CommitQueue((group) => this.#commit(group));
    this.#writeOut = new WriteOut(
      parts,
      streams,
      (code) => this.#hearRefusal(code),
      () => this.#watchUsage(),
    );
    this.#keeper = new JournalKeeper(parts, streams, this.#writeOut);
    this.#cancelStolen = lock?.onLost(() => this.#lose()) ?? null;
  }

  /** The clock that the vault runs on. */
  get clock(): Clock {
    return this.#parts.clock;
  }

  /** What could not be read when the vault was opened, and is not found elsewhere: keys of records, `journal <n>`, or the key of the index. Histories have their own. */
  get damage(): readonly string[] {
    return [...this.#openingDamage, ...this.#parts.records.damage];
  }

  /** Whether another tab has taken over: nothing is written from here any more. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Tells of trouble as it comes up. */
  onTrouble(listener: (trouble: VaultTrouble) => void): Cancel {
    return this.#trouble.listen(listener);
  }

  /** How much of localStorage is used, by everything of this origin. Throws as `StorageMeter`. */
  usage(): StorageUsage {
    return this.#parts.meter.usage();
  }

  get(name: string): Json | null {
    this.#requireOpen();
    return this.#parts.records.get(name);
  }

  names(prefix: string): readonly string[] {
    this.#requireOpen();
    return this.#parts.records.nameList(prefix);
  }

  /** As `Vault.put`; also rejects with `vault-elsewhere` when another tab has taken over. Throws `TypeError` for what is not JSON, `RangeError` for a name above 1,000 characters. */
  async put(name: string, value: Json): Promise<void> {
    this.#requireOpen();
    if (name.length > 1000) throw new RangeError('name has more than 1,000 characters');
    const text = value === null ? null : (JSON.stringify(value) as string | undefined);
    if (text === undefined) throw new TypeError('value is not JSON');
    if (this.#isLost) throw new ParleyError('vault-elsewhere');
    this.#parts.records.change(name, text);
    await this.#commits.put(name, text);
  }

  history(name: string): SealedHistory {
    this.#requireOpen();
    const known = this.#histories.get(name);
    if (known !== undefined) return known;
    const history = new SealedHistory(name, this.#streams, this.#commits, () => this.#mend());
    this.#histories.set(name, history);
    return history;
  }

  /** Commits what waits, and writes it out to localStorage; for when the page is about to go. Never rejects for want of storage: listeners and callers are told. */
  async flush(): Promise<void> {
    await this.#commits.whenIdle();
    if (this.#closing === null) await this.#writeOut.run();
  }

  /** Drops from the journal what it need not keep any more. Happens by itself, soon after opening and every half hour. Rejects as `put` does. */
  async tidy(): Promise<void> {
    this.#requireOpen();
    if (!this.#isLost) await this.#keeper.dropOld();
  }

  /** As `Vault.close`. Rejects, closed all the same, when a record whose `put` had failed could not be committed now either. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    try {
      if (!this.#isLost) await this.#commits.close();
    } finally {
      if (!this.#isLost) await this.#writeOut.run().catch(reportError);
      this.#writeOut.stop();
      this.#keeper.stop();
      this.#cancelStolen?.();
      // SECURITY: no key outlives the vault (open-vault.test.ts: "refuses everything after it is closed, and has forgotten its keys").
      this.#parts.keyring.drop();
      this.#streams.drop();
      this.#parts.records.drop();
      this.#histories.clear();
      this.#parts.database.close();
      await this.#lock?.release();
    }
  }

  async #commit(group: ChangeGroup): Promise<void> {
    if (this.#isLost) throw new ParleyError('vault-elsewhere');
    try {
      await commitGroup(group, this.#parts, this.#streams, this.#writeOut);
    } catch (error) {
      if (errorCodeOf(error) === 'vault-elsewhere') this.#lose();
      throw error;
    }
  }

  /** Takes from the journal what localStorage lacks, and has it written again. */
  async #mend(): Promise<void> {
    const { journal, records } = this.#parts;
    // Not what is being committed at the moment: that is about to be given to the shelves.
    const batches = await journal.read(1, this.#writeOut.committedSeq);
    if (!(await replayBatches(batches, records, this.#streams))) this.#writeOut.wake();
  }

  #hearRefusal(code: ErrorCode): void {
    if (code === 'vault-elsewhere') this.#lose();
    else this.#trouble.emit(code === 'storage-full' ? 'storage-full' : 'storage-unavailable');
  }

  #watchUsage(): void {
    const { used, limit } = this.usage();
    const isLow = used >= limit * STORAGE_LOW_SHARE;
    if (isLow && !this.#isLow) this.#trouble.emit('storage-low');
    this.#isLow = isLow;
  }

  /** Another tab writes now: stop, and say so, once. */
  #lose(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#writeOut.stop();
    this.#keeper.stop();
    this.#trouble.emit('vault-elsewhere');
  }

  #requireOpen(): void {
    if (this.#closing !== null) throw new ParleyError('vault-closed');
  }
}
