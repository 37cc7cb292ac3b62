/**
 * What is chosen in the settings about Parley as a whole, other than the lock: how the page looks, how one writes, and what one is told of.
 */
import type { Appearance } from '../lib/appearance.js';
import { Alarm } from '../lib/clock.js';
import { readPlainLook, writePlainLook } from '../vault/plain-look.js';
import type { AppContext, Effects } from './app-parts.js';
import { changePreferences, quietNow, quietUntilOf, readPreferences } from './preferences.js';
import type { NoticesView, NotifyLevel, PreferencesView } from './settings-state.js';

/** What is chosen now. */
interface ChosenView {
  readonly appearance: Appearance;
  readonly preferences: PreferencesView;
  readonly notices: NoticesView;
}

/** The choices. */
export interface Preferring {
  /** What is chosen. */
  readonly effects: Effects;
  /** What is chosen now. */
  view(): ChosenView;
}

/** Makes what chooses. */
export function makePreferring({ vault, clock, page, changed }: Pick<AppContext, 'vault' | 'clock' | 'page' | 'changed'>): Preferring {
  const { signs } = page;
  const quietEnd = new Alarm(clock);

  /** Kept only once the browser allows it, so that nobody waits for what cannot come. */
  async function setLevel(level: NotifyLevel): Promise<void> {
    // Within the press: at any other time browsers do not ask.
    const isAllowed = level === 'off' || signs.noticePermission === 'granted' || (await signs.askForNotices()) === 'granted';
    await changePreferences(vault, { isNoticeOffered: true, ...(isAllowed ? { notify: level } : {}) });
  }

  return {
    effects: {
      'set-appearance': ({ appearance }) => {
        writePlainLook(appearance);
        signs.showAppearance(appearance);
      },
      'set-preferences': ({ changes }) => {
        // What it sounds like.
        if (changes.isSounding === true) signs.playTone();
        return changePreferences(vault, changes);
      },
      'set-notify': ({ level }) => setLevel(level),
      'answer-notice-offer': ({ isWanted }) => setLevel(isWanted ? 'plain' : 'off'),
      'set-quiet': ({ choice }) => changePreferences(vault, { quietUntil: quietUntilOf(choice, clock.wall()) }),
    },

    view() {
      const { notify, isNoticeOffered: _, quietUntil: __, ...preferences } = readPreferences(vault);
      const permission = signs.noticePermission;
      const level = permission === 'granted' ? notify : 'off';
      const quiet = quietNow(vault, clock.wall());
      // Whoever looks at it then sees it end.
      if (typeof quiet === 'number') quietEnd.set(quiet - clock.wall(), changed);
      return { appearance: readPlainLook(), preferences, notices: { permission, level, quiet } };
    },
  };
}
