/**
 * What a vault is opened with.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import type { RoomEstimate } from './origin-room.js';
import type { StoragePort } from './storage-meter.js';
import type { TabLock } from './tab-lock.js';
import type { VaultDatabase } from './vault-database.js';
import type { VaultNames } from './vault-names.js';
import type { HistoryCodec } from './vault.js';

/** What is needed to open a vault. `master` and `database` are taken over: wiped and closed with the vault, or when opening fails. */
export interface VaultOpening {
  readonly names: VaultNames;
  readonly master: Bytes;
  readonly storage: () => StoragePort;
  readonly database: VaultDatabase;
  readonly clock: Clock;
  /** Knows the items of all histories. */
  readonly codec: HistoryCodec;
  readonly estimate: RoomEstimate;
  /** Given back when the vault closes; the vault stops writing when it is stolen. */
  readonly lock: TabLock | null;
}
