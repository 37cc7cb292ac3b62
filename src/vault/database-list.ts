/**
 * Which IndexedDB databases there are, and deleting one.
 */
import { storageErrorOf } from './storage-meter.js';
import { resultOf } from './vault-database.js';

/** The names of all databases, Parley's or not: asked so that looking leaves none behind. Rejects as `VaultDatabase` does. */
export async function databaseNames(factory: () => IDBFactory): Promise<readonly string[]> {
  try {
    return (await factory().databases()).map(({ name }) => name ?? '');
  } catch (error) {
    throw storageErrorOf(error);
  }
}

/** Deletes a database; resolves when it is gone, which takes until every connection to it is closed. Rejects as `VaultDatabase` does. */
export async function deleteVaultDatabase(factory: () => IDBFactory, root: string): Promise<void> {
  try {
    await resultOf(factory().deleteDatabase(root));
  } catch (error) {
    throw storageErrorOf(error);
  }
}

/** Whether there is a database of this name. Rejects as `VaultDatabase` does. */
export async function hasVaultDatabase(factory: () => IDBFactory, root: string): Promise<boolean> {
  return (await databaseNames(factory)).includes(root);
}
