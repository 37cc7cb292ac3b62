/**
 * A backup as one sealed file, format 1 (docs/BACKUP.md): a header, and chunks of 64 KiB, each sealed with its number and whether it is the last.
 *
 * Invariants: a file opens as a whole, as it was made, or not at all: what was cut, lengthened, put into another order or together from two files is noticed.
 * Neither making nor opening one needs more memory than a few chunks.
 */
import { AES_GCM_TAG_LENGTH, counterNonce, importAndWipe, openWithRandomNonce, sealWithRandomNonce } from '../crypto/aes-gcm.js';
import type { AesGcmKey } from '../crypto/aes-gcm.js';
import { randomBytes } from '../crypto/primitives.js';
import { deriveFromPassphrase } from '../crypto/vault-keys.js';
import { u64Bytes, u8Bytes } from '../lib/byte-writer.js';
import { labelledBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { BACKUP_HEADER_LENGTH, backupHeaderAad, backupHeaderBytes, parseBackupHeader } from './backup-header.js';
import type { BackupHeader } from './backup-header.js';
import { VAULT_SALT_LENGTH } from './vault-header.js';

/** Bytes of what one chunk seals; the last may have fewer. */
export const BACKUP_CHUNK_LENGTH = 65_536;

const SEALED_CHUNK_LENGTH = BACKUP_CHUNK_LENGTH + AES_GCM_TAG_LENGTH;

/** How a file is locked. `made`: milliseconds since 1970, in clear in the file. */
export interface BackupLock {
  readonly passphrase: string;
  readonly rounds: number;
  readonly made: number;
}

/** A file that its passphrase has opened. Everything rejects with `backup-damaged` where it does not open, and with an `AbortError` once the signal says so. */
export interface OpenBackup {
  /** Milliseconds since 1970, as the machine believed that made it. */
  readonly made: number;
  /** What was sealed, in order, in pieces of at most 64 KiB. `progress` hears how many of how many bytes of the file are read. */
  read(signal: AbortSignal, progress: (done: number, total: number) => void): AsyncGenerator<Bytes>;
}

/** The nonce is the number of the chunk: the key is random and seals this file only. */
function chunkPlace(index: number, isLast: boolean): { nonce: Bytes; aad: Bytes } {
  // SECURITY: number and end are authenticated (backup-file.test.ts: "notices chunks that are missing, doubled, exchanged, or of another file").
  return { nonce: counterNonce(index), aad: labelledBytes('parley/1 backup chunk', u64Bytes(index), u8Bytes(isLast ? 1 : 0)) };
}

/** The pieces of a file that seals these bytes, in order. A `passphrase` that is empty is refused with `backup-passphrase`. */
export async function* sealBackup(content: AsyncIterable<Bytes>, { passphrase, rounds, made }: BackupLock): AsyncGenerator<Bytes> {
  if (passphrase === '') throw new ParleyError('backup-passphrase');
  const kdf = { rounds, salt: randomBytes(VAULT_SALT_LENGTH) };
  const fileKey = randomBytes(32);
  const wrapped = await sealWithRandomNonce(
    await deriveFromPassphrase(passphrase, kdf.salt, rounds),
    fileKey,
    backupHeaderAad({ made, kdf }),
  );
  const key = await importAndWipe(fileKey);
  yield await backupHeaderBytes({ made, kdf, wrapped });
  const chunk = new Uint8Array(BACKUP_CHUNK_LENGTH);
  let filled = 0;
  let index = 0;
  const sealed = (isLast: boolean): Promise<Bytes> => {
    const { nonce, aad } = chunkPlace(index++, isLast);
    return key.seal(nonce, chunk.subarray(0, filled), aad);
  };
  for await (const bytes of content) {
    for (let at = 0; at < bytes.length;) {
      // A full chunk waits until something follows: only then it is not the last.
      if (filled === BACKUP_CHUNK_LENGTH) {
        yield await sealed(false);
        filled = 0;
      }
      const part = bytes.subarray(at, at + BACKUP_CHUNK_LENGTH - filled);
      chunk.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  }
  yield await sealed(true);
}

async function readSlice(file: Blob, from: number, to: number): Promise<Bytes> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (error) {
    // Changed or gone since it was chosen.
    throw new ParleyError('backup-damaged', { cause: error });
  }
}

/** What a file says without its passphrase. Rejects as `parseBackupHeader`. */
export async function readBackupHeader(file: Blob): Promise<BackupHeader> {
  return parseBackupHeader(await readSlice(file, 0, BACKUP_HEADER_LENGTH));
}

async function openOr<Opened>(opening: Promise<Opened>, code: 'backup-damaged' | 'backup-passphrase'): Promise<Opened> {
  try {
    return await opening;
  } catch (error) {
    throw errorCodeOf(error) === 'not-authentic' ? new ParleyError(code) : error;
  }
}

/** Opens a file. Rejects with `backup-passphrase` when it is another one, and as `readBackupHeader`. Of the chunks nothing is known yet. */
export async function openBackup(file: Blob, passphrase: string): Promise<OpenBackup> {
  const header = await readBackupHeader(file);
  const { made, kdf, wrapped } = header;
  const wrappingKey = await deriveFromPassphrase(passphrase, kdf.salt, kdf.rounds);
  const key = await importAndWipe(await openOr(openWithRandomNonce(wrappingKey, wrapped, backupHeaderAad(header)), 'backup-passphrase'));
  return { made, read: (signal, progress) => readChunks(file, key, signal, progress) };
}

async function* readChunks(
  file: Blob,
  key: AesGcmKey,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): AsyncGenerator<Bytes> {
  const startOf = (index: number): number => Math.min(BACKUP_HEADER_LENGTH + index * SEALED_CHUNK_LENGTH, file.size);
  const isLast = (index: number): boolean => startOf(index + 1) === file.size;
  const openAt = async (index: number): Promise<Bytes> => {
    const { nonce, aad } = chunkPlace(index, isLast(index));
    return openOr(key.open(nonce, await readSlice(file, startOf(index), startOf(index + 1)), aad), 'backup-damaged');
  };
  const begin = (index: number): Promise<Bytes> => {
    const opening = openAt(index);
    // Whoever stops before it does not hear what became of it.
    opening.catch(() => undefined);
    return opening;
  };
  let next = begin(0);
  for (let index = 0; ; index++) {
    signal.throwIfAborted();
    const chunk = await next;
    // Ahead, while this one is dealt with.
    if (!isLast(index)) next = begin(index + 1);
    progress(startOf(index + 1), file.size);
    yield chunk;
    if (isLast(index)) return;
  }
}
