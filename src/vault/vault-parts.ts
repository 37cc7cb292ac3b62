/**
 * What the parts of an open vault share.
 */
import type { Clock } from '../lib/clock.js';
import type { Journal } from './journal.js';
import type { RecordShelf } from './record-shelf.js';
import type { SegmentShelf } from './segment-shelf.js';
import type { StorageMeter } from './storage-meter.js';
import type { StreamTable } from './stream-table.js';
import type { VaultDatabase } from './vault-database.js';
import type { VaultIndex } from './vault-index.js';
import type { VaultKeyring } from './vault-keyring.js';
import type { VaultNames } from './vault-names.js';

/** The stores of one open vault. */
export interface VaultParts {
  readonly names: VaultNames;
  readonly clock: Clock;
  readonly meter: StorageMeter;
  readonly database: VaultDatabase;
  readonly keyring: VaultKeyring;
  readonly journal: Journal;
  readonly records: RecordShelf;
  readonly segments: SegmentShelf;
  /** The index as it was found, and whether it should have been there and was not, or did not open. */
  readonly index: VaultIndex;
  readonly isIndexLost: boolean;
}

/** What opening found. `damage` is that of the journal and of the index. */
export interface OpenedParts {
  readonly parts: VaultParts;
  readonly streams: StreamTable;
  readonly damage: readonly string[];
}
