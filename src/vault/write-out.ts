/**
 * Write-out: what the journal holds goes to localStorage, in segments and records, some at a time.
 *
 * Invariant: a batch is marked as written out only after everything up to it, and the index that says so, has been stored; so a crash at any step
 * leaves a state that `Archive.replay` completes.
 */
import type { Clock } from '../lib/clock.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import type { Archive } from './archive.js';
import type { Journal } from './journal.js';
import { rewriteAll } from './rewriting.js';
import type { RewriteWork } from './rewriting.js';
import { oneAtATime, timerOf } from './turns.js';

/** What people have to be told of while the vault is open. `storage-low`: four fifths of localStorage are used. */
export type VaultTrouble = Extract<ErrorCode, 'storage-low' | 'storage-full' | 'storage-unavailable' | 'vault-elsewhere'>;

const STORAGE_LOW_SHARE = 0.8;

/** With this share used, old segments are compacted at once. */
const STORAGE_PRESSING_SHARE = 0.9;

/** Written out at the latest when this much waits, which fills a segment and is soon read when the vault is opened, … */
export const WRITE_OUT_BYTES = 65_536;
export const WRITE_OUT_ITEMS = 256;

/** … but not within this many milliseconds after the last time: whoever brings a whole history is not held up by it. */
export const WRITE_OUT_GAP_MS = 2_000;

/** … or after this many milliseconds without a commit. */
export const WRITE_OUT_QUIET_MS = 5_000;

/**
 * Old segments begin to be compacted after this many milliseconds without a write-out; so long after storage got low at the latest, and only once they have been are
 * people told, who perhaps need not be.
 */
export const COMPACT_QUIET_MS = 15_000;

/** After a refusal, the next trial comes so many milliseconds later. */
export const WRITE_OUT_RETRY_MS = 60_000;

/** Decides when to write out, and does it. */
export interface WriteOut {
  /** Notes that so many changes were committed, in so many bytes. With none: sees to it that what waits is written out soon. */
  noteCommitted(changes: number, bytes: number): void;
  /** Writes out now. Resolves when it is done or was refused. */
  run(): Promise<void>;
  /** Does all the steps of work on what is stored, between two write-outs. Rejects with what the browser, or the fence, says. */
  rewrite(work: RewriteWork): Promise<void>;
}

/** Nothing is written out once `stopped`. `onTrouble` is told of every refusal, and once when storage gets low. */
export function createWriteOut(
  journal: Journal,
  archive: Archive,
  clock: Clock,
  stopped: AbortSignal,
  onTrouble: (trouble: VaultTrouble) => void,
): WriteOut {
  let changes = 0;
  let bytes = 0;
  /** Segments and records that were written, in all. */
  let pieces = 0;
  /** When it was written out last, or tried. */
  let lastAt = Number.NEGATIVE_INFINITY;
  let isRefused = false;
  let isLow = false;
  let isCompactionDue = false;
  /** Batches that were committed, in all. */
  let commits = 0;

  const writeAll = async (): Promise<void> => {
    // Read in one turn: all that waits now, and nothing more, is what the batches up to `seq` hold.
    const { seq, meter } = archive;
    const writes = await archive.seal();
    await journal.database.fenced(() => {
      stopped.throwIfAborted();
      for (const write of writes) {
        write();
        pieces++;
      }
    });
    const writeIndex = await archive.sealIndex(seq);
    await journal.markOut(seq, () => {
      stopped.throwIfAborted();
      writeIndex();
      return clock.wall() + meter.diskDelay();
    });
  };

  const rewriteNow = (work: RewriteWork): Promise<void> => rewriteAll(journal.database, stopped, work);

  /** Where there is no room, there perhaps is once what is old is compacted, which what was written just now soon is. */
  const writeAllMakingRoom = async (): Promise<void> => {
    for (let before = -1; ; before = pieces) {
      try {
        return await writeAll();
      } catch (error) {
        if (errorCodeOf(error) !== 'storage-full' || pieces === before) throw error;
      }
      await rewriteNow(archive.compact);
    }
  };

  const writeOutOnce = async (): Promise<void> => {
    if (stopped.aborted) return;
    isRefused &&= archive.isWaiting;
    if (!archive.isWaiting) return;
    changes = 0;
    bytes = 0;
    lastAt = clock.now();
    try {
      await writeAllMakingRoom();
      isRefused = false;
      if (isShareUsed(STORAGE_PRESSING_SHARE)) {
        await rewriteNow(archive.compact);
        lookIfLow();
      } else compactSoon();
    } catch (error) {
      if (stopped.aborted) return;
      // Nothing is lost by this: the journal has it all.
      if (!(error instanceof ParleyError)) throw error;
      isRefused = true;
      setTimer(WRITE_OUT_RETRY_MS);
      onTrouble(error.code as VaultTrouble);
    }
  };
  const isShareUsed = (share: number): boolean => {
    const { used, limit } = archive.meter.usage();
    return used >= limit * share;
  };
  const lookIfLow = (): void => {
    const wasLow = isLow;
    isLow = isShareUsed(STORAGE_LOW_SHARE);
    if (isLow && !wasLow) onTrouble('storage-low');
  };
  const compactSoon = (): void => {
    if (!isShareUsed(STORAGE_LOW_SHARE)) isLow = false;
    else if (isCompactionDue) return;
    isCompactionDue = true;
    setCompactTimer(COMPACT_QUIET_MS);
  };
  const inTurn = oneAtATime();
  const run = (): Promise<void> => inTurn(writeOutOnce);
  const rewrite = (work: RewriteWork): Promise<void> => inTurn(() => rewriteNow(work));
  const setTimer = timerOf(clock, stopped, run);
  const setCompactTimer = timerOf(clock, stopped, async () => {
    isCompactionDue = false;
    const before = commits;
    let isFirst = true;
    let isPaused = false;
    await rewrite(async () => {
      // Each step holds up whoever commits meanwhile: where somebody did, the next one waits for quiet again, or for a moment when storage is low.
      isPaused = !isFirst && commits !== before;
      isFirst = false;
      return isPaused ? null : archive.compact();
    });
    if (!isPaused) return lookIfLow();
    isCompactionDue = true;
    setCompactTimer(WRITE_OUT_GAP_MS);
  });

  return {
    run,
    rewrite,
    noteCommitted(moreChanges, moreBytes) {
      commits += Number(moreChanges > 0);
      changes += moreChanges;
      bytes += moreBytes;
      // While the browser refuses, every commit would only seal all that waits in vain.
      if (isRefused) return;
      if (changes < WRITE_OUT_ITEMS && bytes < WRITE_OUT_BYTES) return setTimer(WRITE_OUT_QUIET_MS);
      const wait = lastAt + WRITE_OUT_GAP_MS - clock.now();
      if (wait > 0) setTimer(wait);
      else run().catch(reportError);
    },
  };
}
