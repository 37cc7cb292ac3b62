/**
 * The language that somebody chose for this browser. It stands unsealed, since the locked screen speaks it, too, and under a key that is no profile's. It
 * says nothing else of anybody.
 */
import { systemClock } from '../lib/clock.js';
import { StorageMeter } from './storage-meter.js';
import type { StoragePort } from './storage-meter.js';

/** The key; those of profiles begin with `parley/`. */
export const LANGUAGE_KEY = 'parley-language';

/** The language that was chosen; `null` when none was, or the browser gives no storage. Whatever stands there comes back: no language is known here. */
export function readLanguage(storage: () => StoragePort = () => globalThis.localStorage): string | null {
  try {
    return new StorageMeter(storage, systemClock).read(LANGUAGE_KEY);
  } catch {
    // Whoever needs storage says that there is none.
    return null;
  }
}

/** Keeps a choice. Throws `storage-full` or `storage-unavailable` when the browser refuses. */
export function keepLanguage(language: string, storage: () => StoragePort = () => globalThis.localStorage): void {
  new StorageMeter(storage, systemClock).write(LANGUAGE_KEY, language);
}
