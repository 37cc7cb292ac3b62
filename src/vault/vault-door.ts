/**
 * The door of a vault: everything before it is open. Looks at what a profile holds, makes a vault, unlocks one.
 *
 * Invariants: an existing vault, readable or not, is never overwritten; looking and failing to unlock change nothing, and leave no empty database behind.
 */
import { AesGcmKey, openWithRandomNonce, sealWithRandomNonce } from '../crypto/aes-gcm.js';
import { randomBytes } from '../crypto/primitives.js';
import { calibratePbkdf2, createDeviceKey, deriveFromPassphrase } from '../crypto/vault-keys.js';
import type { Bytes } from '../lib/bytes.js';
import { systemClock } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { plainCodec } from './plain-codec.js';
import type { HistoryCodec } from './vault.js';
import { openVault } from './open-vault.js';
import type { OpenVault } from './open-vault.js';
import { browserEstimate } from './origin-room.js';
import type { RoomEstimate } from './origin-room.js';
import { StorageMeter } from './storage-meter.js';
import type { StoragePort } from './storage-meter.js';
import type { TabLock } from './tab-lock.js';
import { VaultDatabase, hasVaultDatabase, resultOf } from './vault-database.js';
import { VAULT_SALT_LENGTH, headerAad, headerText } from './vault-header.js';
import type { PassphraseKdf } from './vault-header.js';
import { DEVICE_KEY, HEADER_COPY_KEY, lookAtVault } from './vault-look.js';
import type { VaultLook, VaultState } from './vault-look.js';
import { vaultNames } from './vault-names.js';

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

/** Before the vault is open. `passphrase` is `null` for a vault that the device's key opens. All functions reject with `RangeError` when the profile cannot be called this. */
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

  /** Makes a vault and opens it. Rejects with `vault-exists` when the profile is not empty; `vault-elsewhere`, `vault-newer`, `storage-full`, `storage-unavailable`. */
  create(
    profile: string,
    passphrase: string | null,
    clock: Clock = systemClock,
    ports: VaultPorts = browserVaultPorts,
  ): Promise<OpenVault> {
    return enterVault(profile, clock, ports, async ({ state }) => {
      if (state !== 'empty') throw new ParleyError('vault-exists');
      const kdf = passphrase === null ? null : { rounds: await ports.rounds(), salt: randomBytes(VAULT_SALT_LENGTH) };
      const deviceKey = passphrase === null ? await createDeviceKey() : null;
      const master = randomBytes(32);
      const wrapped = await sealWithRandomNonce(await wrappingKeyOf(kdf, passphrase, deviceKey), master, headerAad(kdf));
      const text = await headerText({ kdf, wrapped });
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
    return enterVault(profile, clock, ports, async ({ found }) => {
      if (found === undefined) throw new ParleyError('vault-damaged');
      const { text, deviceKey, header, copy, hasDatabase } = found;
      const wrappingKey = await wrappingKeyOf(header.kdf, passphrase, deviceKey);
      const master = await openWithRandomNonce(wrappingKey, header.wrapped, headerAad(header.kdf)).catch((error: unknown) => {
        if (errorCodeOf(error) !== 'not-authentic') throw error;
        throw new ParleyError(header.kdf === null ? 'vault-damaged' : 'passphrase-wrong');
      });
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

/**
 * The key that wraps the master key: from the passphrase, or the device's. Rejects with `passphrase-wrong` when one is needed and there is none. Throws
 * `TypeError` when a passphrase is given for a vault that has none.
 */
async function wrappingKeyOf(kdf: PassphraseKdf | null, passphrase: string | null, deviceKey: CryptoKey | null): Promise<AesGcmKey> {
  if (kdf === null) {
    if (passphrase !== null) throw new TypeError('passphrase given for a vault that has none');
    return new AesGcmKey(deviceKey as CryptoKey);
  }
  if (passphrase === null || passphrase === '') throw new ParleyError('passphrase-wrong');
  return deriveFromPassphrase(passphrase, kdf.salt, kdf.rounds);
}
