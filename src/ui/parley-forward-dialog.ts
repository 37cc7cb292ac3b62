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

export class ParleyForwardDialog extends ParleyDialog<ForwardDialogView> {
  protected override view({ text, rooms }: ForwardDialogView): Child[] {
    return this.dialog(say('forward.heading'), [
      h('blockquote', { class: 'excerpt', dir: 'auto' }, ...visibleNodes(text.slice(0, 280))),
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
