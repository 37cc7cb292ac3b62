/**
 * `<parley-leave-dialog>`: dialog "Leave this room": what leaving means, and for a founder what nobody can do any more. Asks for `leave` and
 * `close-dialog`.
 */
import type { LeaveDialogView } from '../app/dialog-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import { button } from './pieces.js';
import { say } from './strings.js';

export class ParleyLeaveDialog extends ParleyDialog<LeaveDialogView> {
  protected override view({ ridHex, roomName, isFounder, isAlone }: LeaveDialogView): Child[] {
    return this.dialog(
      say('leave.heading'),
      [
        h('p', {}, say('leave.lead', { room: roomName })),
        isFounder && !isAlone && h('p', { class: 'notice' }, glyph('warning'), say('leave.founder')),
        h('p', { class: 'soft' }, say('leave.keeps')),
        !isAlone && h('p', { class: 'soft' }, say('leave.told')),
        h('p', { class: 'soft' }, say('leave.back')),
      ],
      [button({ class: 'danger', disabled: this.isNew, onclick: () => this.request({ type: 'leave', ridHex }) }, say('leave.yes'))],
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-leave-dialog': ParleyLeaveDialog;
  }
}
