/**
 * `<parley-erase-dialog>`: dialog "Delete this message?": what goes, and what does not. Asks for `erase-message` and `close-dialog`.
 */
import type { EraseDialogView } from '../app/message-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { button } from './pieces.js';
import { say } from './strings.js';
import { visibleNodes } from './visible-text.js';

export class ParleyEraseDialog extends ParleyDialog<EraseDialogView> {
  protected override view({ ridHex, id, isMine, authorName, text }: EraseDialogView): Child[] {
    return this.dialog(
      say('erase.heading'),
      [
        h('blockquote', { class: 'excerpt', dir: 'auto' }, ...visibleNodes(text)),
        h('p', {}, isMine ? say('erase.mine') : say('erase.theirs', { author: authorName })),
        h('p', { class: 'soft' }, say('erase.seen')),
      ],
      [
        button(
          { class: 'danger', disabled: this.isNew, onclick: () => this.request({ type: 'erase-message', ridHex, id }) },
          say('erase.yes'),
        ),
      ],
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-erase-dialog': ParleyEraseDialog;
  }
}
