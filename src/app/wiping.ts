/**
 * Deleting everything on this device: asked once, then done, whatever screen it was asked from, with the vault open, locked, or not to be opened.
 *
 * The rooms say goodbye first, so that nobody waits for somebody who is not coming back; but not for long. What follows is `eraseVault`; then Parley begins as on the first
 * day, or says that something is left.
 */
import type { Clock } from '../lib/clock.js';
import { DEFAULT_APPEARANCE } from '../lib/appearance.js';
import { withinTime } from '../lib/within-time.js';
import { eraseVault } from '../vault/erase-vault.js';
import type { Page } from './app-parts.js';
import { codeToShow } from './code-to-show.js';
import { WIPE_QUESTION } from './confirming.js';
import type { Intent } from './intents.js';
import type { ChosenProfile } from './profiles.js';
import type { AppState } from './state.js';

/** Rooms and vault have so many milliseconds to close: somebody is in a hurry. */
const GOODBYE_WAIT_MS = 2_000;

/** What the app gives for it. */
export interface WipingParts {
  readonly clock: Clock;
  readonly page: Page;
  /** Which profile the page is about, if one was gone to. */
  profile(): ChosenProfile | null;
  /** What is on screen. */
  state(): AppState;
  show(state: AppState): void;
  /** Closes rooms and vault, if they are open. Never rejects. */
  close(): Promise<unknown>;
  /** Shows the screen that comes before a vault. */
  showDoor(): Promise<void>;
}

/** Makes what takes the intents around deleting everything that the open vault does not: `true` when it has taken one. */
export function makeWiping({ clock, page, profile, state, show, close, showDoor }: WipingParts): (intent: Intent) => boolean {
  async function wipe(): Promise<void> {
    const chosen = profile();
    if (chosen === null) return;
    show({ screen: 'wipe', error: null });
    await withinTime(clock, GOODBYE_WAIT_MS, close());
    try {
      await eraseVault(chosen.name, chosen.ports, clock);
    } catch (error) {
      show({ screen: 'wipe', error: codeToShow(error) });
      return;
    }
    page.signs.showAppearance(DEFAULT_APPEARANCE);
    await showDoor();
  }

  return ({ type }) => {
    const now = state();
    if (type === 'wipe') {
      // SECURITY: only what was asked on screen (wiping.test.ts: "deletes nothing unless it was asked on screen").
      const isAsked = 'dialog' in now ? now.dialog?.dialog === 'wipe' : now.screen === 'wipe' && now.error !== null;
      if (isAsked) void wipe();
      return true;
    }
    const isStopped = now.screen === 'fatal' || (now.screen === 'unlock' && !now.isBusy);
    if (!isStopped || (type !== 'open-wipe' && type !== 'close-dialog')) return false;
    const { dialog: _, ...without } = now;
    show(type === 'open-wipe' ? { ...without, dialog: WIPE_QUESTION } : without);
    return true;
  };
}
