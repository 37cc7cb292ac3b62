/**
 * The header: readable JSON that says how the master key of a vault is wrapped.
 *
 * The parameters are authenticated as AAD of the wrapped key, so an edited one opens nothing. A checksum, which anybody can make, tells an accident from
 * a wrong passphrase, so that nobody is asked for ever for the right one. The same header is kept in localStorage and, since that reaches the disk late,
 * in IndexedDB.
 *
 * Invariant: one text for each header. What `parseHeader` accepts is exactly what `headerText` makes.
 */
import { AES_GCM_NONCE_LENGTH, AES_GCM_TAG_LENGTH } from '../crypto/aes-gcm.js';
import { hashLabelled } from '../crypto/primitives.js';
import { PBKDF2_MAX_ROUNDS, PBKDF2_MIN_ROUNDS } from '../crypto/vault-keys.js';
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import { u32Bytes, u8Bytes } from '../lib/byte-writer.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { VAULT_FORMAT, placeAad } from './sealing.js';

/** Bytes of the salt. */
export const VAULT_SALT_LENGTH = 16;

const WRAPPED_LENGTH = AES_GCM_NONCE_LENGTH + 32 + AES_GCM_TAG_LENGTH;
const HEADER_CHECK_LENGTH = 8;

/** How the wrapping key is made of a passphrase. */
export interface PassphraseKdf {
  readonly rounds: number;
  readonly salt: Bytes;
}

/** A header; `wrapped` is the sealed master key, `kdf` is `null` when the device's key sealed it. */
export interface VaultHeader {
  readonly kdf: PassphraseKdf | null;
  readonly wrapped: Bytes;
}

/** The AAD of the wrapped master key: `"parley/1 vault header" ‖ format1 ‖ mode1 [‖ rounds4 ‖ salt16]`, mode 0 for a passphrase and 1 for a device key. */
export function headerAad(kdf: PassphraseKdf | null): Bytes {
  // SECURITY: binds the parameters (vault-header.test.ts: "authenticates mode, rounds and salt, each differently").
  return kdf === null ? placeAad('header', u8Bytes(1)) : placeAad('header', u8Bytes(0), u32Bytes(kdf.rounds), kdf.salt);
}

/** The header as it is stored. */
export async function headerText({ kdf, wrapped }: VaultHeader): Promise<string> {
  const fields = {
    parley: 'vault',
    format: VAULT_FORMAT,
    kdf: kdf === null ? { name: 'device-key' } : { name: 'PBKDF2-HMAC-SHA-256', rounds: kdf.rounds, salt: base64UrlOf(kdf.salt) },
    wrapped: base64UrlOf(wrapped),
  };
  const check = await hashLabelled('parley/1 vault header check', utf8Bytes(JSON.stringify(fields)));
  return JSON.stringify({ ...fields, check: base64UrlOf(check.subarray(0, HEADER_CHECK_LENGTH)) });
}

/**
 * Reads a stored header: `null` when it is not what `headerText` makes, or asks for fewer than 600,000 rounds or more than 20 million. Throws
 * `ParleyError('vault-newer')` when its format is one that came later.
 */
export async function parseHeader(text: string): Promise<VaultHeader | null> {
  try {
    const header = headerOf(JSON.parse(text) as Record<string, unknown>);
    return (await headerText(header)) === text ? header : null;
  } catch (error) {
    if (errorCodeOf(error) === 'vault-newer') throw error;
    // Whatever else it is, the fields are not as they should be.
    return null;
  }
}

function headerOf({ parley, format, kdf, wrapped }: Record<string, unknown>): VaultHeader {
  if (parley === 'vault' && (format as number) > VAULT_FORMAT) throw new ParleyError('vault-newer');
  const { name, rounds, salt } = kdf as { name: string; rounds: number; salt: string };
  const wrappedBytes = bytesOfLength(wrapped as string, WRAPPED_LENGTH);
  if (name === 'device-key') return { kdf: null, wrapped: wrappedBytes };
  // SECURITY: guessing stays dear (vault-header.test.ts: "refuses fewer than 600,000 rounds and absurdly many").
  if (!Number.isInteger(rounds) || rounds < PBKDF2_MIN_ROUNDS || rounds > PBKDF2_MAX_ROUNDS) throw new ParleyError('malformed');
  return { kdf: { rounds, salt: bytesOfLength(salt, VAULT_SALT_LENGTH) }, wrapped: wrappedBytes };
}

function bytesOfLength(text: string, length: number): Bytes {
  const bytes = bytesFromBase64Url(text);
  if (bytes.length !== length) throw new ParleyError('malformed');
  return bytes;
}
