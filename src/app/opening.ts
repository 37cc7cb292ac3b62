/**
 * From a closed vault to what is behind it, and back.
 */
import type { ErrorCode } from '../lib/errors.js';
import { VaultDoor } from '../vault/vault-door.js';
import type { OpenVault } from '../vault/open-vault.js';
import { codeToShow } from './code-to-show.js';
import type { ChosenProfile } from './profiles.js';
import type { VaultFilling } from './restoring.js';
import { createMe } from './workspace.js';
import type { openWorkspace, Workspace, WorkspaceParts } from './workspace.js';

/** The name of whoever made a vault and never came to be written into it. */
const NAMELESS = 'Somebody';

/** How a vault is opened: made, or unlocked. With its passphrase, or `null`; `fill`: with what a new one begins. */
export type VaultEntrance = readonly [openVault: typeof VaultDoor.unlock, passphrase: string | null, fill?: VaultFilling];

/** Fills a new vault with somebody new. */
export function namedAs(name: string): VaultFilling {
  return (vault) => createMe(vault, name);
}

/** What is behind the vault of a profile. Rejects, with the vault closed, when it cannot be opened. */
export async function openProfile(
  { name: profile, ports }: ChosenProfile,
  [openVault, passphrase, fill = namedAs(NAMELESS)]: VaultEntrance,
  parts: Omit<WorkspaceParts, 'vault' | 'hasPassphrase' | 'changePassphrase'>,
  openContent: typeof openWorkspace,
): Promise<Workspace> {
  const vault = await openVault(profile, passphrase, parts.clock, ports);
  try {
    // Without anything in it, it is new, or was made and then the page went away before anybody was written into it.
    if (vault.names('').length === 0 && vault.damage.length === 0) await fill(vault);
    return await openContent({
      ...parts,
      vault,
      hasPassphrase: passphrase !== null,
      changePassphrase: (current, next) => VaultDoor.changePassphrase(profile, current, next, vault, ports),
    });
  } catch (error) {
    // No vault stays open, and locked for other tabs, behind a screen that has none.
    await closeQuietly(vault);
    throw error;
  }
}

/** Never rejects, but says what went wrong: whoever asked for a change that could not be stored was told when it failed. */
export async function closeQuietly(opened: Workspace | OpenVault | null): Promise<ErrorCode | null> {
  try {
    await opened?.close();
    return null;
  } catch (error) {
    return codeToShow(error);
  }
}
