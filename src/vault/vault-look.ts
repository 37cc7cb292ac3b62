/**
 * The look from outside at what a profile holds: no key is needed and nothing is changed, not even an empty database left behind.
 */
import { ParleyError } from '../lib/errors.js';
import type { StorageMeter } from './storage-meter.js';
import { hasVaultDatabase } from './database-list.js';
import { VaultDatabase, resultOf } from './vault-database.js';
import { parseHeader } from './vault-header.js';
import type { VaultHeader } from './vault-header.js';
import type { VaultNames } from './vault-names.js';

/** Keys in the object store `keys`: the non-extractable device key, and the copy of the header. */
export const DEVICE_KEY = 'device';
export const HEADER_COPY_KEY = 'header';

/** What a profile holds. `damaged`: something is there, but no usable header. */
export type VaultState = 'empty' | 'passphrase' | 'device' | 'damaged';

/** A usable header and its text, the device key if there is one, and both copies as they are, the second `undefined` without a database. */
export interface FoundHeader {
  readonly header: VaultHeader;
  readonly text: string;
  readonly deviceKey: CryptoKey | null;
  readonly own: string | null;
  readonly copy: unknown;
  readonly hasDatabase: boolean;
}

/** What was found. */
export interface VaultLook {
  readonly state: VaultState;
  readonly found?: FoundHeader;
}

/** The header that was found. Throws `vault-damaged` when there is none to use. */
export function headerFoundIn({ found }: VaultLook): FoundHeader {
  if (found === undefined) throw new ParleyError('vault-damaged');
  return found;
}

/** Rejects with `vault-newer` when a newer Parley made it; with `storage-full` or `storage-unavailable` when the browser refuses. */
export async function lookAtVault(meter: StorageMeter, factory: () => IDBFactory, names: VaultNames): Promise<VaultLook> {
  const own = meter.read(names.header);
  const hasDatabase = await hasVaultDatabase(factory, names.root);
  const [copy, key, batches] = hasDatabase ? await lookAtDatabase(factory, names) : [undefined, undefined, 0];
  const deviceKey = key instanceof CryptoKey ? key : null;
  let isSpoilt = own !== null;
  // IndexedDB's copy is on disk at once, so it is the one to believe.
  for (const text of [copy, own]) {
    if (typeof text !== 'string') continue;
    const header = await parseHeader(text);
    if (header === null) continue;
    const state = header.kdf === null ? 'device' : 'passphrase';
    if (state === 'passphrase' || deviceKey !== null) return { state, found: { header, text, deviceKey, own, copy, hasDatabase } };
    // The device key is gone, or the making of a vault was cut short between its two stores and there is nothing in it.
    isSpoilt = false;
  }
  const isBare = copy === undefined && batches === 0 && meter.keys(names.prefix).every((each) => each === names.header);
  return { state: isBare && !isSpoilt ? 'empty' : 'damaged' };
}

/** The copy of the header, the device key, and how many batches there are; nothing of it can be trusted. */
async function lookAtDatabase(factory: () => IDBFactory, names: VaultNames): Promise<[unknown, unknown, number]> {
  const database = await VaultDatabase.openAsItIs(factory, names.root);
  try {
    if (database.isNewer) throw new ParleyError('vault-newer');
    return await database.transact(({ keys, journal }) =>
      Promise.all([resultOf<unknown>(keys.get(HEADER_COPY_KEY)), resultOf<unknown>(keys.get(DEVICE_KEY)), resultOf(journal.count())]),
    );
  } finally {
    database.close();
  }
}
