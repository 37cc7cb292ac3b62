/**
 * How a backup file begins (docs/BACKUP.md): what it is in readable letters, when it was made, and how its key is wrapped.
 *
 *     header = magic16 ‖ made6 ‖ rounds4 ‖ salt16 ‖ wrapped60 ‖ check8
 *
 * As with the vault's header, a checksum that anybody can make tells an accident from a wrong passphrase, and everything that counts is authenticated
 * as AAD of the wrapped key.
 */
import { AES_GCM_NONCE_LENGTH, AES_GCM_TAG_LENGTH } from '../crypto/aes-gcm.js';
import { hashLabelled } from '../crypto/primitives.js';
import { PBKDF2_MAX_ROUNDS, PBKDF2_MIN_ROUNDS } from '../crypto/vault-keys.js';
import { ByteReader } from '../lib/byte-reader.js';
import { u32Bytes, u48Bytes } from '../lib/byte-writer.js';
import { concatBytes, equalBytes, labelledBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { VAULT_SALT_LENGTH } from './vault-header.js';
import type { PassphraseKdf } from './vault-header.js';

/** The first bytes of a file of this format: it and its number, readable for people. */
export const BACKUP_MAGIC = 'parley backup 1\n';

const BACKUP_WRAPPED_LENGTH = AES_GCM_NONCE_LENGTH + 32 + AES_GCM_TAG_LENGTH;
const BACKUP_CHECK_LENGTH = 8;
const BACKUP_OPEN_LENGTH = BACKUP_MAGIC.length + 6 + 4 + VAULT_SALT_LENGTH;

/** Bytes of the header. */
export const BACKUP_HEADER_LENGTH = BACKUP_OPEN_LENGTH + BACKUP_WRAPPED_LENGTH + BACKUP_CHECK_LENGTH;

/** What a file says before it is opened. */
export interface BackupHeader {
  /** Milliseconds since 1970 when it was made, by the clock of that machine. */
  readonly made: number;
  readonly kdf: PassphraseKdf;
  /** The sealed key of the file. */
  readonly wrapped: Bytes;
}

/** What is authenticated with the wrapped key: `"parley/1 backup header" ‖ magic16 ‖ made6 ‖ rounds4 ‖ salt16`. */
export function backupHeaderAad(header: Pick<BackupHeader, 'made' | 'kdf'>): Bytes {
  // SECURITY: binds the parameters (backup-file.test.ts: "does not open with any byte of it changed").
  return labelledBytes('parley/1 backup header', openPart(header));
}

function openPart({ made, kdf }: Pick<BackupHeader, 'made' | 'kdf'>): Bytes {
  return concatBytes(utf8Bytes(BACKUP_MAGIC), u48Bytes(made), u32Bytes(kdf.rounds), kdf.salt);
}

/** The header as it stands in the file. */
export async function backupHeaderBytes(header: BackupHeader): Promise<Bytes> {
  const checked = concatBytes(openPart(header), header.wrapped);
  return concatBytes(checked, await checkOf(checked));
}

async function checkOf(checked: Bytes): Promise<Bytes> {
  return (await hashLabelled('parley/1 backup header check', checked)).slice(0, BACKUP_CHECK_LENGTH);
}

/**
 * Reads the beginning of a file. Throws `ParleyError`: `backup-foreign` when it is no backup, `backup-newer` when a newer Parley made it, `backup-damaged`
 * when it was cut or changed, or asks for fewer than 600,000 rounds or more than 20 million.
 */
export async function parseBackupHeader(start: Bytes): Promise<BackupHeader> {
  const magic = new TextDecoder('latin1').decode(start.subarray(0, 32));
  const format = /^parley backup (\d{1,9})\n/u.exec(magic)?.[1];
  if (format !== undefined && Number(format) > 1) throw new ParleyError('backup-newer');
  if (!magic.startsWith(BACKUP_MAGIC)) throw new ParleyError('backup-foreign');
  if (start.length < BACKUP_HEADER_LENGTH) throw new ParleyError('backup-damaged');
  const reader = new ByteReader(start);
  const checked = start.slice(0, BACKUP_OPEN_LENGTH + BACKUP_WRAPPED_LENGTH);
  reader.take(BACKUP_MAGIC.length);
  const header = {
    made: reader.u48(),
    kdf: { rounds: reader.u32(), salt: reader.take(VAULT_SALT_LENGTH) },
    wrapped: reader.take(BACKUP_WRAPPED_LENGTH),
  };
  const { rounds } = header.kdf;
  // SECURITY: guessing stays dear (backup-file.test.ts: "refuses fewer than 600,000 rounds and absurdly many").
  if (rounds < PBKDF2_MIN_ROUNDS || rounds > PBKDF2_MAX_ROUNDS) throw new ParleyError('backup-damaged');
  if (!equalBytes(await checkOf(checked), reader.take(BACKUP_CHECK_LENGTH))) throw new ParleyError('backup-damaged');
  return header;
}
