/**
 * Taking a backup in: into a vault in which nothing is yet, or into one of the same identity, with which it is merged (`backup-merge.ts`).
 *
 * The file is read twice: whole, before anything is changed, so that one that was cut or changed changes nothing; and to take it in. What is stopped in
 * between is made whole by taking the same file in again.
 */
import { importIdentity } from '../crypto/identity.js';
import { bytesFromBase64Url } from '../lib/base-text.js';
import { ParleyError } from '../lib/errors.js';
import { openBackup } from '../vault/backup-file.js';
import { readBackupParts } from '../vault/backup-parts.js';
import type { BackupPart } from '../vault/backup-parts.js';
import type { Vault } from '../vault/vault.js';
import { BackupMerging } from './backup-merging.js';
import type { ImportOutcome } from './backup-merging.js';
import { readMe } from './records.js';

/** A backup of which every byte was read, and proved to be as it was made. */
export interface ReadBackup {
  /** Milliseconds since 1970 when it was made. */
  readonly made: number;
  /** Takes it in. Rejects with `backup-of-another` when somebody else is in the vault, as the vault does, and with an `AbortError`. */
  mergeInto(vault: Vault): Promise<ImportOutcome>;
}

/** A share of the work is the first reading. */
const CHECKING_SHARE = 0.1;

/** Opens a backup and reads it through. `progress` hears which share is done of all, from 0 to 1, merging included. Rejects as `openBackup`. */
export async function readBackup(
  file: Blob,
  passphrase: string,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<ReadBackup> {
  const backup = await openBackup(file, passphrase);
  const parts = (report: (share: number) => void): AsyncGenerator<BackupPart> =>
    readBackupParts(backup.read(signal, (done, total) => report(done / total)));
  let pkHex: string | null = null;
  for await (const part of parts((share) => progress(share * CHECKING_SHARE))) pkHex ??= await ownerOf(part);
  if (pkHex === null) throw new ParleyError('backup-damaged');
  const owner = pkHex;
  return {
    made: backup.made,
    async mergeInto(vault) {
      const me = readMe(vault);
      // SECURITY: nobody's history is mixed with somebody else's (backup.test.ts: "refuses the backup of somebody else, and changes nothing").
      if (me !== null && (await importIdentity(me.pkcs8)).pk.toHex() !== owner) throw new ParleyError('backup-of-another');
      const merging = new BackupMerging(vault, owner, signal, (share) => progress(CHECKING_SHARE + share * (1 - CHECKING_SHARE)));
      let share = 0;
      for await (const part of parts((read) => (share = read))) await merging.take(part, share);
      return merging.finish();
    },
  };
}

/** The public key of whom the backup is of, which its first part says; hexadecimal. */
async function ownerOf(part: BackupPart): Promise<string> {
  try {
    if (part.kind === 'record' && part.name === 'me')
      return (await importIdentity(bytesFromBase64Url((part.value as { pkcs8: string }).pkcs8))).pk.toHex();
  } catch {
    // Not as this version writes it.
  }
  throw new ParleyError('backup-damaged');
}
