/**
 * `<parley-plate>`: the quiet screens that hold one thing. Starting (a status, so that a screen reader says it without the focus being moved); not
 * started, and why; another tab writes to the vault; the vault is locked; everything is being deleted.
 *
 * Asks for `reload`, `set-language`, `take-over`, `unlock`, `show-profiles`, `open-wipe`, `wipe`. The question whether to delete everything stands over the screen it was asked from.
 */
import type { WipeDialogView } from '../app/dialog-state.js';
import type { Intent } from '../app/intents.js';
import type { ElsewhereState, FatalState, LoadingState, UnlockState, WipeState } from '../app/state.js';
import type { ErrorCode } from '../lib/errors.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { parleyMark } from './icons.js';
import { languageChoice } from './language.js';
import { profileLine } from './parley-profiles.js';
import { selfTestLink } from './parley-self-test.js';
import { busyLine, button, errorLine, field, form } from './pieces.js';
import { say, sayError } from './strings.js';

type PlateState = LoadingState | FatalState | ElsewhereState | UnlockState | WipeState;

/** What is stored stands in the way: deleting it is a way out. */
const STORED_IN_THE_WAY: ReadonlySet<ErrorCode> = new Set(['vault-damaged', 'vault-newer']);

function dialogOf(state: PlateState): WipeDialogView | null {
  return ('dialog' in state ? state.dialog : null) ?? null;
}

function alertText(error: ErrorCode): VNode {
  return h('p', { class: 'error', role: 'alert' }, sayError(error));
}

export class ParleyPlate extends ParleyElement<PlateState> {
  protected override update(state: PlateState, previous: PlateState | undefined): void {
    this.refresh();
    const isDialogGone = previous !== undefined && dialogOf(previous) !== null && dialogOf(state) === null;
    if (isDialogGone || (previous?.screen === 'wipe' && state.screen === 'wipe')) this.focus();
    const wasBusy = previous?.screen === 'unlock' && previous.isBusy;
    if (!wasBusy || state.screen !== 'unlock' || state.error === null) return;
    // Marked, to be typed over.
    this.#passphrase.select();
    this.focus();
  }

  protected override view(state: PlateState): Child[] {
    const isLoading = state.screen === 'loading' || (state.screen === 'wipe' && state.error === null);
    const dialog = dialogOf(state);
    const look = { class: isLoading ? 'plate breathing' : 'plate', role: isLoading && 'status' };
    return [
      h('main', {}, h('div', look, parleyMark(), ...this.#content(state))),
      dialog !== null && h('parley-wipe-dialog', { state: dialog }),
    ];
  }

  #content(state: PlateState): Child[] {
    switch (state.screen) {
      case 'loading':
        return [h('p', { class: 'soft' }, say('loading.text'))];
      case 'fatal':
        return [
          ...this.#stopped(state.screen, alertText(state.error), { type: 'reload' }),
          STORED_IN_THE_WAY.has(state.error) && this.#wipeButton(),
          selfTestLink(),
        ];
      case 'wipe':
        if (state.error === null) return [h('p', { class: 'soft' }, say('wipe.busy'))];
        return [
          h('h1', { tabindex: -1, 'data-start': true }, say('wipe.left-heading')),
          alertText(state.error),
          button({ class: 'primary', onclick: () => this.request({ type: 'wipe' }) }, say('wipe.again')),
        ];
      case 'elsewhere':
        return this.#stopped(state.screen, h('p', { class: 'soft' }, say('elsewhere.text')), { type: 'take-over' });
      default:
        return [
          h('h1', {}, say('unlock.heading')),
          state.idleMinutes !== null &&
            h('p', { class: 'notice calm', role: 'status', id: 'idle' }, say('unlock.idle', { count: state.idleMinutes })),
          h('p', { class: 'soft' }, say('unlock.text')),
          this.#unlockForm(state),
          profileLine(state.profile, state.isBusy, () => this.request({ type: 'show-profiles' })),
          h('p', { class: 'small soft' }, say('wipe.forgotten')),
          this.#wipeButton(state.isBusy),
          languageChoice((language) => this.request({ type: 'set-language', language })),
        ];
    }
  }

  #stopped(screen: 'fatal' | 'elsewhere', text: VNode, intent: Intent): Child[] {
    return [
      h('h1', { tabindex: -1, 'data-start': true }, say(`${screen}.heading`)),
      text,
      button({ class: 'primary', onclick: () => this.request(intent) }, say(`${screen}.button`)),
    ];
  }

  #wipeButton(disabled = false): VNode {
    return button({ class: 'quiet', disabled, onclick: () => this.request({ type: 'open-wipe' }) }, say('wipe.open'));
  }

  #unlockForm({ isBusy, error }: UnlockState): VNode {
    return form(
      () => this.request({ type: 'unlock', passphrase: this.#passphrase.value }),
      { class: 'stack' },
      field('input', 'passphrase', say('unlock.passphrase'), null, {
        type: 'password',
        'aria-describedby': 'idle error',
        autocomplete: 'current-password',
        required: true,
        'aria-invalid': error === 'passphrase-wrong' && 'true',
        'data-start': true,
      }),
      errorLine(error),
      h(
        'div',
        { class: 'row' },
        button({ type: 'submit', class: 'primary', disabled: isBusy }, say('unlock.button')),
        busyLine(isBusy && say('unlock.busy')),
      ),
    );
  }

  get #passphrase(): HTMLInputElement {
    return this.find<HTMLInputElement>('#passphrase');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-plate': ParleyPlate;
  }
}
