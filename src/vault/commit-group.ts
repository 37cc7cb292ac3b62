/**
 * One commit: a group of changes becomes a batch in the journal, and is then known to the shelves.
 */
import type { ChangeGroup } from './commit-queue.js';
import { bytesOfRun } from './ordinal-runs.js';
import type { OrdinalRun } from './ordinal-runs.js';
import type { StreamTable } from './stream-table.js';
import type { VaultParts } from './vault-parts.js';
import type { WriteOut } from './write-out.js';

/** Commits one group; never two at a time. Resolves when it is durable; rejects as `Journal.commit`, with nothing of it stored. */
export async function commitGroup(
  group: ChangeGroup,
  { journal, records }: VaultParts,
  streams: StreamTable,
  writeOut: WriteOut,
): Promise<void> {
  const held = await Promise.all(
    group.appends.map(async ({ history, items }) => ({ history, items, stream: await streams.open(history) })),
  );
  const appends = held.map(({ history, items, stream }) => ({ history, items, stream, start: stream.allot(items.length) }));
  let seq: number;
  try {
    seq = await journal.commit({ records: group.records, appends });
  } catch (error) {
    for (const { stream, start } of appends.toReversed()) stream.release(start);
    throw error;
  }
  // In one turn, so that a write-out sees all of the batch or nothing.
  for (const [name, text] of group.records) records.addCommitted(name, text, seq);
  for (const { stream, start, items } of appends) stream.addCommitted({ start, items });
  writeOut.noteCommitted(seq, group.records.size + countItems(appends), bytesOfRecords(group.records) + bytesOfRuns(appends));
}

function countItems(runs: readonly OrdinalRun[]): number {
  return runs.reduce((sum, { items }) => sum + items.length, 0);
}

function bytesOfRuns(runs: readonly OrdinalRun[]): number {
  return runs.reduce((sum, run) => sum + bytesOfRun(run), 0);
}

function bytesOfRecords(records: ReadonlyMap<string, string | null>): number {
  return [...records.values()].reduce((sum, text) => sum + (text?.length ?? 0), 0);
}
