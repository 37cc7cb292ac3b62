/**
 * localStorage with its size in view: how much is used, how much may be, and how far the disk may be behind.
 *
 * Sizes are in UTF-16 units, which is how Chromium and Firefox count. Chromium writes to disk late, and later still after large changes; the
 * measure for that is kept here, where all changes pass.
 */
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';

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
const STORAGE_LIMIT_WEBKIT = STORAGE_LIMIT / 2;

/** Chromium writes localStorage to disk at this rate at most: 10 MiB, that is 5 Mi units, an hour. */
const DISK_UNITS_PER_MS = 5_242_880 / 3_600_000;

/** What browsers call their refusals; anything else is `storage-unavailable`. */
const storageErrorCodes: Readonly<Record<string, ErrorCode>> = {
  QuotaExceededError: 'storage-full',
  NS_ERROR_DOM_QUOTA_REACHED: 'storage-full',
  VersionError: 'vault-newer',
  ConstraintError: 'vault-exists',
};

/** The browser's refusal as an expected error. */
export function storageErrorOf(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  const name = error instanceof Error ? error.name : '';
  return new ParleyError(storageErrorCodes[name] ?? 'storage-unavailable', { cause: error });
}

/** What `run` returns; throws `storageErrorOf` what it throws. */
function guardStorage<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw storageErrorOf(error);
  }
}

/** Every method throws `ParleyError` `storage-full` or `storage-unavailable` when the browser refuses. */
export class StorageMeter {
  readonly #storage: StoragePort;
  readonly #clock: Clock;
  readonly #since: number;
  #keys: Set<string> | null = null;
  #used: number | null = null;
  #changed = 0;

  /** `storage` may throw as well. */
  constructor(storage: () => StoragePort, clock: Clock) {
    this.#storage = guardStorage(storage);
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** All keys that begin with `prefix`: looked at once, since that may take long, then kept up with what passes here. */
  keys(prefix: string): string[] {
    this.#keys ??= new Set(guardStorage(() => Array.from({ length: this.#storage.length }, (_, i) => this.#storage.key(i) ?? '')));
    return [...this.#keys].filter((key) => key.startsWith(prefix));
  }

  /** The text under a key, or `null`. */
  read(key: string): string | null {
    return guardStorage(() => this.#storage.getItem(key));
  }

  /** Stores a text; `null` removes it. */
  write(key: string, text: string | null): void {
    const before = sizeOfEntry(key, this.read(key));
    const after = sizeOfEntry(key, text);
    guardStorage(() => (text === null ? this.#storage.removeItem(key) : this.#storage.setItem(key, text)));
    if (text === null) this.#keys?.delete(key);
    else this.#keys?.add(key);
    if (this.#used !== null) this.#used += after - before;
    this.#changed += text === null ? before : after;
  }

  /** Measured once by reading everything, then kept up with what passes here. */
  usage(): StorageUsage {
    this.#used ??= this.keys('').reduce((sum, key) => sum + sizeOfEntry(key, this.read(key)), 0);
    return { used: this.#used, limit: navigator.vendor.startsWith('Apple') ? STORAGE_LIMIT_WEBKIT : STORAGE_LIMIT };
  }

  /** How many milliseconds Chromium's limit of changes an hour may hold back what was written last, beyond its usual delay. */
  diskDelay(): number {
    return Math.max(0, this.#changed / DISK_UNITS_PER_MS - (this.#clock.now() - this.#since));
  }
}

function sizeOfEntry(key: string, text: string | null): number {
  return text === null ? 0 : key.length + text.length;
}
