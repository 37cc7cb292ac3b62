/**
 * Group commit: changes that come while a commit is under way wait together for the next one, so a burst costs a few transactions and not one each.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** Changes that become durable together. Of a record only the last value counts. */
export interface ChangeGroup {
  readonly records: Map<string, string | null>;
  readonly appends: { readonly history: string; readonly items: readonly Bytes[] }[];
}

interface WaitingGroup extends ChangeGroup {
  readonly done: PromiseWithResolvers<void>;
}

/** Passes groups to `commit`, one at a time, in order. */
export class CommitQueue {
  readonly #commit: (group: ChangeGroup) => Promise<void>;
  #waiting: WaitingGroup | null = null;
  /** Records of groups that failed: they go with the next. Appends do not, since their callers know that they failed. */
  #carried = new Map<string, string | null>();
  #running: Promise<void> | null = null;
  #isClosed = false;

  constructor(commit: (group: ChangeGroup) => Promise<void>) {
    this.#commit = commit;
  }

  /** Resolves when the record is committed; rejects as `commit` does. */
  put(name: string, text: string | null): Promise<void> {
    return this.#add((group) => group.records.set(name, text));
  }

  /** Resolves when the items are committed; rejects as `commit` does. */
  append(history: string, items: readonly Bytes[]): Promise<void> {
    return this.#add((group) => group.appends.push({ history, items }));
  }

  #add(change: (group: ChangeGroup) => void): Promise<void> {
    if (this.#isClosed) return Promise.reject(new ParleyError('vault-closed'));
    const group = (this.#waiting ??= { records: this.#carried, appends: [], done: Promise.withResolvers<void>() });
    this.#carried = new Map();
    change(group);
    this.#running ??= this.#run();
    return group.done.promise;
  }

  async #run(): Promise<void> {
    // Calls of the same turn go together.
    await Promise.resolve();
    for (let group = this.#waiting; group !== null; group = this.#waiting) {
      this.#waiting = null;
      try {
        await this.#commit(group);
        group.done.resolve();
      } catch (error) {
        this.#carry(group.records);
        group.done.reject(error);
      }
    }
    this.#running = null;
  }

  #carry(records: ReadonlyMap<string, string | null>): void {
    const next = this.#waiting?.records ?? this.#carried;
    for (const [name, text] of records) if (!next.has(name)) next.set(name, text);
  }

  /** Resolves when nothing is under way and nothing waits. Never rejects: whoever asked for a change hears of its failure. */
  async whenIdle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** Takes no more, tries what failed earlier once again, and resolves when all is done. Rejects when that trial fails. */
  async close(): Promise<void> {
    const last = this.#carried.size > 0 ? this.#add(() => undefined) : null;
    this.#isClosed = true;
    const [trial] = await Promise.allSettled([last, this.whenIdle()]);
    if (trial.status === 'rejected') throw trial.reason;
  }
}
