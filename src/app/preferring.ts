/**
 * What is chosen in the settings about Parley as a whole, other than the lock: how the page looks, and how one writes.
 */
import type { Appearance } from '../lib/appearance.js';
import { readPlainLook, writePlainLook } from '../vault/plain-look.js';
import type { AppContext, Effects } from './app-parts.js';
import { changePreferences, readPreferences } from './preferences.js';
import type { PreferencesView } from './settings-state.js';

/** The choices. */
export interface Preferring {
  /** What is chosen. */
  readonly effects: Effects;
  /** What is chosen now. */
  view(): { readonly appearance: Appearance; readonly preferences: PreferencesView };
}

/** Makes what chooses. */
export function makePreferring({ vault, page }: Pick<AppContext, 'vault' | 'page'>): Preferring {
  return {
    effects: {
      'set-appearance': ({ appearance }) => {
        writePlainLook(appearance);
        page.signs.showAppearance(appearance);
      },
      'set-preferences': ({ changes }) => changePreferences(vault, changes),
    },
    view: () => ({ appearance: readPlainLook(), preferences: readPreferences(vault) }),
  };
}
