/**
 * Replay: what the journal holds against what localStorage holds. Used when a vault is opened, and before batches leave the journal.
 */
import type { JournalBatch } from './journal.js';
import type { OrdinalRun } from './ordinal-runs.js';
import type { RecordShelf } from './record-shelf.js';
import type { StreamTable } from './stream-table.js';

/**
 * Takes in whatever of the batches localStorage lacks, so that it is written out again; doing it twice changes nothing. Resolves with whether nothing was
 * lacking. Batches that could not be opened are passed over.
 */
export async function replayBatches(batches: readonly JournalBatch[], records: RecordShelf, streams: StreamTable): Promise<boolean> {
  const newest = new Map<string, { text: string | null; seq: number }>();
  const runs = new Map<string, OrdinalRun[]>();
  for (const { seq, content } of batches) {
    for (const [name, text] of content?.records ?? []) newest.set(name, { text, seq });
    for (const { history, start, items } of content?.appends ?? []) {
      const known = runs.get(history);
      if (known === undefined) runs.set(history, [{ start, items }]);
      else known.push({ start, items });
    }
  }
  const stored = await Promise.all([...newest].map(([name, { text, seq }]) => records.replay(name, text, seq)));
  const whole = await Promise.all([...runs].map(([history, held]) => replayRuns(history, held, streams)));
  return ![...stored, ...whole].includes(false);
}

async function replayRuns(history: string, runs: readonly OrdinalRun[], streams: StreamTable): Promise<boolean> {
  const stream = await streams.open(history);
  // Items that wait already are as good as missing for the question whether the journal may forget them.
  const hasWaiting = stream.isWaiting;
  const missing = await stream.missingOf(runs);
  for (const run of missing) stream.addCommitted(run);
  return missing.length === 0 && !hasWaiting;
}
