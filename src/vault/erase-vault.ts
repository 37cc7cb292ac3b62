/**
 * The end of a profile: everything of it goes from this browser, whatever state it is in, and without its passphrase.
 *
 * What opens the vault goes first, in both places, so that whoever stops us midway finds nothing that could be opened: each copy of the header and the device's key is
 * overwritten, on disk, and then deleted. The language that was chosen in this browser goes, too, unless it is the self-test's. A step that fails keeps none of the others from being tried; at the end it is looked whether anything is left. Done means
 * that nothing was seen.
 */
import type { Clock } from '../lib/clock.js';
import { systemClock } from '../lib/clock.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { withinTime } from '../lib/within-time.js';
import { PLAIN_LOOK_KEY } from './plain-look.js';
import { StorageMeter } from './storage-meter.js';
import { deleteVaultDatabase, hasVaultDatabase } from './database-list.js';
import { LANGUAGE_KEY } from './plain-language.js';
import { VaultDatabase, resultOf } from './vault-database.js';
import type { VaultPorts } from './vault-door.js';
import { SELF_TEST_PROFILE, vaultNames } from './vault-names.js';
import type { VaultNames } from './vault-names.js';

/** Another tab that hears that the database is to go lets go of it at once. One that has not after so many milliseconds hangs, or is no Parley of ours. */
export const ERASE_WAIT_MS = 5_000;

/**
 * Erases a profile, and takes the writer's lock for it, from another tab too. Resolves when nothing of it is to be found, also when there was nothing. Rejects with
 * `wipe-blocked` when another tab does not let go of the database, which goes as soon as that tab does; with `wipe-failed` when anything else is left, or it cannot be looked.
 * Then it can be tried again. Rejects with `RangeError` when the profile cannot be called this.
 */
export async function eraseVault(
  profile: string,
  { storage, factory, lock }: Pick<VaultPorts, 'storage' | 'factory' | 'lock'>,
  clock: Clock = systemClock,
): Promise<void> {
  const names = vaultNames(profile);
  const failures: unknown[] = [];
  const attempt = async (step: () => unknown): Promise<void> => {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  };
  const inTime = async (step: () => Promise<unknown>): Promise<void> => {
    if (
      (await withinTime(
        clock,
        ERASE_WAIT_MS,
        step().then(() => true),
      )) === null
    )
      throw new ParleyError('wipe-blocked');
  };

  // Another tab hears of it and stops. Its writes that are on their way are stopped by the fence below, and by there being no database.
  await attempt(() => inTime(async () => lock?.takeOver()));
  // SECURITY: what opens the vault goes first (erase-vault.test.ts: "overwrites what opens the vault, in both places, before anything else goes").
  await attempt(() => overwriteHeader(new StorageMeter(storage, clock), names));
  await attempt(() => inTime(() => overwriteKeys(factory, names)));
  await attempt(() => {
    const meter = new StorageMeter(storage, clock);
    for (const key of meter.keys(names.prefix)) meter.write(key, null);
    for (const key of plainKeysOf(profile)) meter.write(key, null);
  });
  await attempt(() => inTime(() => deleteVaultDatabase(factory, names.root)));

  // SECURITY: done means that nothing is left (erase-vault.test.ts: "says so when something is left").
  const isGone = await isProfileGone(storage, factory, profile, clock).catch((error: unknown) => failures.push(error) < 0);
  if (isGone) return;
  const isBlocked = failures.some((error) => errorCodeOf(error) === 'wipe-blocked');
  throw new ParleyError(isBlocked ? 'wipe-blocked' : 'wipe-failed', { cause: new AggregateError(failures) });
}

/** What is of the browser, not of the profile; but somebody who wipes wants no trace, and choosing it again is two clicks. The self-test is nobody. */
function plainKeysOf(profile: string): readonly string[] {
  return profile === SELF_TEST_PROFILE ? [] : [PLAIN_LOOK_KEY, LANGUAGE_KEY];
}

/** As long as what they take the place of, where that has a length. */
function zerosFor(value: unknown): string {
  return '0'.repeat(typeof value === 'string' ? value.length : 1);
}

function overwriteHeader(meter: StorageMeter, { header }: VaultNames): void {
  const text = meter.read(header);
  if (text === null) return;
  meter.write(header, zerosFor(text));
  meter.write(header, null);
}

/** Overwrites everything in the store `keys`, and makes every other tab's writes be refused; when that is on disk, empties the store. */
async function overwriteKeys(factory: () => IDBFactory, { root }: VaultNames): Promise<void> {
  if (!(await hasVaultDatabase(factory, root))) return;
  const database = await VaultDatabase.openAsItIs(factory, root);
  try {
    await database.raiseFence();
    await database.transact(async ({ keys }) => {
      const [names, values] = await Promise.all([resultOf(keys.getAllKeys()), resultOf<unknown[]>(keys.getAll())]);
      for (const [i, name] of names.entries()) keys.put(zerosFor(values[i]), name);
    });
    await database.transact(({ keys }) => resultOf(keys.clear()));
  } finally {
    database.close();
  }
}

async function isProfileGone(
  storage: VaultPorts['storage'],
  factory: VaultPorts['factory'],
  profile: string,
  clock: Clock,
): Promise<boolean> {
  const { prefix, root } = vaultNames(profile);
  // A meter of its own, that looks anew.
  const meter = new StorageMeter(storage, clock);
  const isPlainGone = plainKeysOf(profile).every((key) => meter.read(key) === null);
  return isPlainGone && meter.keys(prefix).length === 0 && !(await hasVaultDatabase(factory, root));
}
