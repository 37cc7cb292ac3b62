/**
 * `<parley-membership>`: at the foot of the people: who may let people in, to be chosen by those who may decide it, and "Leave this room".
 *
 * Asks for `set-admission`, `open-leave` and `open-delete-room`. What is chosen is shown once it is so.
 */
import type { Admission, RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { button, choices } from './pieces.js';
import { say } from './strings.js';

export class ParleyMembership extends ParleyElement<RoomView> {
  protected override view({ ridHex, admission, powers }: RoomView): Child[] {
    const options = [
      ['any', say('membership.any')],
      ['admins', say('membership.admins')],
    ] as const;
    const choose = (chosen: Admission): void => this.request({ type: 'set-admission', ridHex, admission: chosen });
    return [
      powers.includes('settings')
        ? choices('admission', say('membership.admission'), options, admission, false, choose)
        : h('p', { class: 'small soft' }, say(`membership.is-${admission}`)),
      powers.includes('leave') &&
        button({ class: 'quiet leave', onclick: () => this.request({ type: 'open-leave', ridHex }) }, say('membership.leave')),
      button({ class: 'quiet leave', onclick: () => this.request({ type: 'open-delete-room', ridHex }) }, say('membership.delete')),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-membership': ParleyMembership;
  }
}
