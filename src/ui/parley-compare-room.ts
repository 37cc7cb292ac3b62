/**
 * `<parley-compare-room>`: the button "Compare the whole room" below the people, while one is in and not alone. Asks for `open-room-comparison`.
 */
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { ParleyElement } from './element.js';
import { button } from './pieces.js';
import { say } from './strings.js';

export class ParleyCompareRoom extends ParleyElement<RoomView> {
  protected override view({ ridHex, phase, people }: RoomView): Child[] {
    if (phase !== 'in' || people.length < 2) return [];
    return [
      button({ onclick: () => this.request({ type: 'open-room-comparison', ridHex }) }, say('compare-room.heading')),
      h('p', { class: 'small soft' }, say('compare-room.hint')),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-compare-room': ParleyCompareRoom;
  }
}
