/**
 * Group commit: changes that come while a commit is under way wait together for the next one, so a burst costs a few transactions and not one each.
 */
import type { Bytes } from '../lib/bytes.js';
import { listIn } from '../lib/lists.js';
import type { Archive } from './archive.js';
import type { BatchContent, Journal } from './journal.js';
import type { SealedHistory } from './sealed-history.js';
import { oneAtATime } from './turns.js';

/** Commits changes, one batch at a time, in order. What rejects does so as `Journal.commit`. */
export interface CommitQueue {
  /** Resolves when the record is committed. */
  put(name: string, text: string | null): Promise<void>;
  /** Resolves when the items are committed. */
  append(history: SealedHistory, items: readonly Bytes[]): Promise<void>;
  /** Resolves when it is committed that all of a history goes. */
  forget(history: SealedHistory): Promise<void>;
  /** Resolves when everything is committed that waits now, with what comes before its turn. */
  commit(): Promise<void>;
}

/** `onCommitted` is told how many changes a batch held, and how many bytes it takes. */
export function createCommitQueue(journal: Journal, archive: Archive, onCommitted: (changes: number, bytes: number) => void): CommitQueue {
  /** Records that are not durable yet: the last value counts, and one that failed goes with the next commit. */
  const unsaved = new Map<string, string | null>();
  /** Items that wait. When they fail they are gone, since their callers know that they failed. */
  const waiting = new Map<SealedHistory, Bytes[]>();
  /** Histories that are to go, before what waits. */
  const forgotten = new Set<SealedHistory>();
  let next: Promise<void> | null = null;

  const inTurn = oneAtATime();
  const commitNext = async (): Promise<void> => {
    next = null;
    const records = new Map(unsaved);
    const additions = [...waiting];
    const [gone, waitingIn] = [[...forgotten], [...waiting.keys()]];
    waiting.clear();
    forgotten.clear();
    if (records.size + additions.length + gone.length === 0) return;
    await Promise.all([...gone, ...waitingIn].map((history) => history.open()));
    const startOf = (history: SealedHistory): number => (gone.includes(history) ? 0 : history.end);
    const appends = additions.map(([history, items]) => [history.name, { start: startOf(history), items }] as const);
    const content: BatchContent = { records, appends, forgotten: gone.map(({ name }) => name) };
    const bytes = await journal.commit(content);
    // In one turn, so that a write-out sees all of the batch or nothing.
    archive.add(journal.seq, content);
    for (const [name, text] of records) if (unsaved.get(name) === text) unsaved.delete(name);
    onCommitted(
      additions.reduce((sum, [, items]) => sum + items.length, records.size + gone.length),
      bytes,
    );
  };
  const commit = (): Promise<void> => (next ??= inTurn(commitNext));

  return {
    commit,
    put(name, text) {
      unsaved.set(name, text);
      return commit();
    },
    forget(history) {
      waiting.delete(history);
      forgotten.add(history);
      return commit();
    },
    append(history, items) {
      for (const item of items) listIn(waiting, history).push(item);
      return commit();
    },
  };
}
