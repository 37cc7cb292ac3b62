/**
 * localStorage with its size in view: how much is used, how much may be, and how far the disk may be behind.
 *
 * Sizes are in UTF-16 units, which is how Chromium and Firefox count. Chromium writes to disk late, and later still after large changes; the
 * measure for that is kept here, where all changes pass.
 */
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';

/** What the vault needs of `Storage`; tests put others in its place. */
export type StoragePort = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** Characters in use by this origin, keys included, and how many the browser allows. */
export interface StorageUsage {
  readonly used: number;
  readonly limit: number;
}

/** The quota of Chromium and Firefox. */
export const STORAGE_LIMIT = 5_242_880;

/** WebKit counts bytes, and the packed characters take two each. */
export const STORAGE_LIMIT_WEBKIT = 2_621_440;

/** Chromium writes localStorage to disk at this rate at most: 10 MiB, that is 5 Mi units, an hour. */
const DISK_UNITS_PER_MS = 5_242_880 / 3_600_000;

/** The browser's refusal as an expected error: `storage-full` or `storage-unavailable`. */
export function storageErrorOf(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  const name = error instanceof Error ? error.name : '';
  return new ParleyError(
    name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED' ? 'storage-full' : 'storage-unavailable',
    name,
    { cause: error },
  );
}

/** Every method throws `ParleyError` `storage-full` or `storage-unavailable` when the browser refuses. */
export class StorageMeter {
  readonly #storage: StoragePort;
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #since: number;
  #used: number | null = null;
  #changed = 0;

  constructor(
    storage: StoragePort,
    clock: Clock,
    limit: number = navigator.vendor.startsWith('Apple') ? STORAGE_LIMIT_WEBKIT : STORAGE_LIMIT,
  ) {
    this.#storage = storage;
    this.#clock = clock;
    this.#limit = limit;
    this.#since = clock.now();
  }

  /** All keys that begin with `prefix`. */
  keys(prefix: string): string[] {
    return guardStorage(() => {
      const found: string[] = [];
      for (let i = 0; i < this.#storage.length; i++) {
        const key = this.#storage.key(i);
        if (key?.startsWith(prefix) === true) found.push(key);
      }
      return found;
    });
  }

  read(key: string): string | null {
    return guardStorage(() => this.#storage.getItem(key));
  }

  write(key: string, text: string): void {
    const before = this.#sizeOf(key);
    guardStorage(() => this.#storage.setItem(key, text));
    this.#note(key.length + text.length - before, key.length + text.length);
  }

  remove(key: string): void {
    const before = this.#sizeOf(key);
    guardStorage(() => this.#storage.removeItem(key));
    this.#note(-before, before);
  }

  /** Measured once by reading everything, then kept up with what passes here. */
  usage(): StorageUsage {
    this.#used ??= this.keys('').reduce((sum, key) => sum + this.#sizeOf(key), 0);
    return { used: this.#used, limit: this.#limit };
  }

  /** How many milliseconds Chromium's limit of changes an hour may hold back what was written last, beyond its usual delay. */
  diskDelay(): number {
    return Math.max(0, this.#changed / DISK_UNITS_PER_MS - (this.#clock.now() - this.#since));
  }

  #sizeOf(key: string): number {
    const text = this.read(key);
    return text === null ? 0 : key.length + text.length;
  }

  #note(growth: number, changed: number): void {
    if (this.#used !== null) this.#used += growth;
    this.#changed += changed;
  }
}

function guardStorage<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw storageErrorOf(error);
  }
}
