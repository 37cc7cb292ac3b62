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
import { languageChoice } from './language.js';
import type { GlyphName } from './icons.js';
import { NewPassphrase } from './new-passphrase.js';
import { profileLine } from './parley-profiles.js';
import { backupFields, backupIntent, progressBar } from './backup-pieces.js';
import { busyLine, button, errorLine, field, form } from './pieces.js';
import { say, sayMoment } from './strings.js';

/** Names longer than this are refused by the box: nobody can read them. */
export const NAME_LENGTH_LIMIT = 64;

function storyPoint(sign: GlyphName, text: string): VNode {
  return h('li', {}, glyph(sign), text);
}

export class ParleyFirstRun extends ParleyElement<FirstRunState> {
  /** What is wrong with the name, until the app says something. */
  #nameError: ErrorCode | null = null;

  /** Whether a backup is to be opened instead; where the page carries one, from the beginning. */
  #isRestoring = false;
  #isFileMissing = false;
  readonly #passphrase = new NewPassphrase(() => this.refresh());

  protected override update(state: FirstRunState, previous: FirstRunState | undefined): void {
    if (previous === undefined) this.#isRestoring = state.copyMade !== null;
    this.#nameError = null;
    this.refresh();
    if (state.isAskingWithoutPassphrase && !this.#isRestoring) this.find('.asking').scrollIntoView({ block: 'nearest' });
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
        h(
          'div',
          { class: 'panel' },
          this.#isRestoring ? this.#restoring(state) : this.#form(state),
          languageChoice((language) => this.request({ type: 'set-language', language })),
        ),
      ),
    ];
  }

  #form(state: FirstRunState): VNode {
    const { isBusy } = state;
    return form(
      () => this.#start(state, false),
      { class: 'stack' },
      // Whoever is the first has nobody to give way to.
      state.profile !== null && profileLine(state.profile, isBusy, () => this.request({ type: 'show-profiles' })),
      state.hasPendingInvite && h('p', { class: 'notice calm' }, say('first.pending-invite')),
      field('input', 'name', say('first.name'), say('first.name-hint'), {
        required: true,
        maxlength: NAME_LENGTH_LIMIT,
        autocomplete: 'nickname',
        dir: 'auto',
        'data-start': true,
      }),
      this.#passphrase.field('passphrase', say('first.passphrase'), say('first.passphrase-hint')),
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
      !isBusy && button({ class: 'quiet', onclick: () => this.#turn(true) }, say('restore.open')),
    );
  }

  #restoring({ copyMade, isBusy, share, error }: FirstRunState): VNode {
    const isCarried = copyMade !== null;
    return form(
      () => this.#restore(isBusy),
      { class: 'stack', 'data-id': 'restore', novalidate: true },
      h('h2', {}, say(isCarried ? 'restore.copy-heading' : 'restore.heading')),
      h('p', {}, isCarried ? say('restore.copy', { date: sayMoment(copyMade) }) : say('restore.lead')),
      ...backupFields(isCarried),
      this.#passphrase.field('new-passphrase', say('restore.new'), say('restore.new-hint')),
      this.#isFileMissing
        ? h('p', { class: 'error', role: 'alert', id: 'error' }, glyph('warning'), say('storage.no-file'))
        : errorLine(error),
      h('p', { class: 'small soft' }, say('restore.note')),
      isBusy && progressBar(say('restore.busy'), share ?? 0),
      h(
        'div',
        { class: 'row' },
        button({ type: 'submit', class: 'primary', disabled: isBusy }, say('restore.button')),
        !isBusy && button({ class: 'quiet', onclick: () => this.#turn(false) }, say('restore.instead')),
      ),
    );
  }

  #turn(isRestoring: boolean): void {
    this.#isRestoring = isRestoring;
    this.#passphrase.clear();
    this.refresh();
    this.focus();
  }

  #restore(isBusy: boolean): void {
    if (isBusy) return;
    const intent = backupIntent(this.root, this.find<HTMLInputElement>('#new-passphrase').value);
    this.#isFileMissing = intent === null;
    if (intent === null) this.refresh();
    else this.request(intent);
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
