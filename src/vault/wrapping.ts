/**
 * The master key of a vault under its one lock: wrapped by a passphrase or by a key of the device, unwrapped, and wrapped anew.
 *
 * Wrapping anew changes the header and nothing else: records, segments and journal are sealed with keys of the master key, which stays. So whoever holds
 * an older copy of the header and what opened it can open what is stored now, too.
 */
import { AesGcmKey, openWithRandomNonce, sealWithRandomNonce } from '../crypto/aes-gcm.js';
import { randomBytes } from '../crypto/primitives.js';
import { createDeviceKey, deriveFromPassphrase } from '../crypto/vault-keys.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { resultOf } from './vault-database.js';
import { VAULT_SALT_LENGTH, headerAad, headerText } from './vault-header.js';
import type { PassphraseKdf } from './vault-header.js';
import { DEVICE_KEY, HEADER_COPY_KEY } from './vault-look.js';
import type { FoundHeader } from './vault-look.js';

/** A wrapped master key as it is stored: the header, and the device key when that wrapped it. */
export interface WrappedMaster {
  readonly text: string;
  readonly deviceKey: CryptoKey | null;
}

/**
 * Wraps 32 bytes under a new salt, with as many rounds of PBKDF2 as `rounds` says, or with `null` for a passphrase under a new key of the device. Rejects
 * with `RangeError` when the passphrase is empty.
 */
export async function wrapMaster(master: Bytes, passphrase: string | null, rounds: () => Promise<number>): Promise<WrappedMaster> {
  if (passphrase === '') throw new RangeError('passphrase is empty');
  const kdf = passphrase === null ? null : { rounds: await rounds(), salt: randomBytes(VAULT_SALT_LENGTH) };
  const deviceKey = passphrase === null ? await createDeviceKey() : null;
  const wrapped = await sealWithRandomNonce(await wrappingKeyOf(kdf, passphrase, deviceKey), master, headerAad(kdf));
  return { text: await headerText({ kdf, wrapped }), deviceKey };
}

/**
 * The master key. Rejects with `passphrase-wrong`, each time after the same work; with `vault-damaged` when the device key does not open it; with
 * `TypeError` when a passphrase is given for a vault that has none.
 */
export async function unwrapMaster({ header, deviceKey }: FoundHeader, passphrase: string | null): Promise<Bytes> {
  const wrappingKey = await wrappingKeyOf(header.kdf, passphrase, deviceKey);
  return openWithRandomNonce(wrappingKey, header.wrapped, headerAad(header.kdf)).catch((error: unknown) => {
    if (errorCodeOf(error) !== 'not-authentic') throw error;
    throw new ParleyError(header.kdf === null ? 'vault-damaged' : 'passphrase-wrong');
  });
}

/** Puts a wrapped master key into the store `keys` in place of the one there. The key of a device that is not asked any more goes. */
export async function replaceWrapped(keys: IDBObjectStore, { text, deviceKey }: WrappedMaster): Promise<void> {
  // SECURITY: a vault with a passphrase has no other way in (wrapping.test.ts: "deletes the device’s key when there is a passphrase").
  if (deviceKey === null) await resultOf(keys.delete(DEVICE_KEY));
  else await resultOf(keys.put(deviceKey, DEVICE_KEY));
  await resultOf(keys.put(text, HEADER_COPY_KEY));
}

async function wrappingKeyOf(kdf: PassphraseKdf | null, passphrase: string | null, deviceKey: CryptoKey | null): Promise<AesGcmKey> {
  if (kdf === null) {
    if (passphrase !== null) throw new TypeError('passphrase given for a vault that has none');
    return new AesGcmKey(deviceKey as CryptoKey);
  }
  if (passphrase === null || passphrase === '') throw new ParleyError('passphrase-wrong');
  return deriveFromPassphrase(passphrase, kdf.salt, kdf.rounds);
}
