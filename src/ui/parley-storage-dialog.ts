/**
 * `<parley-storage-dialog>`: dialog "Storage and backup": how full it is, and what can be made of it, each with a short form in its place.
 *
 * Which form is open is the element's own; what was typed never leaves it but in the intent. Asks for `back-up`, `save-copy`, `export-text`,
 * `open-backup`, `cancel-work`, `close-dialog`.
 */
import type { StorageDialogView, StorageOutcome, TextFormat } from '../app/storage-state.js';
import { backupFields, backupIntent, progressBar } from './backup-pieces.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { glyph } from './icons.js';
import { button, choices, errorLine, field, form } from './pieces.js';
import { say, sayMoment, sayNumber } from './strings.js';

/** What can be made, in the order of the buttons. */
const STORAGE_FORMS = ['back-up', 'back-up-room', 'save-copy', 'open-backup', 'export'] as const;
type StorageForm = (typeof STORAGE_FORMS)[number];

function sayBytes(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1_000
    ? say('storage.megabytes', { size: Math.round(megabytes * 10) / 10 })
    : say('storage.gigabytes', { size: Math.round(megabytes / 100) / 10 });
}

/** Those that make sense now. A copy that waits to be opened comes first. */
function formsFor({ rooms, copyMade }: StorageDialogView): StorageForm[] {
  const forms = STORAGE_FORMS.filter((which) => rooms.length > 0 || (which !== 'back-up-room' && which !== 'export'));
  return copyMade === null ? forms : ['open-backup', ...forms.filter((which) => which !== 'open-backup')];
}

function sayAge(age: number | null): string {
  if (age === null) return say('storage.never');
  return age === 0 ? say('storage.today') : say('storage.ago', { count: age });
}

/** What came of it, a sentence each. */
function outcomeWords(outcome: StorageOutcome): string[] {
  if (outcome.what === 'saved') return [say(outcome.isSealed ? 'storage.saved' : 'storage.saved-plain', { file: outcome.fileName })];
  const { entries, rooms, refused, refusedIn, notVerified } = outcome;
  return [
    entries === 0 && rooms === 0 ? say('storage.nothing-new') : say('storage.imported', { count: entries }),
    ...(rooms > 0 ? [say('storage.imported-rooms', { count: rooms })] : []),
    ...(refused > 0 ? [say('storage.refused', { count: refused, names: refusedIn })] : []),
    ...(notVerified.length > 0 ? [say('storage.not-verified', { names: notVerified })] : []),
  ];
}

export class ParleyStorageDialog extends ParleyDialog<StorageDialogView> {
  #form: StorageForm | null = null;
  #roomHex: string | null = null;
  #format: TextFormat = 'html';
  #problem: 'storage.differs' | 'storage.missing' | 'storage.no-file' | null = null;

  protected override update(view: StorageDialogView, previous: StorageDialogView | undefined): void {
    if (previous === undefined && view.copyMade !== null) this.#form = 'open-backup';
    // Done: what was typed goes with the form.
    if (view.outcome !== null && view.outcome !== previous?.outcome) this.#form = null;
    super.update(view, previous);
  }

  protected override view(view: StorageDialogView): Child[] {
    const { work, outcome, copyMade, backupAge } = view;
    const toggle = (which: StorageForm): void => {
      this.#form = this.#form === which ? null : which;
      this.#problem = null;
      this.refresh();
    };
    return this.dialog(say('storage.open'), [
      ...this.#space(view),
      h('h3', {}, say('storage.backup')),
      h('p', { class: 'age' }, sayAge(backupAge)),
      copyMade !== null &&
        h('p', { class: 'notice calm' }, say('storage.copy', { date: sayMoment(copyMade) }), ' ', say('storage.copy-merge')),
      h('p', { class: 'small soft' }, say('storage.why')),
      h('div', { class: 'outcome', role: 'status' }, ...(outcome === null ? [] : outcomeWords(outcome).map((words) => h('p', {}, words)))),
      work !== null
        ? h('div', { class: 'stack' }, progressBar(say(`storage.busy-${work.what}`), work.share), this.#cancel())
        : h(
            'ul',
            { class: 'ways', role: 'list' },
            ...formsFor(view).map((which) => {
              const isOpen = this.#form === which;
              return h(
                'li',
                { 'data-id': which },
                button({ 'aria-expanded': String(isOpen), onclick: () => toggle(which) }, say(`storage.${which}`)),
                isOpen && this.#way(which, view),
              );
            }),
          ),
    ]);
  }

  #space({ used, limit, disk }: StorageDialogView): Child[] {
    const percent = Math.min(100, Math.ceil((used / limit) * 100));
    const sizes = { percent: `${sayNumber(percent)} %`, used: sayBytes(used * 2), limit: sayBytes(limit * 2) };
    return [
      h('h3', { id: 'space' }, say('storage.space')),
      h('meter', { min: 0, max: 100, high: 80, value: percent, 'aria-labelledby': 'space', 'aria-describedby': 'used' }),
      h('p', { id: 'used', class: 'small' }, say('storage.used', sizes)),
      disk !== null && h('p', { class: 'small soft' }, say('storage.disk', { used: sayBytes(disk.used), limit: sayBytes(disk.limit) })),
    ];
  }

  #cancel(): VNode {
    return button({ onclick: () => this.request({ type: 'cancel-work' }) }, say('storage.cancel'));
  }

  /** The form of one way, and what it asks for. */
  #way(which: StorageForm, view: StorageDialogView): VNode {
    const isSealing = which === 'back-up' || which === 'back-up-room' || which === 'save-copy';
    const submitWords = {
      'back-up': 'backup',
      'back-up-room': 'backup',
      'save-copy': 'copy',
      'open-backup': 'import',
      export: 'export',
    } as const;
    return form(
      () => this.#submit(which, view),
      { class: 'stack', novalidate: true },
      which === 'save-copy' && h('p', { class: 'small soft' }, say('storage.copy-hint')),
      which === 'open-backup' && h('p', { class: 'small soft' }, say('storage.import-hint')),
      which === 'export' && h('p', { class: 'notice' }, glyph('warning'), say('storage.plain')),
      (which === 'back-up-room' || which === 'export') && this.#rooms(view),
      which === 'export' && this.#formats(),
      ...(isSealing ? this.#passphrases() : []),
      ...(which === 'open-backup' ? backupFields(view.copyMade !== null) : []),
      this.#problem === null
        ? errorLine(view.error)
        : h('p', { class: 'error', role: 'alert', id: 'error' }, glyph('warning'), say(this.#problem)),
      h(
        'div',
        { class: 'row' },
        button({ type: 'submit', class: 'primary', disabled: this.isNew }, say(`storage.do-${submitWords[which]}`)),
      ),
    );
  }

  #passphrases(): VNode[] {
    const properties = { type: 'password', autocomplete: 'new-password' };
    return [
      field('input', 'passphrase', say('storage.passphrase'), say('storage.passphrase-hint'), properties),
      field('input', 'again', say('storage.again'), null, properties),
    ];
  }

  #rooms({ rooms }: StorageDialogView): VNode {
    const options = rooms.map(({ ridHex, name }) => [ridHex, name] as const);
    return choices('room', say('storage.room'), options, this.#chosenRoom(rooms), false, (ridHex) => {
      this.#roomHex = ridHex;
      this.refresh();
    });
  }

  #chosenRoom(rooms: StorageDialogView['rooms']): string {
    const chosen = rooms.find(({ ridHex }) => ridHex === this.#roomHex) ?? rooms[0];
    return chosen?.ridHex ?? '';
  }

  #formats(): VNode {
    const options = (['html', 'markdown', 'json'] as const).map((format) => [format, say(`storage.format-${format}`)] as const);
    return choices('format', say('storage.format'), options, this.#format, false, (format) => {
      this.#format = format;
      this.refresh();
    });
  }

  #submit(which: StorageForm, { rooms }: StorageDialogView): void {
    this.#problem = null;
    const roomHex = this.#chosenRoom(rooms);
    if (which === 'export') this.request({ type: 'export-text', roomHex, format: this.#format });
    else if (which === 'open-backup') {
      const intent = backupIntent(this.root, '');
      if (intent === null) this.#problem = 'storage.no-file';
      else this.request(intent);
    } else {
      const passphrase = this.find<HTMLInputElement>('#passphrase').value;
      if (passphrase === '') this.#problem = 'storage.missing';
      else if (passphrase !== this.find<HTMLInputElement>('#again').value) this.#problem = 'storage.differs';
      else if (which === 'save-copy') this.request({ type: 'save-copy', passphrase });
      else this.request({ type: 'back-up', passphrase, roomHex: which === 'back-up' ? null : roomHex });
    }
    this.refresh();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-storage-dialog': ParleyStorageDialog;
  }
}
