/**
 * The door of a vault: everything before it is open. Looks at what a profile holds, makes a vault, unlocks one.
 *
 * Invariants: an existing vault, readable or not, is never overwritten; looking and failing to unlock change nothing, and leave no empty database behind.
 */
import { randomBytes } from '../crypto/primitives.js';
import { calibratePbkdf2 } from '../crypto/vault-keys.js';
import type { Bytes } from '../lib/bytes.js';
import { systemClock } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { plainCodec } from './plain-codec.js';
import type { HistoryCodec } from './vault.js';
import { openVault } from './open-vault.js';
import type { OpenVault } from './open-vault.js';
import { browserEstimate } from './origin-room.js';
import type { RoomEstimate } from './origin-room.js';
import { StorageMeter } from './storage-meter.js';
import type { StoragePort } from './storage-meter.js';
import type { TabLock } from './tab-lock.js';
import { databaseNames, hasVaultDatabase } from './database-list.js';
import { VaultDatabase, resultOf } from './vault-database.js';
import { DEVICE_KEY, HEADER_COPY_KEY, headerFoundIn, lookAtVault } from './vault-look.js';
import type { VaultLook, VaultState } from './vault-look.js';
import { profileNamed, vaultNames } from './vault-names.js';
import { replaceWrapped, unwrapMaster, wrapMaster } from './wrapping.js';

/** What the door needs of the browser. */
export interface VaultPorts {
  /** Both may throw, as browsers do when storage is switched off. */
  readonly storage: () => StoragePort;
  readonly factory: () => IDBFactory;
  /** What the browser says of the room there is for blobs. */
  readonly estimate: RoomEstimate;
  /** Rounds of PBKDF2 for a new vault. */
  readonly rounds: () => Promise<number>;
  /** Knows the items of histories. */
  readonly codec: HistoryCodec;
  /** The writer's lock: taken before a vault is made or unlocked if it is not held yet, given back when the vault closes; the vault stops at once when it is lost. */
  readonly lock: TabLock | null;
}

/** The browser's own; items of which nothing is known; no lock. */
export const browserVaultPorts: VaultPorts = {
  storage: () => globalThis.localStorage,
  factory: () => globalThis.indexedDB,
  estimate: browserEstimate,
  rounds: () => calibratePbkdf2(),
  codec: plainCodec,
  lock: null,
};

/** Before the vault is open. `passphrase` is `null` for a vault that the device's key opens. All functions reject with `RangeError` when no profile can be called this. */
export const VaultDoor = {
  /** What the profile holds. `unavailable`: the browser gives no storage. */
  async inspect(profile: string, ports: VaultPorts = browserVaultPorts): Promise<VaultState | 'newer' | 'unavailable'> {
    const names = vaultNames(profile);
    try {
      return (await lookAtVault(new StorageMeter(ports.storage, systemClock), ports.factory, names)).state;
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      return error.code === 'vault-newer' ? 'newer' : 'unavailable';
    }
  },

  /** The profiles in which there is anything, by name. Changes nothing. Rejects with `storage-unavailable` when the browser gives no storage. */
  async list(ports: VaultPorts = browserVaultPorts): Promise<readonly string[]> {
    const keys = new StorageMeter(ports.storage, systemClock).keys('parley/').filter((key) => key.endsWith('/vault'));
    const found = new Set(keys.map(profileNamed));
    for (const name of (await databaseNames(ports.factory)).map(profileNamed)) {
      // The making of a vault may have failed and left an empty database.
      if (name !== null && !found.has(name) && (await VaultDoor.inspect(name, ports)) !== 'empty') found.add(name);
    }
    return [...found].filter((name) => name !== null).sort((a, b) => a.localeCompare(b));
  },

  /** Makes a vault and opens it. Rejects with `vault-exists` when the profile is not empty; `vault-elsewhere`, `vault-newer`, `storage-full`, `storage-unavailable`. */
  create(
    profile: string,
    passphrase: string | null,
    clock: Clock = systemClock,
    ports: VaultPorts = browserVaultPorts,
  ): Promise<OpenVault> {
    return enterVault(profile, clock, ports, async ({ state }) => {
      if (state !== 'empty') throw new ParleyError('vault-exists');
      const master = randomBytes(32);
      const { text, deviceKey } = await wrapMaster(master, passphrase, ports.rounds);
      // `add` fails where something is: whatever happened since we looked, nothing is overwritten.
      const keep = (keys: IDBObjectStore): Promise<unknown> => {
        if (deviceKey !== null) keys.add(deviceKey, DEVICE_KEY);
        return resultOf(keys.add(text, HEADER_COPY_KEY));
      };
      return { master, text, keep, isThere: false };
    });
  },

  /**
   * Opens a vault. Rejects with `passphrase-wrong` (each time after the same work, with nothing changed), `vault-damaged` when header or device key are not
   * usable or there is no vault, `vault-elsewhere`, `vault-newer`, `storage-full`, `storage-unavailable`. Damage inside is no reason to reject: see `OpenVault.damage`.
   */
  unlock(
    profile: string,
    passphrase: string | null,
    clock: Clock = systemClock,
    ports: VaultPorts = browserVaultPorts,
  ): Promise<OpenVault> {
    return enterVault(profile, clock, ports, async (look) => {
      const found = headerFoundIn(look);
      const { text, copy, hasDatabase } = found;
      const master = await unwrapMaster(found, passphrase);
      const keep = async (keys: IDBObjectStore): Promise<unknown> => {
        // SECURITY: what was erased meanwhile does not come back (erase-vault.test.ts: "is not undone by a tab that is just unlocking the vault").
        const now = await resultOf<unknown>(keys.get(HEADER_COPY_KEY));
        if (now !== copy && (typeof now === 'string' || typeof copy === 'string')) throw new ParleyError('vault-elsewhere');
        // Only now that it was proved right: a copy that is missing or spoilt is made again.
        return resultOf(keys.put(text, HEADER_COPY_KEY));
      };
      return { master, text, keep, isThere: hasDatabase };
    });
  },

  /**
   * Lets another passphrase open a vault that is open here, or with `null` the device's key, from now on; whatever opened it before does not any more.
   * Nothing but the header changes, in both its places or in neither. Rejects as `unlock` does, with nothing changed, when `current` is not what opens
   * the vault; with `vault-elsewhere` when another tab has taken over; with `storage-full`, `storage-unavailable`, `vault-closed`; with `RangeError` when
   * `next` is empty.
   */
  async changePassphrase(
    profile: string,
    current: string | null,
    next: string | null,
    vault: OpenVault,
    { storage, factory, rounds }: VaultPorts = browserVaultPorts,
  ): Promise<void> {
    const names = vaultNames(profile);
    const meter = new StorageMeter(storage, systemClock);
    const master = await unwrapMaster(headerFoundIn(await lookAtVault(meter, factory, names)), current);
    const wrapped = await wrapMaster(master, next, rounds).finally(() => master.fill(0));
    const before = meter.read(names.header);
    try {
      await vault.changeKeys(async (keys) => {
        await replaceWrapped(keys, wrapped);
        // IndexedDB's copy is the one that is believed, from the moment at which this transaction is on disk. Until then the old one opens the vault,
        // whatever stands here; refused for want of room, nothing is changed at all.
        meter.write(names.header, wrapped.text);
      });
    } catch (error) {
      if (meter.read(names.header) === wrapped.text) meter.write(names.header, before);
      throw error;
    }
  },
};

/** What opens a vault: its master key, its header, and what has to be put into the store `keys`. */
interface VaultEntry {
  readonly master: Bytes;
  readonly text: string;
  readonly keep: (keys: IDBObjectStore) => Promise<unknown>;
  /** Whether there is a database. */
  readonly isThere: boolean;
}

/** Takes the lock, looks, keeps both copies of the header, or none that was not there, and opens the vault. */
async function enterVault(
  profile: string,
  clock: Clock,
  { storage, factory, codec, estimate, lock }: VaultPorts,
  prepare: (look: VaultLook) => Promise<VaultEntry>,
): Promise<OpenVault> {
  const names = vaultNames(profile);
  const meter = new StorageMeter(storage, clock);
  if ((await lock?.acquire()) === 'elsewhere') throw new ParleyError('vault-elsewhere');
  const look = await lookAtVault(meter, factory, names);
  const { master, text, keep, isThere } = await prepare(look);
  const before = meter.read(names.header);
  // Deriving a key takes its time, in which another tab may have erased everything.
  const isErased = (isThere && !(await hasVaultDatabase(factory, names.root))) || (look.found !== undefined && before !== look.found.own);
  if (isErased) throw new ParleyError('vault-elsewhere');
  const database = await VaultDatabase.open(factory, names.root, isThere);
  try {
    await database.transact(async ({ keys }) => {
      await keep(keys);
      meter.write(names.header, text);
    });
  } catch (error) {
    database.close();
    if (meter.read(names.header) === text) meter.write(names.header, before);
    throw error;
  }
  return openVault({ names, master, storage, database, clock, codec, estimate, lock });
}
