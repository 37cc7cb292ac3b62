/**
 * `<parley-unlock>`: the vault is locked. Asks for `unlock` with what was typed; the field is emptied and focused again when it was wrong.
 */
import type { UnlockState } from '../app/state.js';
import { h, setAttribute, setDisabled, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { ErrorLine } from './error-line.js';
import { parleyMark } from './icons.js';
import { plateSheet } from './plate-sheet.js';
import { say } from './strings.js';

export class ParleyUnlock extends ParleyElement<UnlockState> {
  readonly #passphrase = h('input', {
    type: 'password',
    id: 'passphrase',
    autocomplete: 'current-password',
    'aria-describedby': 'error',
    'data-start': true,
  });
  readonly #button = h('button', { type: 'submit', class: 'primary' }, [say('unlock.button')]);
  readonly #busy = h('p', { class: 'soft small', 'aria-live': 'polite' });
  readonly #error = new ErrorLine();
  readonly #form = h('form', { class: 'stack' }, [
    h('div', { class: 'field' }, [h('label', { for: 'passphrase' }, [say('unlock.passphrase')]), this.#passphrase]),
    this.#error.node,
    h('div', { class: 'row' }, [this.#button, this.#busy]),
  ]);

  constructor() {
    super(plateSheet);
    this.root.append(
      h('main', {}, [
        h('div', { class: 'plate' }, [
          parleyMark(),
          h('h1', {}, [say('unlock.heading')]),
          h('p', { class: 'soft' }, [say('unlock.text')]),
          this.#form,
        ]),
      ]),
    );
  }

  protected override listen(signal: AbortSignal): void {
    const submit = (event: Event): void => {
      event.preventDefault();
      if (this.state?.isBusy === true) return;
      if (this.#passphrase.value === '') this.#passphrase.focus();
      else this.request({ type: 'unlock', passphrase: this.#passphrase.value });
    };
    this.#form.addEventListener('submit', submit, { signal });
  }

  protected override update(state: UnlockState, previous: UnlockState | undefined): void {
    setDisabled(this.#button, state.isBusy);
    if (this.#passphrase.readOnly !== state.isBusy) this.#passphrase.readOnly = state.isBusy;
    setText(this.#busy, state.isBusy ? say('unlock.busy') : '');
    this.#error.show(state.error);
    setAttribute(this.#passphrase, 'aria-invalid', state.error === 'passphrase-wrong' ? 'true' : null);
    if (previous?.isBusy === true && !state.isBusy && state.error !== null) {
      this.#passphrase.select();
      this.#passphrase.focus();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-unlock': ParleyUnlock;
  }
}
