/**
 * `<parley-room-options>`: what can be set for one room, at the foot of its people: after how long messages disappear, for everybody; what the others are told of oneself, whether it is muted, and
 * whether new people find one, which is so for all rooms. Asks for `set-timer`, `set-telling`, `set-muted`, `set-reachable`.
 */
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { ParleyElement } from './element.js';
import { switchLine, tickLine } from './settings-pieces.js';
import { say } from './strings.js';
import { timerSection } from './timer-pieces.js';

export class ParleyRoomOptions extends ParleyElement<RoomView> {
  protected override view(room: RoomView): Child[] {
    return [
      timerSection(room, (hours) => this.request({ type: 'set-timer', ridHex: room.ridHex, hours })),
      h(
        'section',
        { 'aria-labelledby': 'telling' },
        h('h3', { id: 'telling' }, say('options.heading')),
        this.#switch(room, 'read', say('options.read-hint')),
        this.#switch(room, 'typing', null),
      ),
      h(
        'section',
        { 'aria-labelledby': 'reach' },
        h('h3', { id: 'reach' }, say('options.reach-heading')),
        switchLine(
          'reachable',
          say('options.reachable'),
          say('options.reachable-hint'),
          room.connection.signalling !== 'paused',
          (isReachable) => this.request({ type: 'set-reachable', isReachable }),
        ),
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

  #switch({ ridHex, telling }: RoomView, what: keyof RoomView['telling'], hint: string | null): VNode {
    // It is so as soon as it is pressed.
    const onchange = (event: Event): void =>
      this.request({ type: 'set-telling', ridHex, what, isTold: (event.target as HTMLInputElement).checked });
    return tickLine(what, say(`options.${what}`), hint, { checked: telling[what], onchange });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-room-options': ParleyRoomOptions;
  }
}
