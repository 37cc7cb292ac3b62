/**
 * `<parley-delete-room-dialog>`: dialog "Delete this room here": what goes, and what that means for whom. Asks for `delete-room` and `close-dialog`.
 */
import type { DeleteRoomDialogView } from '../app/dialog-state.js';
import { ParleyDialog } from './dialog-element.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import { button } from './pieces.js';
import { say } from './strings.js';

export class ParleyDeleteRoomDialog extends ParleyDialog<DeleteRoomDialogView> {
  protected override view({ ridHex, roomName, isMember, isAlone }: DeleteRoomDialogView): Child[] {
    return this.dialog(
      say('delete-room.heading'),
      [
        h('p', {}, say('delete-room.lead', { room: roomName })),
        isAlone && h('p', { class: 'notice' }, glyph('warning'), say('delete-room.alone')),
        !isAlone && h('p', { class: 'soft' }, say('delete-room.others')),
        isMember && !isAlone && h('p', { class: 'soft' }, say('delete-room.member')),
        h('p', { class: 'soft' }, say('delete-room.back')),
      ],
      [
        button(
          { class: 'danger', disabled: this.isNew, onclick: () => this.request({ type: 'delete-room', ridHex }) },
          say('delete-room.yes'),
        ),
      ],
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-delete-room-dialog': ParleyDeleteRoomDialog;
  }
}
