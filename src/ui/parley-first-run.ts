/**
 * `<parley-first-run>`: name and passphrase, then `start`.
 *
 * With an empty passphrase the app asks once (`isAskingWithoutPassphrase`): the question appears above the button, as an alert, and the focus stays
 * in the form. What was typed never leaves this element but in the intent.
 */
import type { FirstRunState } from '../app/state.js';
import { readableName } from '../lib/readable-name.js';
import { h, setDisabled, setHidden, setText } from './dom.js';
import { ParleyElement } from './element.js';
import { ErrorLine } from './error-line.js';
import { firstRunSheet } from './first-run-sheet.js';
import { glyph, parleyMark } from './icons.js';
import type { GlyphName } from './icons.js';
import { say } from './strings.js';

/** Names longer than this are refused by the box: nobody can read them. */
export const NAME_LENGTH_LIMIT = 64;

function storyPoint(name: GlyphName, text: string): HTMLLIElement {
  return h('li', {}, [glyph(name), h('span', {}, [text])]);
}

export class ParleyFirstRun extends ParleyElement<FirstRunState> {
  readonly #name = h('input', {
    type: 'text',
    id: 'name',
    required: true,
    maxlength: NAME_LENGTH_LIMIT,
    autocomplete: 'nickname',
    dir: 'auto',
    'aria-describedby': 'name-hint',
    'data-start': true,
  });
  readonly #passphrase = h('input', {
    type: 'password',
    id: 'passphrase',
    autocomplete: 'new-password',
    'aria-describedby': 'passphrase-hint',
  });
  readonly #start = h('button', { type: 'submit', class: 'primary' }, [say('first.start')]);
  readonly #busy = h('p', { class: 'soft small', 'aria-live': 'polite' });
  readonly #error = new ErrorLine();
  readonly #pending = h('p', { class: 'notice calm', hidden: true }, [say('first.pending-invite')]);
  readonly #filePage = h('p', { hidden: true }, [say('first.without-file')]);
  readonly #continue = h('button', { type: 'button' }, [say('first.continue')]);
  readonly #asking = h('div', { class: 'asking', role: 'alert', hidden: true }, [
    h('h2', {}, [say('first.without-heading')]),
    h('p', {}, [say('first.without')]),
    this.#filePage,
    this.#continue,
  ]);
  readonly #form = h('form', { class: 'stack' }, [
    this.#pending,
    h('div', { class: 'field' }, [
      h('label', { for: 'name' }, [say('first.name')]),
      this.#name,
      h('p', { class: 'hint', id: 'name-hint' }, [say('first.name-hint')]),
    ]),
    h('div', { class: 'field' }, [
      h('label', { for: 'passphrase' }, [say('first.passphrase')]),
      this.#passphrase,
      h('p', { class: 'hint', id: 'passphrase-hint' }, [say('first.passphrase-hint')]),
    ]),
    this.#error.node,
    this.#asking,
    h('div', { class: 'row' }, [this.#start, this.#busy]),
  ]);

  constructor() {
    super(firstRunSheet);
    const story = h('div', { class: 'story' }, [
      h('p', { class: 'brand' }, [parleyMark(), say('app.name')]),
      h('h1', {}, [say('app.promise')]),
      h('p', { class: 'soft' }, [say('first.lead')]),
      h('ul', { class: 'points', role: 'list' }, [
        storyPoint('lock', say('first.point-sealed')),
        storyPoint('check', say('first.point-checked')),
        storyPoint('home', say('first.point-kept')),
      ]),
    ]);
    this.root.append(h('main', {}, [story, h('div', { class: 'card' }, [this.#form])]));
  }

  protected override listen(signal: AbortSignal): void {
    const submit = (event: Event): void => {
      event.preventDefault();
      this.#requestStart(false);
    };
    this.#form.addEventListener('submit', submit, { signal });
    this.#continue.addEventListener('click', () => this.#requestStart(true), { signal });
  }

  protected override update(state: FirstRunState, previous: FirstRunState | undefined): void {
    for (const button of [this.#start, this.#continue]) setDisabled(button, state.isBusy);
    for (const field of [this.#name, this.#passphrase]) if (field.readOnly !== state.isBusy) field.readOnly = state.isBusy;
    setText(this.#busy, state.isBusy ? say('first.busy') : '');
    this.#error.show(state.error);
    setHidden(this.#pending, !state.hasPendingInvite);
    setHidden(this.#filePage, !state.isFilePage);
    setHidden(this.#asking, !state.isAskingWithoutPassphrase || state.isBusy);
    if (state.isAskingWithoutPassphrase && previous?.isAskingWithoutPassphrase === false) this.#asking.scrollIntoView({ block: 'nearest' });
  }

  #requestStart(isContinuing: boolean): void {
    if (this.state?.isBusy === true) return;
    const name = this.#name.value.trim();
    if (name === '') {
      this.#name.value = '';
      this.#form.reportValidity();
      return;
    }
    if (readableName(name) === '') {
      this.#error.show('name-invisible');
      this.#name.focus();
      return;
    }
    const passphrase = this.#passphrase.value;
    // A passphrase typed after the question answers it: it is used, whichever button is pressed.
    this.request({ type: 'start', name, passphrase, isWithoutPassphrase: isContinuing && passphrase === '' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-first-run': ParleyFirstRun;
  }
}
