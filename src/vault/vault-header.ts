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
import { asciiBytes, concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** The format of stored vaults that this version writes and reads. */
export const VAULT_FORMAT = 1;

/** Bytes of the salt. */
export const VAULT_SALT_LENGTH = 16;

const WRAPPED_LENGTH = AES_GCM_NONCE_LENGTH + 32 + AES_GCM_TAG_LENGTH;
const HEADER_CHECK_LENGTH = 8;

/** How the wrapping key is come by. */
export type HeaderKdf = { readonly mode: 'passphrase'; readonly rounds: number; readonly salt: Bytes } | { readonly mode: 'device' };

/** A header; `wrapped` is the master key as `wrapMasterKey` sealed it. */
export interface VaultHeader {
  readonly kdf: HeaderKdf;
  readonly wrapped: Bytes;
}

/** The AAD of the wrapped master key: `"parley/1 vault header" ‖ format1 ‖ mode1 [‖ rounds4 ‖ salt16]`, mode 0 for a passphrase and 1 for a device key. */
export function headerAad(kdf: HeaderKdf): Bytes {
  // SECURITY: parameters cannot be exchanged (vault-door.test.ts: "refuses a header whose parameters were edited, checksum and all").
  const start = concatBytes(asciiBytes('parley/1 vault header'), u8Bytes(VAULT_FORMAT));
  return kdf.mode === 'device' ? concatBytes(start, u8Bytes(1)) : concatBytes(start, u8Bytes(0), u32Bytes(kdf.rounds), kdf.salt);
}

function headerFields({ kdf, wrapped }: VaultHeader): Record<string, unknown> {
  const kdfFields =
    kdf.mode === 'device' ? { name: 'device-key' } : { name: 'PBKDF2-HMAC-SHA-256', rounds: kdf.rounds, salt: base64UrlOf(kdf.salt) };
  return { parley: 'vault', format: VAULT_FORMAT, kdf: kdfFields, wrapped: base64UrlOf(wrapped) };
}

/** The header as it is stored. */
export async function headerText(header: VaultHeader): Promise<string> {
  const fields = headerFields(header);
  const check = await hashLabelled('parley/1 vault header check', utf8Bytes(JSON.stringify(fields)));
  return JSON.stringify({ ...fields, check: base64UrlOf(check.subarray(0, HEADER_CHECK_LENGTH)) });
}

/**
 * Reads a stored header. Throws `ParleyError('vault-newer')` when its format is one that came later, `ParleyError('vault-damaged')` when it is not what
 * `headerText` makes, or asks for fewer than 600,000 rounds or more than 20 million.
 */
export async function parseHeader(text: string): Promise<VaultHeader> {
  const header = headerOf(text);
  if ((await headerText(header)) !== text) throw new ParleyError('vault-damaged', 'header checksum');
  return header;
}

function headerOf(text: string): VaultHeader {
  try {
    const fields = JSON.parse(text) as {
      parley?: unknown;
      format?: unknown;
      kdf?: { name?: unknown; rounds?: unknown; salt?: unknown };
      wrapped?: unknown;
    };
    if (fields.parley !== 'vault') throw new ParleyError('vault-damaged', 'not a vault header');
    if (Number.isInteger(fields.format) && (fields.format as number) > VAULT_FORMAT)
      throw new ParleyError('vault-newer', `format ${fields.format as number}`);
    const wrapped = bytesFromBase64Url(String(fields.wrapped));
    if (wrapped.length !== WRAPPED_LENGTH) throw new ParleyError('vault-damaged', 'wrapped key');
    if (fields.kdf?.name === 'device-key') return { kdf: { mode: 'device' }, wrapped };
    const salt = bytesFromBase64Url(String(fields.kdf?.salt));
    if (salt.length !== VAULT_SALT_LENGTH) throw new ParleyError('vault-damaged', 'salt');
    return { kdf: { mode: 'passphrase', rounds: requireRounds(fields.kdf?.rounds), salt }, wrapped };
  } catch (error) {
    if (error instanceof ParleyError && error.code === 'vault-newer') throw error;
    throw new ParleyError('vault-damaged', 'header', { cause: error });
  }
}

function requireRounds(rounds: unknown): number {
  // SECURITY: fewer rounds would make guessing cheap, more would hang the page (vault-header.test.ts: "refuses fewer than 600,000 rounds and absurdly many").
  if (typeof rounds !== 'number' || !Number.isInteger(rounds) || rounds < PBKDF2_MIN_ROUNDS || rounds > PBKDF2_MAX_ROUNDS) {
    throw new ParleyError('vault-damaged', 'rounds');
  }
  return rounds;
}
