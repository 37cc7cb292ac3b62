/**
 * `<parley-forward-dialog>`: dialog "Forward to…": what goes, and the rooms that it may go to. Asks for `forward` and `close-dialog`.
 */
import type { ForwardDialogView } from '../app/message-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { button, nameOf } from './pieces.js';
import { say } from './strings.js';
import { visibleNodes } from './visible-text.js';

/** So many characters of the message are shown. */
const SHOWN_LENGTH = 280;

function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * SHOWN_LENGTH + 1)];
  return characters.length > SHOWN_LENGTH ? `${characters.slice(0, SHOWN_LENGTH).join('')}…` : text;
}

export class ParleyForwardDialog extends ParleyDialog<ForwardDialogView> {
  protected override view({ text, rooms }: ForwardDialogView): Child[] {
    return this.dialog(say('forward.heading'), [
      h('blockquote', { class: 'excerpt', dir: 'auto' }, ...visibleNodes(shortened(text))),
      h('p', { class: 'soft' }, say(rooms.length > 0 ? 'forward.lead' : 'forward.none')),
      h(
        'ul',
        { role: 'list', class: 'stack' },
        ...rooms.map(({ ridHex, name }) =>
          h(
            'li',
            { 'data-id': ridHex },
            button({ disabled: this.isNew, onclick: () => this.request({ type: 'forward', toHex: ridHex }) }, nameOf(name)),
          ),
        ),
      ),
    ]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-forward-dialog': ParleyForwardDialog;
  }
}
