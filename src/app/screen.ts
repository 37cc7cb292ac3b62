/**
 * What is on screen, and the one thing that keeps everything else off it: that Parley cannot go on in this page.
 */
import type { ErrorCode } from '../lib/errors.js';
import type { AppState } from './state.js';

/** The screen. */
export interface Screen {
  /** What it shows. */
  readonly state: AppState;
  /** Why Parley cannot go on, once it cannot. */
  readonly failure: ErrorCode | null;
  /** Shows this instead; or, once Parley cannot go on, why, unless it is about deleting everything, which can be wanted all the same. */
  show(next: AppState): void;
  /** Parley cannot go on in this page. */
  fail(code: ErrorCode): void;
}

function isAboutWiping(state: AppState): boolean {
  return state.screen === 'wipe' || ((state.screen === 'unlock' || state.screen === 'fatal') && (state.dialog ?? null) !== null);
}

/** Makes a screen that shows that Parley is loading. `onShow` hears of every state. */
export function makeScreen(onShow: (state: AppState) => void): Screen {
  let state: AppState = { screen: 'loading' };
  let failure: ErrorCode | null = null;
  const show = (next: AppState): void => {
    state = failure === null || isAboutWiping(next) ? next : { screen: 'fatal', error: failure };
    onShow(state);
  };
  show(state);
  return {
    get state() {
      return state;
    },
    get failure() {
      return failure;
    },
    show,
    fail(code) {
      failure = code;
      show(state);
    },
  };
}
