/**
 * `<parley-first-run>`: name and passphrase, then `start`.
 *
 * With an empty passphrase the app asks once (`isAskingWithoutPassphrase`): the question appears above the button, as an alert, and the focus stays
 * in the form. What was typed never leaves this element but in the intent.
 */
import type { FirstRunState } from '../app/state.js';
import type { ErrorCode } from '../lib/errors.js';
import { readableName } from '../lib/readable-name.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { glyph, parleyMark } from './icons.js';
import type { GlyphName } from './icons.js';
import { profileLine } from './parley-profiles.js';
import { busyLine, button, errorLine, field, form } from './pieces.js';
import { say } from './strings.js';

/** Names longer than this are refused by the box: nobody can read them. */
export const NAME_LENGTH_LIMIT = 64;

function storyPoint(sign: GlyphName, text: string): VNode {
  return h('li', {}, glyph(sign), text);
}

export class ParleyFirstRun extends ParleyElement<FirstRunState> {
  /** What is wrong with the name, until the app says something. */
  #nameError: ErrorCode | null = null;

  protected override update(state: FirstRunState): void {
    this.#nameError = null;
    this.refresh();
    if (state.isAskingWithoutPassphrase) this.find('.asking').scrollIntoView({ block: 'nearest' });
  }

  protected override view(state: FirstRunState): Child[] {
    return [
      h(
        'main',
        {},
        h(
          'div',
          { class: 'story' },
          h('p', { class: 'brand' }, parleyMark(), say('app.name')),
          h('h1', {}, say('app.promise')),
          h('p', { class: 'soft' }, say('first.lead')),
          h(
            'ul',
            { class: 'points', role: 'list' },
            storyPoint('lock', say('first.point-sealed')),
            storyPoint('check', say('first.point-checked')),
            storyPoint('home', say('first.point-kept')),
          ),
        ),
        h('div', { class: 'panel' }, this.#form(state)),
      ),
    ];
  }

  #form(state: FirstRunState): VNode {
    const { isBusy } = state;
    return form(
      () => this.#start(state, false),
      { class: 'stack' },
      profileLine(state.profile, isBusy, () => this.request({ type: 'show-profiles' })),
      state.hasPendingInvite && h('p', { class: 'notice calm' }, say('first.pending-invite')),
      field('input', 'name', say('first.name'), say('first.name-hint'), {
        required: true,
        maxlength: NAME_LENGTH_LIMIT,
        autocomplete: 'nickname',
        dir: 'auto',
        'data-start': true,
      }),
      field('input', 'passphrase', say('first.passphrase'), say('first.passphrase-hint'), {
        type: 'password',
        autocomplete: 'new-password',
      }),
      errorLine(this.#nameError ?? state.error),
      h(
        'div',
        { class: 'notice asking', role: 'alert', hidden: !state.isAskingWithoutPassphrase || isBusy },
        h('h2', {}, say('first.without-heading')),
        h('p', {}, say('first.without')),
        state.isFilePage && h('p', {}, say('first.without-file')),
        button({ onclick: () => this.#start(state, true) }, say('first.continue')),
      ),
      h(
        'div',
        { class: 'row' },
        button({ type: 'submit', class: 'primary', disabled: isBusy }, say('first.start')),
        busyLine(isBusy && say('first.busy')),
      ),
    );
  }

  #start({ isBusy }: FirstRunState, isContinuing: boolean): void {
    if (isBusy) return;
    const box = this.find<HTMLInputElement>('#name');
    const name = box.value.trim();
    if (readableName(name) === '') {
      this.#nameError = 'name-invisible';
      this.refresh();
      box.focus();
      return;
    }
    const passphrase = this.find<HTMLInputElement>('#passphrase').value;
    // A passphrase typed after the question answers it: it is used, whichever button is pressed.
    this.request({ type: 'start', name, passphrase, isWithoutPassphrase: isContinuing && passphrase === '' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-first-run': ParleyFirstRun;
  }
}
