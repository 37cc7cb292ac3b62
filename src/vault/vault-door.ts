/**
 * The door of a vault: everything before it is open. Looks at what a profile holds, makes a vault, unlocks one.
 *
 * Invariants: an existing vault, readable or not, is never overwritten; looking and failing to unlock change nothing.
 */
import { randomBytes } from '../crypto/primitives.js';
import { calibratePbkdf2, createDeviceKey, createMasterKey, wrapMasterKey } from '../crypto/vault-keys.js';
import { systemClock } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { OpenVault } from './open-vault.js';
import { storageErrorOf } from './storage-meter.js';
import type { StoragePort } from './storage-meter.js';
import type { TabLock } from './tab-lock.js';
import { VaultDatabase } from './vault-database.js';
import { VAULT_SALT_LENGTH, headerAad, headerText } from './vault-header.js';
import type { HeaderKdf } from './vault-header.js';
import { DEVICE_KEY, HEADER_COPY_KEY, lookAtVault } from './vault-look.js';
import type { VaultLook, VaultState } from './vault-look.js';
import { VaultNames } from './vault-names.js';
import { openVault } from './vault-opening.js';
import { unwrapWith, wrappingKeyOf } from './vault-wrapping.js';

/** What the door needs of the browser. */
export interface VaultPorts {
  /** Both may throw, as browsers do when storage is switched off. */
  readonly storage: () => StoragePort;
  readonly factory: () => IDBFactory;
  /** Rounds of PBKDF2 for a new vault. */
  readonly rounds: () => Promise<number>;
  /** The writer's lock: taken before a vault is made or unlocked if it is not held yet, given back when the vault closes; the vault stops at once when it is lost. */
  readonly lock: TabLock | null;
}

/** The browser's own; no lock. */
export const browserVaultPorts: VaultPorts = {
  storage: () => globalThis.localStorage,
  factory: () => globalThis.indexedDB,
  rounds: () => calibratePbkdf2(),
  lock: null,
};

/** Before the vault is open. `passphrase` is `null` for a vault that the device's key opens. All methods throw `RangeError` when the profile cannot be called this. */
export class VaultDoor {
  readonly #names: VaultNames;
  readonly #ports: VaultPorts;
  readonly #clock: Clock;

  private constructor(profile: string, clock: Clock, ports: VaultPorts) {
    this.#names = new VaultNames(profile);
    this.#clock = clock;
    this.#ports = ports;
  }

  /** What the profile holds. `unavailable`: the browser gives no storage. */
  static async inspect(profile: string, ports: VaultPorts = browserVaultPorts): Promise<VaultState | 'unavailable'> {
    const door = new VaultDoor(profile, systemClock, ports);
    try {
      return (await door.#look()).state;
    } catch (error) {
      if (error instanceof ParleyError) return 'unavailable';
      throw error;
    }
  }

  /** Makes a vault and opens it. Rejects with `vault-exists` when the profile is not empty; `vault-elsewhere`, `vault-newer`, `storage-full`, `storage-unavailable`. */
  static async create(
    profile: string,
    passphrase: string | null,
    clock: Clock = systemClock,
    ports: VaultPorts = browserVaultPorts,
  ): Promise<OpenVault> {
    return new VaultDoor(profile, clock, ports).#create(passphrase);
  }

  /**
   * Opens a vault. Rejects with `passphrase-wrong` (each time after the same work, with nothing changed), `vault-damaged` when header or device key are not
   * usable or there is no vault, `vault-elsewhere`, `vault-newer`, `storage-full`, `storage-unavailable`. Damage inside is no reason to reject: see `OpenVault.damage`.
   */
  static async unlock(
    profile: string,
    passphrase: string | null,
    clock: Clock = systemClock,
    ports: VaultPorts = browserVaultPorts,
  ): Promise<OpenVault> {
    return new VaultDoor(profile, clock, ports).#unlock(passphrase);
  }

  #storage(): StoragePort {
    try {
      return this.#ports.storage();
    } catch (error) {
      throw storageErrorOf(error);
    }
  }

  #factory(): IDBFactory {
    try {
      return this.#ports.factory();
    } catch (error) {
      throw storageErrorOf(error);
    }
  }

  async #look(): Promise<VaultLook> {
    return lookAtVault(this.#storage(), this.#factory(), this.#names);
  }

  async #takeLock(): Promise<void> {
    if ((await this.#ports.lock?.acquire()) === 'elsewhere') throw new ParleyError('vault-elsewhere');
  }

  async #create(passphrase: string | null): Promise<OpenVault> {
    await this.#takeLock();
    const { state } = await this.#look();
    if (state === 'newer') throw new ParleyError('vault-newer');
    if (state !== 'empty') throw new ParleyError('vault-exists');
    const kdf: HeaderKdf =
      passphrase === null
        ? { mode: 'device' }
        : { mode: 'passphrase', rounds: await this.#ports.rounds(), salt: randomBytes(VAULT_SALT_LENGTH) };
    const deviceKey = kdf.mode === 'device' ? await createDeviceKey() : null;
    const wrappingKey = await wrappingKeyOf(kdf, passphrase, deviceKey);
    const master = createMasterKey();
    const text = await headerText({ kdf, wrapped: await wrapMasterKey(wrappingKey, master, headerAad(kdf)) });
    const database = await this.#openDatabase();
    await this.#keepNewHeader(database, text, deviceKey);
    return openVault({ names: this.#names, master, storage: this.#storage(), database, clock: this.#clock, lock: this.#ports.lock });
  }

  /** Both copies or none. IndexedDB's is the one that is on disk when this resolves. */
  async #keepNewHeader(database: VaultDatabase, text: string, deviceKey: CryptoKey | null): Promise<void> {
    const storage = this.#storage();
    try {
      storage.setItem(this.#names.header, text);
      await database.transact(['keys'], 'readwrite', (store) => {
        // `add` fails where something is: whatever happened since we looked, nothing is overwritten.
        store('keys').add(text, HEADER_COPY_KEY);
        if (deviceKey !== null) store('keys').add(deviceKey, DEVICE_KEY);
        return () => undefined;
      });
    } catch (error) {
      database.close();
      if (storage.getItem(this.#names.header) === text) storage.removeItem(this.#names.header);
      const failure = storageErrorOf(error);
      const isTaken = failure.cause instanceof DOMException && failure.cause.name === 'ConstraintError';
      throw isTaken ? new ParleyError('vault-exists', 'made at the same time', { cause: error }) : failure;
    }
  }

  async #unlock(passphrase: string | null): Promise<OpenVault> {
    await this.#takeLock();
    const { state, header, deviceKey, text } = await this.#look();
    if (state === 'newer') throw new ParleyError('vault-newer');
    if (header === null) throw new ParleyError('vault-damaged', state);
    const master = await unwrapWith(header, passphrase, deviceKey);
    const database = await this.#openDatabase();
    try {
      await this.#restoreHeader(database, text);
    } catch (error) {
      database.close();
      throw error;
    }
    return openVault({ names: this.#names, master, storage: this.#storage(), database, clock: this.#clock, lock: this.#ports.lock });
  }

  /** Only after it was proved right: a copy that is missing or spoilt is made again from the other. */
  async #restoreHeader(database: VaultDatabase, text: string): Promise<void> {
    const storage = this.#storage();
    try {
      if (storage.getItem(this.#names.header) !== text) storage.setItem(this.#names.header, text);
      const copy = await database.transact(['keys'], 'readonly', (store) => {
        const found = store('keys').get(HEADER_COPY_KEY);
        return () => found.result as unknown;
      });
      if (copy === text) return;
      await database.transact(['keys'], 'readwrite', (store) => {
        store('keys').put(text, HEADER_COPY_KEY);
        return () => undefined;
      });
    } catch (error) {
      throw storageErrorOf(error);
    }
  }

  async #openDatabase(): Promise<VaultDatabase> {
    const database = await VaultDatabase.open(this.#factory(), this.#names.root, true);
    if (database === null) throw new ParleyError('storage-unavailable', 'no database');
    return database;
  }
}
