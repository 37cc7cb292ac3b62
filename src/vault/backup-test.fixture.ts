/**
 * For tests of backups: making files in memory, and what comes of opening them.
 */
import { PBKDF2_MIN_ROUNDS } from '../crypto/vault-keys.js';
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { openBackup, sealBackup } from './backup-file.js';

/** These pieces, as something that is read. */
export async function* piecesOf<Piece>(...pieces: readonly Piece[]): AsyncGenerator<Piece> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

/** Everything that comes. */
export async function allOf<Piece>(pieces: AsyncIterable<Piece>): Promise<Piece[]> {
  const all: Piece[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

/** The file that seals these bytes, made at millisecond `made`. */
export async function sealedFile(content: Bytes, passphrase = 'open sesame', made = 1_790_000_000_000): Promise<Bytes> {
  return concatBytes(...(await allOf(sealBackup(piecesOf(content), { passphrase, rounds: PBKDF2_MIN_ROUNDS, made }))));
}

/** What a file sealed; rejects as opening and reading do. */
export async function openedFile(file: Bytes, passphrase = 'open sesame'): Promise<Bytes> {
  const backup = await openBackup(new Blob([file]), passphrase);
  return concatBytes(...(await allOf(backup.read(new AbortController().signal, () => undefined))));
}
