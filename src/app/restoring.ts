/**
 * The first screen's way in with a backup: a file, or the copy that the page itself carries.
 */
import type { ErrorCode } from '../lib/errors.js';
import { readBackupHeader } from '../vault/backup-file.js';
import type { Vault } from '../vault/vault.js';
import type { PageFiles } from './app-parts.js';
import { readBackup } from './backup-import.js';
import { noteBackup } from './backup-notes.js';
import { codeToShow } from './code-to-show.js';

/** What is known of the copy in the page. */
export interface CarriedCopy {
  /** When it was made, milliseconds since 1970; `null` when there is none, or it is not whole. */
  readonly made: number | null;
  /** Why it cannot be read, or `null`. */
  readonly error: ErrorCode | null;
}

/** What an ordinary page carries. */
export const NO_COPY: CarriedCopy = { made: null, error: null };

/** What fills a new vault. */
export type VaultFilling = (vault: Vault) => Promise<void>;

const NO_SIGNAL = new AbortController().signal;

/** Looks at what the page carries. */
export async function lookAtCopy({ copy }: PageFiles): Promise<CarriedCopy> {
  if (copy === null) return NO_COPY;
  try {
    return { made: (await readBackupHeader(copy)).made, error: null };
  } catch (error) {
    // Whoever is here with another file, or with a vault of their own, can go on all the same.
    return { made: null, error: codeToShow(error) };
  }
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
