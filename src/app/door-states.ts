/**
 * The screens before a vault is open, as they come up.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { Page } from './app-parts.js';
import type { Profiles } from './profiles.js';
import type { FirstRunState, UnlockState } from './state.js';

/** What makes them. */
export interface DoorStates {
  /** Nobody uses the profile yet. */
  firstRun(): FirstRunState;
  /** The vault is locked: after so many minutes without use, or `null`. `error`: what went wrong when it was. */
  locked(idleMinutes: number | null, error?: ErrorCode | null): UnlockState;
}

/** Makes what makes them. `copyMade`: when the copy that the page carries was made, milliseconds since 1970, or `null`. */
export function makeDoorStates(page: Page, profiles: Profiles, copyMade: () => number | null): DoorStates {
  return {
    firstRun: () => ({
      screen: 'first-run',
      profile: profiles.shownName,
      isBusy: false,
      error: null,
      isAskingWithoutPassphrase: false,
      isFilePage: page.isFile,
      hasPendingInvite: page.hasInvite,
      copyMade: copyMade(),
      share: null,
    }),
    locked: (idleMinutes, error = null) => ({ screen: 'unlock', profile: profiles.shownName, idleMinutes, isBusy: false, error }),
  };
}
