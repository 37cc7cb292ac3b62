/**
 * How the page looks to the person at this browser: kept unsealed, since the locked screen has to look so already.
 *
 * It is of the browser and of no profile, says one of eleven things, and nothing about anybody. What nobody chose is not kept at all. It goes with
 * everything else when a profile is erased (`erase-vault.ts`).
 */
import { appearanceText, DEFAULT_APPEARANCE, parseAppearance } from '../lib/appearance.js';
import type { Appearance } from '../lib/appearance.js';
import { errorCodeOf } from '../lib/errors.js';
import { systemClock } from '../lib/clock.js';
import { StorageMeter } from './storage-meter.js';
import type { StoragePort } from './storage-meter.js';

/** Where it stands. No profile's keys begin like this. */
export const PLAIN_LOOK_KEY = 'parley-look';

const ownStorage = (): StoragePort => globalThis.localStorage;

/** What was chosen; what nobody chose where the browser gives no storage, which whoever opens the vault is told. */
export function readPlainLook(storage: () => StoragePort = ownStorage): Appearance {
  try {
    return parseAppearance(new StorageMeter(storage, systemClock).read(PLAIN_LOOK_KEY));
  } catch (error) {
    if (errorCodeOf(error) !== 'storage-unavailable') throw error;
    return DEFAULT_APPEARANCE;
  }
}

/** Keeps a choice. Throws `storage-full` or `storage-unavailable` when the browser refuses. */
export function writePlainLook(appearance: Appearance, storage: () => StoragePort = ownStorage): void {
  const text = appearanceText(appearance);
  new StorageMeter(storage, systemClock).write(PLAIN_LOOK_KEY, text === appearanceText(DEFAULT_APPEARANCE) ? null : text);
}
