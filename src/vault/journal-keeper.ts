/**
 * When batches leave the journal: only when localStorage is certain to have reached the disk with what they hold.
 *
 * Browsers write localStorage late: Firefox lost up to 3 s, Chromium up to 30 s of changes to `kill -9`, and Chromium limits changes to 10 MiB an hour. So a
 * batch stays for half an hour after it was written out (`StorageMeter.diskDelay` adds what that limit may cost), and until everything in it was read back.
 */
import type { Clock } from '../lib/clock.js';
import type { Archive } from './archive.js';
import { timesOut } from './journal.js';
import type { Journal } from './journal.js';
import { timerOf } from './turns.js';

/** How long a batch stays after it was written out; also how often that is looked at. */
export const JOURNAL_KEEP_MS = 30 * 60_000;

/** The first look comes this long after opening: what was mended then, or written again after a crash, has reached the disk. */
export const JOURNAL_FIRST_LOOK_MS = 120_000;

/**
 * From time to time, until `stopped`, drops the batches that are old enough, from the oldest on, if everything in them reads back; what does not is written out
 * again. A batch that does not open stays, and so do those after it, and the newest of all. Only batches up to `ripeSeq` leave at first, then those that were
 * written out at the last look: the wall clock also runs while the machine sleeps, and then nothing reaches the disk.
 */
export function keepJournal(
  journal: Journal,
  archive: Archive,
  writeOut: () => Promise<void>,
  clock: Clock,
  stopped: AbortSignal,
  ripeSeq: number,
): void {
  let ripe = ripeSeq;

  const dropOld = async (): Promise<void> => {
    const before = clock.wall() - JOURNAL_KEEP_MS;
    const batches = await journal.read(1, ripe);
    const outs = timesOut(batches);
    const kept = batches.findIndex(({ seq, content }, i) => content === null || (outs[i] ?? before + 1) > before || seq >= journal.seq);
    const old = kept === -1 ? batches : batches.slice(0, kept);
    const last = old.at(-1)?.seq ?? 0;
    // SECURITY: nothing leaves before it was read back (journal-keeper.test.ts: "keeps a batch whose segment does not open, and writes it again").
    if (!(await archive.replay(old))) await writeOut();
    else if (last > 0 && last <= (await archive.storedSeq()) && !stopped.aborted) await journal.drop(last);
  };

  const setTimer = timerOf(clock, stopped, async () => {
    try {
      await dropOld();
      ripe = archive.writtenSeq;
    } finally {
      // Whatever it was that failed, the batches stay, and it is tried again.
      setTimer(JOURNAL_KEEP_MS);
    }
  });
  setTimer(JOURNAL_FIRST_LOOK_MS);
}
