/**
 * `<parley-room-options>`: what can be set for one room, at the foot of its people: what the others are told of oneself, and whether
 * it is muted. Asks for `set-telling`, `set-muted`.
 */
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { switchLine } from './settings-pieces.js';
import { say } from './strings.js';

export class ParleyRoomOptions extends ParleyElement<RoomView> {
  protected override view(room: RoomView): Child[] {
    return [
      h(
        'section',
        { 'aria-labelledby': 'telling' },
        h('h3', { id: 'telling' }, say('options.heading')),
        this.#switch(room, 'read', say('options.read-hint')),
        this.#switch(room, 'typing', ''),
      ),
      h(
        'section',
        { 'aria-labelledby': 'muting' },
        h('h3', { id: 'muting' }, say('options.mute-heading')),
        switchLine('mute', say('options.mute'), say('options.mute-hint'), room.isMuted, (isMuted) =>
          this.request({ type: 'set-muted', ridHex: room.ridHex, isMuted }),
        ),
      ),
    ];
  }

  #switch({ ridHex, telling }: RoomView, what: keyof RoomView['telling'], hint: string): VNode {
    const onchange = (event: Event): void =>
      this.request({ type: 'set-telling', ridHex, what, isTold: (event.target as HTMLInputElement).checked });
    return h(
      'div',
      { class: 'switch' },
      h('input', { type: 'checkbox', id: what, 'aria-describedby': hint !== '' && `${what}-hint`, checked: telling[what], onchange }),
      h(
        'div',
        {},
        h('label', { for: what }, say(`options.${what}`)),
        hint !== '' && h('p', { class: 'small soft', id: `${what}-hint` }, hint),
      ),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-room-options': ParleyRoomOptions;
  }
}
