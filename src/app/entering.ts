/**
 * From a screen on which people typed to the open vault: the screen is busy meanwhile, and says what went wrong.
 */
import { VaultDoor } from '../vault/vault-door.js';
import type { PageFiles } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import type { Intent } from './intents.js';
import type { VaultEntrance } from './opening.js';
import { fillingFrom } from './restoring.js';
import type { AppState, FirstRunState, UnlockState } from './state.js';

/** What the app gives for it. */
export interface EnteringParts {
  show(state: AppState): void;
  /** What is on screen. */
  screen(): AppState['screen'];
  /** Resolves when the door is on screen: the vault may still be closing. */
  settled(): Promise<void>;
  /** How often another tab has taken the lock from this one. */
  losses(): number;
  /** Opens the vault, and shows what is behind it. */
  open(...entrance: VaultEntrance): Promise<void>;
  firstRun(): FirstRunState;
  readonly files: PageFiles;
}

/** The ways in. Neither rejects. */
export interface Entering {
  /** Opens the vault from this screen. */
  openFrom(screen: FirstRunState | UnlockState, ...entrance: VaultEntrance): Promise<void>;
  /** Makes a vault from a backup, from the first screen. */
  restore(asked: Extract<Intent, { readonly type: 'open-backup' }>): Promise<void>;
}

/** Makes the ways in. */
export function makeEntering({ show, screen: shown, settled, losses, open, firstRun, files }: EnteringParts): Entering {
  async function busyOn(screen: FirstRunState | UnlockState, work: () => Promise<void>): Promise<void> {
    const lossesBefore = losses();
    show({ ...screen, isBusy: true, error: null });
    await settled();
    if (shown() !== screen.screen) return;
    try {
      await work();
    } catch (error) {
      // Another tab took over meanwhile, and may have deleted everything: then this screen is not true any more.
      show(losses() === lossesBefore ? { ...screen, error: codeToShow(error) } : { screen: 'elsewhere' });
    }
  }

  return {
    openFrom: (screen, ...entrance) => busyOn(screen, () => open(...entrance)),
    restore: ({ file, passphrase, newPassphrase }) =>
      busyOn(firstRun(), async () => {
        const fill = await fillingFrom(file, passphrase, files, (share) => show({ ...firstRun(), isBusy: true, share }));
        await open(VaultDoor.create, newPassphrase === '' ? passphrase : newPassphrase, fill);
      }),
  };
}
