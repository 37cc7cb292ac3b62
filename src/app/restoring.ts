/**
 * The first screen's way in with a backup: a file, or the copy that the page itself carries.
 */
import { readBackupHeader } from '../vault/backup-file.js';
import type { Vault } from '../vault/vault.js';
import type { PageFiles } from './app-parts.js';
import { readBackup } from './backup-import.js';
import { noteBackup } from './backup-notes.js';

/** What is known of the copy in the page. */
export interface CarriedCopy {
  /** When it was made, milliseconds since 1970; `null` when there is none. */
  readonly made: number | null;
}

/** What fills a new vault. */
export type VaultFilling = (vault: Vault) => Promise<void>;

const NO_SIGNAL = new AbortController().signal;

/** Looks at what the page carries. Rejects as `readBackupHeader` when it is not whole. */
export async function lookAtCopy({ copy }: PageFiles): Promise<CarriedCopy> {
  return { made: copy === null ? null : (await readBackupHeader(copy)).made };
}

/**
 * Reads a backup through before there is a vault, so that a wrong passphrase or a damaged file leaves none behind. Resolves with what fills a new one with it.
 * Without a `file` it is the page's copy. `progress` hears which share of all is done, from 0 to 1.
 */
export async function fillingFrom(
  file: Blob | null,
  passphrase: string,
  { copy }: PageFiles,
  progress: (share: number) => void,
): Promise<VaultFilling> {
  const backup = await readBackup(file ?? copy ?? new Blob([]), passphrase, NO_SIGNAL, progress);
  return async (vault) => {
    await backup.mergeInto(vault);
    await noteBackup(vault, file === null ? { at: backup.made, copies: [backup.made] } : { at: backup.made });
  };
}
