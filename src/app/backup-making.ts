/**
 * Making a backup file of what the vault holds.
 */
import { calibratePbkdf2 } from '../crypto/vault-keys.js';
import type { Bytes } from '../lib/bytes.js';
import { sealBackup } from '../vault/backup-file.js';
import type { Vault } from '../vault/vault.js';
import { backupContents } from './backup-contents.js';
import type { BackupScope } from './backup-contents.js';

/** So many pieces of 64 KiB are handed to the browser together, which then keeps them where it likes. */
const PIECES_TOGETHER = 64;

/** What is to be made. `made`: milliseconds since 1970. `rounds`: of PBKDF2, measured when not given. */
export interface BackupWish {
  readonly scope: BackupScope;
  readonly passphrase: string;
  readonly made: number;
  readonly rounds?: number;
}

/** Makes the file. `progress` hears which share is done, from 0 to 1. Rejects as `backupContents` and `sealBackup`. */
export async function makeBackup(
  vault: Vault,
  { scope, passphrase, made, rounds }: BackupWish,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<Blob> {
  const lock = { passphrase, made: Math.floor(made), rounds: rounds ?? (await calibratePbkdf2()) };
  const whole: Blob[] = [];
  let pieces: Bytes[] = [];
  for await (const piece of sealBackup(backupContents(vault, scope, signal, progress), lock)) {
    if (pieces.push(piece) < PIECES_TOGETHER) continue;
    whole.push(new Blob(pieces));
    pieces = [];
  }
  return new Blob([...whole, ...pieces], { type: 'application/octet-stream' });
}
