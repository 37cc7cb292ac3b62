/**
 * When batches leave the journal: only when localStorage is certain to have reached the disk with what they hold.
 *
 * Browsers write localStorage late: Firefox lost up to 3 s, Chromium up to 30 s of changes to `kill -9`, and Chromium limits changes to 10 MiB an hour. So a
 * batch stays for half an hour after it was written out (`StorageMeter.diskDelay` adds what that limit may cost), and until everything in it was read back.
 */
import type { Cancel } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { replayBatches } from './replay.js';
import type { StreamTable } from './stream-table.js';
import { openIndex } from './vault-index.js';
import type { VaultParts } from './vault-parts.js';
import type { WriteOut } from './write-out.js';

/** How long a batch stays after it was written out; also how often that is looked at. */
export const JOURNAL_KEEP_MS = 30 * 60_000;

/** The first look comes this soon after opening, when the first screen is drawn. */
export const JOURNAL_FIRST_LOOK_MS = 10_000;

/** So many batches are read back at once. */
const BATCHES_AT_ONCE = 200;

/** Drops old batches from time to time. */
export class JournalKeeper {
  readonly #parts: VaultParts;
  readonly #streams: StreamTable;
  readonly #writeOut: WriteOut;
  #cancelTimer: Cancel | null = null;
  #ripeSeq: number;
  #isStopped = false;

  constructor(parts: VaultParts, streams: StreamTable, writeOut: WriteOut) {
    this.#parts = parts;
    this.#streams = streams;
    this.#writeOut = writeOut;
    // What an earlier session wrote out.
    this.#ripeSeq = parts.index.seq;
    this.#schedule(JOURNAL_FIRST_LOOK_MS);
  }

  #schedule(ms: number): void {
    this.#cancelTimer = this.#parts.clock.after(ms, () => {
      this.#lookAgain().catch(reportError);
    });
  }

  async #lookAgain(): Promise<void> {
    try {
      await this.dropOld();
      this.#ripeSeq = this.#writeOut.writtenSeq;
    } catch (error) {
      // The batches stay, and it is tried again.
      if (!(error instanceof ParleyError)) throw error;
    } finally {
      if (!this.#isStopped) this.#schedule(JOURNAL_KEEP_MS);
    }
  }

  /**
   * Drops the batches that are old enough, if everything in them reads back; what does not is written out again. Only batches that were written out at the last
   * look, too: the wall clock also runs while the machine sleeps, and then nothing reaches the disk. Rejects as `Journal.drop`.
   */
  async dropOld(): Promise<void> {
    const { journal, clock, records } = this.#parts;
    const old = (await journal.droppable(clock.wall() - JOURNAL_KEEP_MS)).filter((seq) => seq <= this.#ripeSeq);
    for (let at = 0; at < old.length && !this.#isStopped; at += BATCHES_AT_ONCE) {
      const some = old.slice(at, at + BATCHES_AT_ONCE);
      const [first, last] = [some[0] as number, some.at(-1) as number];
      // SECURITY: nothing leaves the journal before it was read back (journal-keeper.test.ts: "keeps a batch whose segment does not open, and writes it again").
      const isStored = await replayBatches(await journal.read(first, last), records, this.#streams);
      if (!isStored) return this.#writeOut.run();
      if (this.#isStopped || (await this.#indexSeq()) < last) return;
      await journal.drop(last);
    }
  }

  /** Up to which batch the stored index says that all is written out. */
  async #indexSeq(): Promise<number> {
    const { meter, names, keyring } = this.#parts;
    const text = meter.read(names.index);
    return text === null ? 0 : (await openIndex(keyring.index, text)).seq;
  }

  /** Ends the timer; nothing is dropped afterwards. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer?.();
  }
}
