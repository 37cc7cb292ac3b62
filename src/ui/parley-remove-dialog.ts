/**
 * `<parley-remove-dialog>`: dialog "Remove <name>": what removing somebody does, and what it does not. Asks for `remove` and `close-dialog`.
 */
import type { RemoveDialogView } from '../app/dialog-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { button } from './pieces.js';
import { say } from './strings.js';

export class ParleyRemoveDialog extends ParleyDialog<RemoveDialogView> {
  protected override view({ ridHex, fpHex, name }: RemoveDialogView): Child[] {
    return this.dialog(
      say('remove.heading', { name }),
      [
        h('p', {}, say('remove.lead', { name })),
        ...(['remove.keeps', 'remove.sees', 'remove.knocks'] as const).map((key) => h('p', { class: 'soft' }, say(key))),
      ],
      [
        button(
          { class: 'danger', disabled: this.isNew, onclick: () => this.request({ type: 'remove', ridHex, fpHex }) },
          say('remove.yes'),
        ),
      ],
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-remove-dialog': ParleyRemoveDialog;
  }
}
