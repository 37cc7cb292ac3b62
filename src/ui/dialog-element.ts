/**
 * The base of every dialog: a native modal `<dialog>` named by its heading, with a "Close" button.
 *
 * Open means in the page: the parent adds the element when the state has a dialog and removes it when it has none, so what is on screen is the state.
 * Escape and "Close" only ask (`close-dialog`). The focus begins on the heading, never on a button, since a dialog may come up while somebody types and
 * Enter must not answer it; for the same reason its answers are disabled for half a second. Giving the focus back is the parent's.
 */
import type { DialogView } from '../app/dialog-state.js';
import { ANSWER_AFTER_MS, dialogTime } from './dialog-clock.js';
import { dialogSheet } from './dialog-sheet.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph } from './icons.js';
import { say } from './strings.js';

export abstract class ParleyDialog<View extends DialogView> extends ParleyElement<View> {
  /** Names the dialog. */
  protected readonly heading = h('h2', { id: 'heading', tabindex: -1, 'data-start': true });
  readonly #close = h('button', { type: 'button', class: 'icon' }, [
    glyph('close'),
    h('span', { class: 'visually-hidden' }, [say('dialog.close')]),
  ]);
  readonly #body = h('div', { class: 'body' });
  readonly #actions = h('div', { class: 'actions row' });
  readonly #dialog = h('dialog', { 'aria-labelledby': 'heading' }, [
    h('div', { class: 'head' }, [this.heading, this.#close]),
    this.#body,
    this.#actions,
  ]);

  #isNew = true;

  constructor(...sheets: readonly CSSStyleSheet[]) {
    super(dialogSheet, ...sheets);
    this.root.append(this.#dialog);
  }

  /** Puts the parts into the dialog; without actions there is no bar for them. */
  protected placeParts(body: readonly Child[], actions: readonly HTMLElement[]): void {
    this.#body.append(...body);
    this.#actions.append(...actions);
    if (actions.length === 0) this.#actions.remove();
  }

  /** Whether the dialog has just come up, so that nothing can be answered yet. */
  protected get isNew(): boolean {
    return this.#isNew;
  }

  /** Enables what can be answered now. Called when the dialog is not new any more. */
  protected enableAnswers(): void {
    // A dialog that asks nothing has none.
  }

  protected override listen(signal: AbortSignal): void {
    // SECURITY: the second half of a double click answers no dialog that came up under it: parley-dialogs.test.ts, "cannot be answered in the first half second".
    const cancel = dialogTime.clock.after(ANSWER_AFTER_MS, () => {
      this.#isNew = false;
      this.enableAnswers();
    });
    signal.addEventListener('abort', cancel, { once: true });
    const ask = (): void => this.request({ type: 'close-dialog' });
    const cancelled = (event: Event): void => {
      event.preventDefault();
      ask();
    };
    // A browser closes by itself when Escape is pressed twice; the state decides, so it opens again until the app takes it away.
    const closed = (): void => {
      this.#open();
      ask();
    };
    this.#dialog.addEventListener('cancel', cancelled, { signal });
    this.#dialog.addEventListener('close', closed, { signal });
    this.#close.addEventListener('click', ask, { signal });
    this.#open();
  }

  #open(): void {
    if (!this.isConnected || this.#dialog.open) return;
    this.#dialog.showModal();
    this.heading.focus();
  }
}
