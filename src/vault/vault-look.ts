/**
 * Looking at what a profile holds, from outside: no key is needed and nothing is changed, not even an empty database left behind.
 */
import { errorCodeOf } from '../lib/errors.js';
import { storageErrorOf } from './storage-meter.js';
import type { StoragePort } from './storage-meter.js';
import { VaultDatabase } from './vault-database.js';
import { parseHeader } from './vault-header.js';
import type { VaultHeader } from './vault-header.js';
import type { VaultNames } from './vault-names.js';

/** Keys in the object store `keys`: the non-extractable device key, and the copy of the header. */
export const DEVICE_KEY = 'device';
export const HEADER_COPY_KEY = 'header';

/** What a profile holds. `damaged`: something is there, but no usable header; `newer`: a newer Parley made it. */
export type VaultState = 'empty' | 'passphrase' | 'device' | 'damaged' | 'newer';

/** What was found. `header` and its `text` are there when the state is `passphrase` or `device`. */
export interface VaultLook {
  readonly state: VaultState;
  readonly header: VaultHeader | null;
  readonly text: string;
  readonly deviceKey: CryptoKey | null;
}

interface DatabaseTraces {
  readonly copy: unknown;
  readonly deviceKey: CryptoKey | null;
  readonly batches: number;
}

const NO_TRACES: DatabaseTraces = { copy: undefined, deviceKey: null, batches: 0 };

/** Rejects with `storage-full` or `storage-unavailable` when the browser refuses. */
export async function lookAtVault(storage: StoragePort, factory: IDBFactory, names: VaultNames): Promise<VaultLook> {
  const { own, hasMore } = lookAtStorage(storage, names);
  const nothing = { header: null, text: '', deviceKey: null };
  let traces: DatabaseTraces;
  try {
    traces = await lookAtDatabase(factory, names);
  } catch (error) {
    if (errorCodeOf(error) === 'vault-newer') return { state: 'newer', ...nothing };
    throw error;
  }
  const hasContent = hasMore || traces.batches > 0;
  // IndexedDB's copy is written first and is on disk at once, so it is the one to believe.
  for (const text of [traces.copy, own]) {
    if (typeof text !== 'string') continue;
    const header = await readHeader(text);
    if (header === 'newer') return { state: 'newer', ...nothing };
    if (header === 'damaged') continue;
    if (header.kdf.mode === 'passphrase') return { state: 'passphrase', header, text, deviceKey: null };
    if (traces.deviceKey !== null) return { state: 'device', header, text, deviceKey: traces.deviceKey };
    // The making of a vault was cut short between its two stores: there is nothing in it.
    if (traces.copy === undefined && !hasContent) return { state: 'empty', ...nothing };
  }
  const isEmpty = !hasContent && traces.copy === undefined && own === null;
  return { state: isEmpty ? 'empty' : 'damaged', ...nothing };
}

async function readHeader(text: string): Promise<VaultHeader | 'newer' | 'damaged'> {
  try {
    return await parseHeader(text);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'vault-newer') return 'newer';
    if (code === 'vault-damaged') return 'damaged';
    throw error;
  }
}

function lookAtStorage(storage: StoragePort, names: VaultNames): { own: string | null; hasMore: boolean } {
  try {
    let hasMore = false;
    for (let i = 0; i < storage.length && !hasMore; i++) {
      const key = storage.key(i);
      hasMore = key !== null && key.startsWith(names.prefix) && key !== names.header;
    }
    return { own: storage.getItem(names.header), hasMore };
  } catch (error) {
    throw storageErrorOf(error);
  }
}

async function lookAtDatabase(factory: IDBFactory, names: VaultNames): Promise<DatabaseTraces> {
  const database = await VaultDatabase.open(factory, names.root, false);
  if (database === null) return NO_TRACES;
  try {
    return await database.transact(['keys', 'journal'], 'readonly', (store) => {
      const copy = store('keys').get(HEADER_COPY_KEY);
      const deviceKey = store('keys').get(DEVICE_KEY);
      const batches = store('journal').count();
      return () => ({
        copy: copy.result as unknown,
        deviceKey: deviceKey.result instanceof CryptoKey ? deviceKey.result : null,
        batches: batches.result,
      });
    });
  } finally {
    database.close();
  }
}
