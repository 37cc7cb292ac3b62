/**
 * Entries that cannot be placed yet because a cause is missing. Each is filed under one missing cause; when that comes, the owner looks again.
 *
 * Bounded: above the limits the newest of the author with the most is forgotten, so that one who floods displaces only their own.
 */
import type { Entry } from './entry.js';

/** Entries by what they wait for. */
export class WaitingRoom {
  readonly #perAuthorMax: number;
  readonly #max: number;
  readonly #byId = new Map<string, Entry>();
  readonly #byCause = new Map<string, Set<Entry>>();
  readonly #byAuthor = new Map<string, Set<Entry>>();
  readonly #causeOf = new Map<string, string>();

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

  /** Everything that waits, in order of arrival. */
  entries(): IterableIterator<Entry> {
    return this.#byId.values();
  }

  /** Files an entry under what it waits for; the entries forgotten for it (it may be among them). */
  put(entry: Entry, cause: string): readonly Entry[] {
    this.#byId.set(entry.idText, entry);
    this.#causeOf.set(entry.idText, cause);
    addTo(this.#byCause, cause, entry);
    addTo(this.#byAuthor, entry.authorHex, entry);
    const forgotten: Entry[] = [];
    if ((this.#byAuthor.get(entry.authorHex)?.size ?? 0) > this.#perAuthorMax) forgotten.push(this.#forgetNewestOf(entry.authorHex));
    if (this.#byId.size > this.#max) forgotten.push(this.#forgetNewestOf(this.#authorWithMost()));
    return forgotten;
  }

  /** Takes out everything that waits for `cause`, in order of arrival. */
  release(cause: string): readonly Entry[] {
    const entries = [...(this.#byCause.get(cause) ?? [])];
    for (const entry of entries) this.#forget(entry);
    return entries;
  }

  /** What waits for `cause`, in order of arrival. */
  waitersOf(cause: string): Iterable<Entry> {
    return this.#byCause.get(cause) ?? [];
  }

  /** What is waited for and does not wait itself. */
  missing(): string[] {
    return [...this.#byCause.keys()].filter((cause) => !this.#byId.has(cause));
  }

  #authorWithMost(): string {
    let most = '';
    let count = 0;
    for (const [authorHex, entries] of this.#byAuthor) {
      if (entries.size <= count) continue;
      most = authorHex;
      count = entries.size;
    }
    return most;
  }

  #forgetNewestOf(authorHex: string): Entry {
    const newest = [...(this.#byAuthor.get(authorHex) ?? [])].at(-1);
    if (newest === undefined) throw new RangeError('author has nothing waiting');
    this.#forget(newest);
    return newest;
  }

  #forget(entry: Entry): void {
    this.#byId.delete(entry.idText);
    removeFrom(this.#byCause, this.#causeOf.get(entry.idText) ?? '', entry);
    removeFrom(this.#byAuthor, entry.authorHex, entry);
    this.#causeOf.delete(entry.idText);
  }
}

function addTo(sets: Map<string, Set<Entry>>, key: string, entry: Entry): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([entry]));
  else set.add(entry);
}

function removeFrom(sets: Map<string, Set<Entry>>, key: string, entry: Entry): void {
  const set = sets.get(key);
  set?.delete(entry);
  if (set?.size === 0) sets.delete(key);
}
