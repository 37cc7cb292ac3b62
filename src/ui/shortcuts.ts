/**
 * What keys ask for in the open vault. None of them is one that browsers need: Ctrl or Command and K is what pages have for this, and the rest they leave.
 */
import type { Intent } from '../app/intents.js';
import type { MainState } from '../app/state.js';

/** Whether the keyboard has a Command key, which takes the place of Ctrl there. */
export const hasCommandKey = /Mac|iPhone|iPad/u.test(navigator.platform);

/** Whether what is pressed is being written somewhere. */
function isWriting(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

/** The room before or after the one on screen, round and round; `null` when there is none. */
function neighbourOf({ rooms, room }: MainState, step: 1 | -1): string | null {
  const at = rooms.findIndex(({ ridHex }) => ridHex === room?.ridHex);
  const next = at === -1 ? (step === 1 ? 0 : rooms.length - 1) : (at + step + rooms.length) % rooms.length;
  return rooms[next]?.ridHex ?? null;
}

/** What a key asks for now, or `null`. While a dialog is open, keys are the dialog's. */
export function shortcutOf(event: KeyboardEvent, state: MainState): Intent | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey, isComposing } = event;
  if (event.defaultPrevented || isComposing) return null;
  const isCommand = hasCommandKey ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (isCommand && !altKey && !shiftKey && key.toLowerCase() === 'k') {
    if (state.dialog === null) return { type: 'open-palette' };
    return state.dialog.dialog === 'palette' ? { type: 'close-dialog' } : null;
  }
  if (state.dialog !== null || ctrlKey || metaKey) return null;
  if (key === '?' && !altKey && state.isHelpKeyOn && !isWriting(event.composedPath()[0])) return { type: 'open-shortcuts' };
  if (!altKey || shiftKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return null;
  const ridHex = neighbourOf(state, key === 'ArrowDown' ? 1 : -1);
  return ridHex === null ? null : { type: 'open-room', ridHex };
}
