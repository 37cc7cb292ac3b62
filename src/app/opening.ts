/**
 * From an open vault to a workspace, and back when that fails: no vault stays open, and locked for other tabs, behind a screen that has none.
 */
import { errorCodeOf } from '../lib/errors.js';
import type { OpenVault } from '../vault/open-vault.js';
import { readMe } from './records.js';
import { createMe, Workspace } from './workspace.js';
import type { WorkspaceParts } from './workspace.js';

/**
 * Opens the workspace of a vault. One without anything in it is new, or was made and then the page went away before anybody was written into it: it gets an
 * identity called `name`. Rejects as `Workspace.open`, with the vault closed.
 */
export async function openWorkspace(parts: WorkspaceParts, name: string): Promise<Workspace> {
  const { vault } = parts;
  try {
    const isEmpty = readMe(vault) === null && vault.names('').length === 0 && vault.damage.length === 0;
    if (isEmpty) await createMe(vault, name);
    return await Workspace.open(parts);
  } catch (error) {
    await closeOpened(vault);
    throw error;
  }
}

/** Closes a vault or what is built on it. Never rejects: whoever asked for the change that could not be stored was told when it failed. */
export async function closeOpened(opened: Workspace | OpenVault): Promise<void> {
  try {
    await opened.close();
  } catch (error) {
    if (errorCodeOf(error) === null) reportError(error);
  }
}
