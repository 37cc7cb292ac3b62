/**
 * `<parley-wipe-dialog>`: dialog "Delete everything on this device": what goes, what nobody gets back, and what stays with others. Asks for `wipe` and
 * `close-dialog`.
 *
 * One press on a button that says what it does: nothing to type, for somebody whose hands shake. That no double click and no Enter reaches it is the doing
 * of every dialog.
 */
import type { WipeDialogView } from '../app/dialog-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import { button } from './pieces.js';
import { say } from './strings.js';

export class ParleyWipeDialog extends ParleyDialog<WipeDialogView> {
  protected override view(): Child[] {
    return this.dialog(
      say('wipe.heading'),
      [
        h('p', {}, say('wipe.lead')),
        h('p', { class: 'notice' }, glyph('warning'), say('wipe.final')),
        h('p', { class: 'soft' }, say('wipe.others')),
        h('p', { class: 'soft' }, say('wipe.outside')),
      ],
      [button({ class: 'danger', disabled: this.isNew, onclick: () => this.request({ type: 'wipe' }) }, say('wipe.yes'))],
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-wipe-dialog': ParleyWipeDialog;
  }
}
