/**
 * `<parley-storage-dialog>`: dialog "Storage and backup": how full it is, and what can be made of it, each with a short form in its place.
 *
 * Which form is open is the element's own; what was typed never leaves it but in the intent. Asks for `back-up`, `save-copy`, `export-text`,
 * `open-backup`, `drop-old`, `cancel-work`, `close-dialog`.
 */
import type { StorageDialogView, StoredRoomView, TextFormat } from '../app/storage-state.js';
import { backupFields, backupIntent, progressBar } from './backup-pieces.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { chooseDrop, dropFields } from './drop-pieces.js';
import type { ChosenDrop } from './drop-pieces.js';
import { glyph } from './icons.js';
import { NewPassphrase } from './new-passphrase.js';
import { button, choices, errorLine, field, form } from './pieces.js';
import { SUBMIT_WORDS, formsFor } from './storage-forms.js';
import type { StorageForm } from './storage-forms.js';
import { outcomeWords, sayAge, sayBytes } from './storage-words.js';
import { say, sayMoment, sayPercent } from './strings.js';

export class ParleyStorageDialog extends ParleyDialog<StorageDialogView> {
  #form: StorageForm | null = null;
  #roomHex: string | null = null;
  #format: TextFormat = 'html';
  readonly #passphrase = new NewPassphrase(() => this.refresh());
  #keep: number | null = null;
  #problem: 'storage.differs' | 'storage.missing' | 'storage.no-file' | null = null;

  protected override update(view: StorageDialogView, previous: StorageDialogView | undefined): void {
    if (previous === undefined && view.copyMade !== null) this.#form = 'open-backup';
    // Done: what was typed goes with the form.
    if (view.outcome !== null && view.outcome !== previous?.outcome) this.#turnTo(null);
    super.update(view, previous);
  }

  protected override view(view: StorageDialogView): Child[] {
    const { work, outcome, copyMade, backupAge } = view;
    const forms = formsFor(view);
    return this.dialog(say('storage.open'), [
      ...this.#space(view),
      work === null && forms.includes('drop-old') && this.#ways(['drop-old'], view),
      h('h3', {}, say('storage.backup')),
      h('p', { class: 'age' }, sayAge(backupAge)),
      copyMade !== null &&
        h('p', { class: 'notice calm' }, say('storage.copy', { date: sayMoment(copyMade) }), ' ', say('storage.copy-merge')),
      h('p', { class: 'small soft' }, say('storage.why')),
      h('div', { class: 'outcome', role: 'status' }, ...(outcome === null ? [] : outcomeWords(outcome).map((words) => h('p', {}, words)))),
      work !== null
        ? h('div', { class: 'stack' }, progressBar(say(`storage.busy-${work.what}`), work.share), work.what !== 'drop' && this.#cancel())
        : this.#ways(
            forms.filter((which) => which !== 'drop-old'),
            view,
          ),
    ]);
  }

  #space({ used, limit, disk }: StorageDialogView): Child[] {
    const percent = Math.min(100, Math.ceil((used / limit) * 100));
    const sizes = { percent: sayPercent(percent / 100), used: sayBytes(used * 2), limit: sayBytes(limit * 2) };
    return [
      h('h3', { id: 'space' }, say('storage.space')),
      h('meter', { min: 0, max: 100, high: 80, value: percent, 'aria-labelledby': 'space', 'aria-describedby': 'used' }),
      h('p', { id: 'used', class: 'small' }, say('storage.used', sizes)),
      disk !== null && h('p', { class: 'small soft' }, say('storage.disk', { used: sayBytes(disk.used), limit: sayBytes(disk.limit) })),
    ];
  }

  /** Another form, or none, with nothing typed in it. */
  #turnTo(form: StorageForm | null): void {
    this.#form = form;
    this.#passphrase.clear();
  }

  /** A button for each, with its form below where that is open. */
  #ways(forms: readonly StorageForm[], view: StorageDialogView): VNode {
    const toggle = (which: StorageForm): void => {
      this.#turnTo(this.#form === which ? null : which);
      this.#problem = null;
      this.refresh();
    };
    const wayOf = (which: StorageForm): VNode => {
      const isOpen = this.#form === which;
      return h(
        'li',
        { 'data-id': which },
        button({ 'aria-expanded': String(isOpen), onclick: () => toggle(which) }, say(`storage.${which}`)),
        isOpen && this.#way(which, view),
      );
    };
    return h('ul', { class: 'ways', role: 'list' }, ...forms.map(wayOf));
  }

  #cancel(): VNode {
    return button({ onclick: () => this.request({ type: 'cancel-work' }) }, say('storage.cancel'));
  }

  /** The form of one way, and what it asks for. */
  #way(which: StorageForm, view: StorageDialogView): VNode {
    const isSealing = which === 'back-up' || which === 'back-up-room' || which === 'save-copy';
    return form(
      () => this.#submit(which, view),
      { class: 'stack', novalidate: true },
      which === 'save-copy' && h('p', { class: 'small soft' }, say('storage.copy-hint')),
      which === 'open-backup' && h('p', { class: 'small soft' }, say('storage.import-hint')),
      which === 'export' && h('p', { class: 'notice' }, glyph('warning'), say('storage.plain')),
      (which === 'back-up-room' || which === 'export') && this.#rooms(view.rooms),
      ...(which === 'drop-old' ? this.#drops(view) : []),
      which === 'export' && this.#formats(),
      ...(isSealing ? this.#passphrases() : []),
      ...(which === 'open-backup' ? backupFields(view.copyMade !== null) : []),
      this.#problem === null
        ? errorLine(view.error)
        : h('p', { class: 'error', role: 'alert', id: 'error' }, glyph('warning'), say(this.#problem)),
      h(
        'div',
        { class: 'row' },
        button(
          { type: 'submit', class: which === 'drop-old' ? 'danger' : 'primary', disabled: this.isNew },
          say(`storage.do-${SUBMIT_WORDS[which]}`),
        ),
      ),
    );
  }

  #passphrases(): VNode[] {
    return [
      this.#passphrase.field('passphrase', say('storage.passphrase'), say('storage.passphrase-hint')),
      field('input', 'again', say('storage.again'), null, { type: 'password', autocomplete: 'new-password' }),
    ];
  }

  #rooms(rooms: readonly StoredRoomView[]): VNode {
    const options = rooms.map(({ ridHex, name }) => [ridHex, name] as const);
    return choices('room', say('storage.room'), options, this.#chosenRoom(rooms), false, (ridHex) => {
      this.#roomHex = ridHex;
      this.refresh();
    });
  }

  #chosenRoom(rooms: readonly StoredRoomView[]): string {
    const chosen = rooms.find(({ ridHex }) => ridHex === this.#roomHex) ?? rooms[0];
    return chosen?.ridHex ?? '';
  }

  /** Which room is to be made smaller, and how many messages stay in it. */
  #chosenDrop({ rooms }: StorageDialogView): ChosenDrop {
    return chooseDrop(rooms, this.#roomHex, this.#keep);
  }

  #drops(view: StorageDialogView): Child[] {
    const chosen = this.#chosenDrop(view);
    return dropFields(this.#rooms(chosen.rooms), chosen, (keep) => {
      this.#keep = keep;
      this.refresh();
    });
  }

  #formats(): VNode {
    const options = (['html', 'markdown', 'json'] as const).map((format) => [format, say(`storage.format-${format}`)] as const);
    return choices('format', say('storage.format'), options, this.#format, false, (format) => {
      this.#format = format;
      this.refresh();
    });
  }

  #submit(which: StorageForm, view: StorageDialogView): void {
    this.#problem = null;
    const roomHex = this.#chosenRoom(view.rooms);
    if (which === 'export') this.request({ type: 'export-text', roomHex, format: this.#format });
    else if (which === 'drop-old') {
      const { room, keep } = this.#chosenDrop(view);
      this.request({ type: 'drop-old', roomHex: room.ridHex, keep });
    } else if (which === 'open-backup') {
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
