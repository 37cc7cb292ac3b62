/**
 * Write-out: what the journal holds goes to localStorage, in segments and records, some at a time.
 *
 * Invariant: a batch is marked as written out only after everything up to it, and the index that says so, has been stored; so a crash at any step
 * leaves a state that `replay.ts` completes.
 */
import type { Cancel } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { RecordDraft } from './record-shelf.js';
import type { SealedStream, SegmentDraft } from './sealed-stream.js';
import type { StreamTable } from './stream-table.js';
import { sealIndex } from './vault-index.js';
import type { VaultParts } from './vault-parts.js';

/** Written out at the latest when this much waits, … */
export const WRITE_OUT_BYTES = 16_384;
export const WRITE_OUT_ITEMS = 64;

/** … or after this many milliseconds without a commit. */
export const WRITE_OUT_QUIET_MS = 5_000;

/** After a refusal, the next trial comes so many milliseconds later. */
export const WRITE_OUT_RETRY_MS = 60_000;

/** Decides when to write out, and does it, once at a time. */
export class WriteOut {
  readonly #parts: VaultParts;
  readonly #streams: StreamTable;
  readonly #onRefused: (code: ErrorCode) => void;
  readonly #onDone: () => void;
  #committedSeq: number;
  #writtenSeq: number;
  #items = 0;
  #bytes = 0;
  #isRefused = false;
  #cancelTimer: Cancel | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #isStopped = false;

  constructor(parts: VaultParts, streams: StreamTable, onRefused: (code: ErrorCode) => void, onDone: () => void) {
    this.#parts = parts;
    this.#streams = streams;
    this.#onRefused = onRefused;
    this.#onDone = onDone;
    this.#committedSeq = parts.journal.seq;
    this.#writtenSeq = parts.index.seq;
    if (this.#isNeeded) this.#schedule(WRITE_OUT_QUIET_MS);
  }

  /** The newest batch of which everything was given to the shelves. */
  get committedSeq(): number {
    return this.#committedSeq;
  }

  /** The newest batch that, with all before it, is written out. */
  get writtenSeq(): number {
    return this.#writtenSeq;
  }

  /** Notes a commit: call in the same turn in which its content was given to the shelves. */
  noteCommitted(seq: number, items: number, bytes: number): void {
    this.#committedSeq = seq;
    this.#items += items;
    this.#bytes += bytes;
    // While the browser refuses, every commit would only seal all that waits in vain.
    if (this.#isRefused) return;
    if (this.#items >= WRITE_OUT_ITEMS || this.#bytes >= WRITE_OUT_BYTES) this.#runAlone();
    else this.#schedule(WRITE_OUT_QUIET_MS);
  }

  /** Sees to it that what waits is written out soon. */
  wake(): void {
    if (!this.#isRefused && !this.#isStopped) this.#schedule(WRITE_OUT_QUIET_MS);
  }

  /** Writes out now. Resolves when it is done or was refused, of which the vault's listeners are told. */
  run(): Promise<void> {
    const turn = this.#turn.then(() => this.#attempt());
    // Only for the order: `turn` itself goes to whoever called.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Ends all timers, and keeps what is under way from writing. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer?.();
  }

  #runAlone(): void {
    this.run().catch(reportError);
  }

  #schedule(ms: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#parts.clock.after(ms, () => this.#runAlone());
  }

  get #isNeeded(): boolean {
    return (
      this.#writtenSeq < this.#committedSeq || this.#parts.records.isWaiting || this.#streams.opened.some((stream) => stream.isWaiting)
    );
  }

  async #attempt(): Promise<void> {
    if (this.#isStopped || !this.#isNeeded) return;
    this.#cancelTimer?.();
    this.#items = 0;
    this.#bytes = 0;
    try {
      await this.#writeAll();
      this.#isRefused = false;
      this.#onDone();
    } catch (error) {
      // Nothing is lost by this: the journal has it all.
      if (!(error instanceof ParleyError)) throw error;
      if (this.#isStopped) return;
      this.#isRefused = true;
      this.#schedule(WRITE_OUT_RETRY_MS);
      this.#onRefused(error.code);
    }
  }

  async #writeAll(): Promise<void> {
    const { records, journal, database, keyring, names, meter, clock } = this.#parts;
    // Fixed in one turn: all of this, and nothing more, is what the batches up to `seq` hold.
    const seq = this.#committedSeq;
    const recordPlan = records.planDrafts();
    const streamPlans = this.#streams.opened.filter((stream) => stream.isWaiting).map((stream) => ({ stream, plan: stream.planDrafts() }));

    const recordDrafts = await records.sealDrafts(recordPlan);
    const streamDrafts = await Promise.all(
      streamPlans.map(async ({ stream, plan }) => ({ stream, drafts: await stream.sealDrafts(plan) })),
    );
    const streams = this.#streams.marks();
    for (const { stream, drafts } of streamDrafts) streams.set(stream.idText, stream.markAfter(drafts));
    const indexText = await sealIndex(keyring.index, { seq, streams, records: records.seqsAfter(recordDrafts) });

    await database.fenced(() => {
      if (this.#isStopped) throw new ParleyError('vault-closed');
      this.#store(recordDrafts, streamDrafts);
      meter.write(names.index, indexText);
    });
    this.#writtenSeq = seq;
    await journal.markOut(seq, clock.wall() + meter.diskDelay());
  }

  #store(recordDrafts: readonly RecordDraft[], streamDrafts: readonly { stream: SealedStream; drafts: readonly SegmentDraft[] }[]): void {
    for (const draft of recordDrafts) this.#parts.records.writeDraft(draft);
    for (const { stream, drafts } of streamDrafts) for (const draft of drafts) stream.writeDraft(draft);
  }
}
