/**
 * `<parley-palette-dialog>`: the command palette: a combobox that finds rooms and actions, by keyboard alone or by pointer. Choosing one closes it first.
 */
import type { PaletteDialogView } from '../app/settings-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { findItems, paletteItems } from './palette-items.js';
import type { PaletteItem } from './palette-items.js';
import { say } from './strings.js';

export class ParleyPaletteDialog extends ParleyDialog<PaletteDialogView> {
  #sought = '';
  /** Of what is found, the place of what Enter chooses. */
  #place = 0;

  protected override view(state: PaletteDialogView): Child[] {
    const found = findItems(paletteItems(state), this.#sought);
    this.#place = Math.min(this.#place, Math.max(0, found.length - 1));
    const hasAny = found.length > 0;
    return this.dialog(say('palette.heading'), [
      h('input', {
        type: 'text',
        role: 'combobox',
        id: 'sought',
        'aria-label': say('palette.label'),
        'aria-expanded': String(hasAny),
        'aria-controls': 'found',
        'aria-autocomplete': 'list',
        'aria-activedescendant': hasAny && `item-${this.#place}`,
        placeholder: say('palette.placeholder'),
        autocomplete: 'off',
        spellcheck: 'false',
        dir: 'auto',
        oninput: (event) => {
          this.#sought = (event.target as HTMLInputElement).value;
          this.#mark(0);
        },
        onkeydown: (event) => this.#press(event, found),
      }),
      h('p', { class: hasAny ? 'visually-hidden' : 'soft', role: 'status' }, say('palette.found', { count: found.length })),
      h(
        'ul',
        { role: 'listbox', id: 'found', 'aria-label': say('palette.heading'), hidden: !hasAny },
        ...found.map((item, place) =>
          h(
            'li',
            {
              role: 'option',
              id: `item-${place}`,
              'data-id': item.id,
              'aria-selected': String(place === this.#place),
              onclick: () => this.#choose(item),
            },
            ...item.content,
          ),
        ),
      ),
    ]);
  }

  /** What is sought takes the focus, not the heading: the person has asked for this dialog to type into it. */
  override focus(): void {
    this.find('#sought').focus();
  }

  #press(event: KeyboardEvent, found: readonly PaletteItem[]): void {
    const { key, isComposing } = event;
    if (isComposing || found.length === 0) return;
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    const chosen = found[this.#place];
    if (step !== 0) this.#mark((this.#place + step + found.length) % found.length);
    else if (key === 'Enter' && chosen !== undefined) this.#choose(chosen);
    else return;
    event.preventDefault();
  }

  #mark(place: number): void {
    this.#place = place;
    this.refresh();
    this.root.querySelector(`#item-${place}`)?.scrollIntoView({ block: 'nearest' });
  }

  #choose({ intent }: PaletteItem): void {
    this.request({ type: 'close-dialog' });
    this.request(intent);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-palette-dialog': ParleyPaletteDialog;
  }
}
