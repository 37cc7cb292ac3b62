/**
 * `<parley-settings-dialog>`: dialog "Settings": a list of its sections, and the sections, one below the other. The passphrase and the lock are made
 * here, the others in `settings-*.ts`. Asks for `change-passphrase`, `set-lock-after`, `lock`, `open-storage`, `close-dialog` and what those ask for.
 * A passphrase that is typed never leaves this element but in the intent, and is gone from it once it was taken.
 */
import type { LockAfter, SettingsDialogView } from '../app/dialog-state.js';
import type { Intent } from '../app/intents.js';
import type { ErrorCode } from '../lib/errors.js';
import { readableName } from '../lib/readable-name.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { NewPassphrase } from './new-passphrase.js';
import { button, choices, errorLine, field, form } from './pieces.js';
import { ServersForm } from './servers-form.js';
import { connectionSection } from './settings-connection.js';
import { nameSection } from './settings-name.js';
import { noticesSection } from './settings-notices.js';
import { appearanceSection, languageSection, saySection, SETTINGS_SECTIONS, settingsSection, writingSection } from './settings-pieces.js';
import type { SettingsSection } from './settings-pieces.js';
import { say } from './strings.js';

/** Stands for never among the choices. */
const NEVER_VALUE = 0;

type PassphraseBox = 'current' | 'next' | 'repeat';

export class ParleySettingsDialog extends ParleyDialog<SettingsDialogView> {
  /** What is wrong with what was typed, until the app says something. */
  #typingError: ErrorCode | null = null;
  #isNameInvisible = false;
  readonly #next = new NewPassphrase(() => this.refresh());
  readonly #servers = new ServersForm(
    () => this.refresh(),
    (intent) => this.request(intent),
  );
  /** What the person was called when the dialog came up. */
  #openedAs = '';

  protected override update(state: SettingsDialogView, previous: SettingsDialogView | undefined): void {
    if (state.isBusy) this.#typingError = null;
    if (previous === undefined) this.#openedAs = state.ownName;
    else if (previous.ownName !== state.ownName) this.find<HTMLInputElement>('#own-name').value = '';
    super.update(state, previous);
    const { fault } = state.connection;
    if (fault !== null && fault !== previous?.connection.fault) this.root.querySelector<HTMLElement>(`.server [aria-invalid]`)?.focus();
    if (previous?.isBusy !== true || state.isBusy) return;
    if (state.error === null) this.#empty();
    else if (state.hasPassphrase) this.#mark('current');
  }

  protected override view(state: SettingsDialogView): Child[] {
    const request = (intent: Intent): void => this.request(intent);
    return this.dialog(say('settings.heading'), [
      h(
        'nav',
        { 'aria-label': say('settings.sections') },
        h(
          'ul',
          { role: 'list' },
          ...SETTINGS_SECTIONS.map((id) => h('li', {}, button({ class: 'quiet', onclick: () => this.#goTo(id) }, saySection(id)))),
        ),
      ),
      h(
        'div',
        { class: 'sections' },
        appearanceSection(state, request),
        languageSection(request),
        writingSection(state, request),
        noticesSection(state, request),
        connectionSection(state, this.#servers, request),
        this.#passphraseAndLock(state),
        settingsSection(
          'storage',
          h('p', { class: 'soft' }, say('storage.lead')),
          button({ disabled: this.isNew, onclick: () => this.request({ type: 'open-storage' }) }, say('storage.open')),
        ),
        nameSection(state, state.ownName !== this.#openedAs, this.#isNameInvisible, () => this.#rename()),
      ),
    ]);
  }

  /** As somebody does who follows a link within a page. */
  #goTo(id: SettingsSection): void {
    const heading = this.find(`#${id}`);
    heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  }

  #rename(): void {
    const name = this.find<HTMLInputElement>('#own-name').value.trim();
    this.#isNameInvisible = readableName(name) === '';
    this.refresh();
    if (this.#isNameInvisible) this.find('#own-name').focus();
    else this.request({ type: 'rename', name });
  }

  #passphraseAndLock(state: SettingsDialogView): VNode {
    return settingsSection(
      'lock-passphrase',
      h('p', { class: state.hasPassphrase ? 'soft' : 'warning' }, say(`settings.${state.hasPassphrase ? 'passphrase' : 'device'}-lead`)),
      this.#passphraseForm(state),
      h('h4', {}, say('settings.lock')),
      ...this.#lock(state),
    );
  }

  #passphraseForm(state: SettingsDialogView): VNode {
    const { hasPassphrase, isBusy, error, changes } = state;
    const isDone = changes > 0 && !isBusy && error === null;
    return form(
      () => this.#change(state),
      { class: 'stack' },
      // Always in the same place, so that the other boxes stay what they are.
      hasPassphrase &&
        field('input', 'current', say('settings.current'), null, {
          type: 'password',
          autocomplete: 'current-password',
          required: true,
          'aria-invalid': error === 'passphrase-wrong' && 'true',
        }),
      this.#next.field('next', say('settings.new'), say('settings.new-hint'), { required: true }),
      field('input', 'repeat', say('settings.repeat'), null, {
        type: 'password',
        autocomplete: 'new-password',
        required: true,
        'aria-invalid': this.#typingError !== null && 'true',
      }),
      errorLine(this.#typingError ?? error),
      h(
        'div',
        { class: 'row' },
        button({ type: 'submit', disabled: isBusy }, say(hasPassphrase ? 'settings.change' : 'settings.set')),
        h(
          'p',
          { class: isDone ? 'small done' : 'small soft', 'aria-live': 'polite' },
          isBusy ? say('settings.busy') : isDone && say('settings.done'),
        ),
      ),
      h('p', { class: 'small soft' }, say('settings.copies')),
    );
  }

  #lock({ hasPassphrase, lockAfter }: SettingsDialogView): Child[] {
    if (!hasPassphrase) return [h('p', { class: 'soft' }, say('settings.lock-none'))];
    return [
      choices(
        'lock-after',
        say('settings.lock-after'),
        [
          [5, say('settings.lock-5')],
          [15, say('settings.lock-15')],
          [60, say('settings.lock-60')],
          [NEVER_VALUE, say('settings.lock-never')],
        ] as const,
        lockAfter ?? NEVER_VALUE,
        false,
        (value) => this.request({ type: 'set-lock-after', minutes: value === NEVER_VALUE ? null : (value satisfies LockAfter) }),
      ),
      h('p', { class: 'small soft' }, say('settings.lock-hint')),
      button({ disabled: this.isNew, onclick: () => this.request({ type: 'lock' }) }, say('settings.lock-now')),
    ];
  }

  #change({ isBusy, hasPassphrase }: SettingsDialogView): void {
    if (isBusy) return;
    const next = this.#box('next').value;
    if (next !== this.#box('repeat').value) {
      this.#typingError = 'passphrase-differs';
      this.refresh();
      this.#mark('repeat');
      return;
    }
    this.request({ type: 'change-passphrase', current: hasPassphrase ? this.#box('current').value : null, next });
  }

  #empty(): void {
    for (const box of this.root.querySelectorAll<HTMLInputElement>('[type=password]')) box.value = '';
    this.#next.clear();
    this.refresh();
  }

  /** To be typed over. */
  #mark(id: PassphraseBox): void {
    this.#box(id).select();
    this.#box(id).focus();
  }

  #box(id: PassphraseBox): HTMLInputElement {
    return this.find<HTMLInputElement>(`#${id}`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-settings-dialog': ParleySettingsDialog;
  }
}
