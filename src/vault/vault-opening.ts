/**
 * Opening a vault whose master key is known: read both stores, and bring them together.
 */
import type { Clock } from '../lib/clock.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { Journal } from './journal.js';
import { OpenVault } from './open-vault.js';
import { RecordShelf } from './record-shelf.js';
import { replayBatches } from './replay.js';
import { SegmentShelf } from './segment-shelf.js';
import { StorageMeter } from './storage-meter.js';
import type { StoragePort } from './storage-meter.js';
import { StreamTable } from './stream-table.js';
import type { TabLock } from './tab-lock.js';
import type { VaultDatabase } from './vault-database.js';
import { EMPTY_INDEX, openIndex } from './vault-index.js';
import type { VaultIndex } from './vault-index.js';
import { VaultKeyring } from './vault-keyring.js';
import type { VaultNames } from './vault-names.js';
import type { OpenedParts } from './vault-parts.js';

/** What is needed to open a vault. `master` and `database` are taken over: wiped and closed with the vault, or when opening fails. */
export interface VaultOpening {
  readonly names: VaultNames;
  readonly master: Bytes;
  readonly storage: StoragePort;
  readonly database: VaultDatabase;
  readonly clock: Clock;
  /** Given back when the vault closes; the vault stops writing when it is stolen. */
  readonly lock: TabLock | null;
}

/** Opens the vault. Rejects with `storage-unavailable` or `storage-full` when the browser refuses; damage is no reason to reject. */
export async function openVault(opening: VaultOpening): Promise<OpenVault> {
  const keyring = await VaultKeyring.derive(opening.master);
  try {
    // From here on no other tab writes, so what is read now stays.
    await opening.database.raiseFence();
    return new OpenVault(await readVault(opening, keyring), opening.lock);
  } catch (error) {
    keyring.drop();
    opening.database.close();
    throw error;
  }
}

async function readVault({ names, storage, database, clock }: VaultOpening, keyring: VaultKeyring): Promise<OpenedParts> {
  const meter = new StorageMeter(storage, clock);
  const segments = new SegmentShelf(meter, names);
  const found = await readIndex(keyring, meter.read(names.index));
  const index = found ?? EMPTY_INDEX;
  const records = await RecordShelf.load(meter, names, keyring, index.records);
  const { journal, batches, damage, firstSeq } = await Journal.open(database, keyring.journal, found?.seq ?? null, records.lastSeq);

  // Until the first write-out there is none; the journal then begins with the first batch.
  const isNew = segments.isEmpty && records.isEmpty && firstSeq === null;
  const isIndexLost = found === null && (meter.read(names.index) !== null || !(isNew || firstSeq === 1));
  const streams = new StreamTable(keyring, segments, index, isIndexLost);
  // What is written out is replayed only to mend something.
  const isMending = records.damage.length > 0 && index.seq > 0;
  await replayBatches(isMending ? [...(await journal.read(1, index.seq)), ...batches] : batches, records, streams);

  const parts = { names, clock, meter, database, keyring, journal, records, segments, index, isIndexLost };
  return { parts, streams, damage: isIndexLost ? [...damage, names.index] : damage };
}

/** `null` when there is none, or it does not open. */
async function readIndex(keyring: VaultKeyring, text: string | null): Promise<VaultIndex | null> {
  if (text === null) return null;
  try {
    return await openIndex(keyring.index, text);
  } catch (error) {
    // The histories and records tell most of what it said; that it is lost is reported.
    if (error instanceof ParleyError) return null;
    throw error;
  }
}
