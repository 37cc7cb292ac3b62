/**
 * The language that is chosen, kept outside the vault: on the locked screen and before there is one, too.
 */
import { keepLanguage } from '../vault/plain-language.js';
import { codeToShow } from './code-to-show.js';
import type { Intent } from './intents.js';
import type { AppState } from './state.js';

/**
 * Takes `set-language`: `true` when the intent was that. What cannot be kept is told: by `told`, which returns `false` when nobody is there who could, and
 * then on the screen that asks for it.
 */
export function takeLanguage(
  intent: Intent,
  state: AppState,
  show: (state: AppState) => void,
  told: ((error: unknown) => void) | undefined,
): boolean {
  if (intent.type !== 'set-language') return false;
  try {
    keepLanguage(intent.language);
  } catch (error) {
    if (told !== undefined) told(error);
    else if (state.screen === 'unlock' || state.screen === 'first-run') show({ ...state, error: codeToShow(error) });
  }
  return true;
}
