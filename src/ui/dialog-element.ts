/**
 * The base of every dialog: a native modal `<dialog>` named by its heading, with a "Close" button.
 *
 * Open means in the page: the parent adds the element when the state has a dialog and removes it when it has none, so what is on screen is the state.
 * Escape and "Close" only ask (`close-dialog`). The focus begins on the heading, never on a button, since a dialog may come up while somebody types and
 * Enter must not answer it; for the same reason its answers are disabled for half a second. Giving the focus back is the parent's.
 */
import type { DialogView } from '../app/dialog-state.js';
import type { Trust } from '../app/people-state.js';
import { systemClock } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { iconButton } from './pieces.js';
import { say } from './strings.js';
import { isAlarming } from './trust-chip.js';

/** So long after a dialog came up its answers cannot be given, in milliseconds: the click was meant for what stood there before. */
export const ANSWER_AFTER_MS = 500;

/** Where the dialogs take the time from; tests move it. */
export const dialogTime: { clock: Clock } = { clock: systemClock };

/** What has to be known of somebody before one answers. */
export function alarm(dialog: 'verify' | 'knock', trust: Trust, name: string): Child {
  return isAlarming(trust) && h('p', { class: 'error', role: 'alert' }, say(`${dialog}.${trust}`, { name }));
}

export abstract class ParleyDialog<View extends DialogView> extends ParleyElement<View> {
  /** Whether the dialog has just come up, so that nothing can be answered yet. */
  protected isNew = true;

  protected override listen(signal: AbortSignal): void {
    // SECURITY: a double click answers no dialog that came up under it: parley-dialogs.test.ts, "cannot be answered in the first half second".
    const cancel = dialogTime.clock.after(ANSWER_AFTER_MS, () => {
      this.isNew = false;
      this.refresh();
    });
    signal.addEventListener('abort', cancel, { once: true });
  }

  protected override update(_view: View, _previous: View | undefined): void {
    this.refresh();
    this.#open();
  }

  /** The whole dialog; without actions there is no bar for them. */
  protected dialog(heading: string, body: readonly Child[], actions: readonly Child[] = []): Child[] {
    const ask = (): void => this.request({ type: 'close-dialog' });
    const oncancel = (event: Event): void => {
      event.preventDefault();
      ask();
    };
    // A browser closes by itself when Escape is pressed twice; the state decides, so it opens again until the app takes it away.
    const onclose = (): void => {
      this.#open();
      ask();
    };
    return [
      h(
        'dialog',
        { 'aria-labelledby': 'heading', oncancel, onclose },
        h(
          'div',
          { class: 'head' },
          h('h2', { id: 'heading', tabindex: -1, 'data-start': true }, heading),
          iconButton('close', say('dialog.close'), { onclick: ask }),
        ),
        h('div', { class: 'body' }, ...body),
        actions.length > 0 && h('div', { class: 'actions row' }, ...actions),
      ),
    ];
  }

  #open(): void {
    const dialog = this.find<HTMLDialogElement>('dialog');
    if (!this.isConnected || dialog.open) return;
    dialog.showModal();
    this.focus();
  }
}
