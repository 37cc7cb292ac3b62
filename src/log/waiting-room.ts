/**
 * Entries that cannot be placed yet because a cause is missing. Each is filed under one missing cause; when that comes, the owner looks again.
 *
 * Bounded: above the limits the newest of the author with the most is forgotten, so that one who floods displaces only their own.
 */
import { listIn } from '../lib/lists.js';
import type { Entry } from './entry.js';

/** Entries by what they wait for. */
export class WaitingRoom {
  readonly #perAuthorMax: number;
  readonly #max: number;
  readonly #byId = new Map<string, Entry>();
  readonly #byCause = new Map<string, Entry[]>();

  constructor(perAuthorMax: number, max: number) {
    this.#perAuthorMax = perAuthorMax;
    this.#max = max;
  }

  get size(): number {
    return this.#byId.size;
  }

  has(idText: string): boolean {
    return this.#byId.has(idText);
  }

  /** What waits under an id, or `null`. */
  get(idText: string): Entry | null {
    return this.#byId.get(idText) ?? null;
  }

  /** Everything that waits, in order of arrival. */
  entries(): IterableIterator<Entry> {
    return this.#byId.values();
  }

  /** Files an entry under what it waits for; the entries forgotten for it (it may be among them). */
  put(entry: Entry, cause: string): readonly Entry[] {
    this.#byId.set(entry.idText, entry);
    listIn(this.#byCause, cause).push(entry);
    const forgotten = this.#tooMany().slice(-1);
    for (const { idText } of forgotten) this.forget(idText);
    return forgotten;
  }

  /** Takes out everything that waits for `cause`, in order of arrival. */
  release(cause: string): readonly Entry[] {
    const entries = this.waitersOf(cause);
    for (const { idText } of entries) this.#byId.delete(idText);
    this.#byCause.delete(cause);
    return entries;
  }

  /** What waits for `cause`, in order of arrival. */
  waitersOf(cause: string): readonly Entry[] {
    return this.#byCause.get(cause) ?? [];
  }

  /** What is waited for and does not wait itself. */
  missing(): string[] {
    return [...this.#byCause.keys()].filter((cause) => !this.#byId.has(cause));
  }

  /** What waits of the author with the most, if that or all that waits is more than there is room for. */
  #tooMany(): readonly Entry[] {
    // Nobody can have too many: counting would cost.
    if (this.size <= this.#perAuthorMax) return [];
    const byAuthor = Map.groupBy(this.entries(), ({ authorHex }) => authorHex);
    const [most = []] = [...byAuthor.values()].sort((a, b) => b.length - a.length);
    return most.length > this.#perAuthorMax || this.size > this.#max ? most : [];
  }

  /** Takes out what waits under an id. */
  forget(idText: string): void {
    this.#byId.delete(idText);
    for (const [cause, entries] of this.#byCause) {
      const at = entries.findIndex((entry) => entry.idText === idText);
      if (at >= 0) entries.splice(at, 1);
      if (entries.length === 0) this.#byCause.delete(cause);
    }
  }
}
