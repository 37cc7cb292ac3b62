/**
 * The screens before a vault is open, as they come up.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { Page } from './app-parts.js';
import type { Profiles } from './profiles.js';
import type { CarriedCopy } from './restoring.js';
import type { FirstRunState, UnlockState } from './state.js';

/** What makes them. */
export interface DoorStates {
  /** Nobody uses the profile yet. */
  firstRun(): FirstRunState;
  /** The vault is locked: after so many minutes without use, or `null`. `error`: what went wrong when it was. */
  locked(idleMinutes: number | null, error?: ErrorCode | null): UnlockState;
}

/** Makes what makes them. `carried`: the copy in the page. */
export function makeDoorStates(page: Page, profiles: Profiles, carried: () => CarriedCopy): DoorStates {
  return {
    firstRun: () => ({
      screen: 'first-run',
      profile: profiles.shownName,
      isBusy: false,
      error: carried().error,
      isAskingWithoutPassphrase: false,
      isFilePage: page.isFile,
      hasPendingInvite: page.hasInvite,
      copyMade: carried().made,
      share: null,
    }),
    locked: (idleMinutes, error = null) => ({ screen: 'unlock', profile: profiles.shownName, idleMinutes, isBusy: false, error }),
  };
}
