/**
 * From a passphrase or a device key to the master key.
 */
import { AesGcmKey } from '../crypto/aes-gcm.js';
import { deriveFromPassphrase, unwrapMasterKey } from '../crypto/vault-keys.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { headerAad } from './vault-header.js';
import type { HeaderKdf, VaultHeader } from './vault-header.js';

/**
 * The key that wraps the master key: from the passphrase, or the device's. Rejects with `passphrase-wrong` when one is needed and there is none, `vault-damaged` when
 * the device key is gone. Throws `TypeError` when a passphrase is given for a vault that has none.
 */
export async function wrappingKeyOf(kdf: HeaderKdf, passphrase: string | null, deviceKey: CryptoKey | null): Promise<AesGcmKey> {
  if (kdf.mode === 'passphrase') {
    if (passphrase === null || passphrase === '') throw new ParleyError('passphrase-wrong');
    return deriveFromPassphrase(passphrase, kdf.salt, kdf.rounds);
  }
  if (passphrase !== null) throw new TypeError('passphrase given for a vault that has none');
  if (deviceKey === null) throw new ParleyError('vault-damaged', 'device key');
  return AesGcmKey.fromCryptoKey(deviceKey);
}

/** The master key of a header, 32 bytes. Rejects with `passphrase-wrong` when the passphrase does not open it, `vault-damaged` when the device key does not. */
export async function unwrapWith(header: VaultHeader, passphrase: string | null, deviceKey: CryptoKey | null): Promise<Bytes> {
  const wrappingKey = await wrappingKeyOf(header.kdf, passphrase, deviceKey);
  try {
    return await unwrapMasterKey(wrappingKey, header.wrapped, headerAad(header.kdf));
  } catch (error) {
    if (errorCodeOf(error) !== 'not-authentic') throw error;
    throw new ParleyError(header.kdf.mode === 'passphrase' ? 'passphrase-wrong' : 'vault-damaged', 'master key', { cause: error });
  }
}
