/**
 * Why one cannot write: somebody in the room has not been compared with, or one is not in it.
 */
import type { Intent } from '../app/intents.js';
import type { RoomPhase, RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { glyph } from './icons.js';
import { isRoomOver } from './parley-room.js';
import { button } from './pieces.js';
import { say } from './strings.js';
import { isDoubtful } from './trust-chip.js';

/** Who has to be compared with, or knowingly accepted, before one can write. */
export function lockSection({ ridHex, people, composer }: RoomView, request: (intent: Intent) => void): VNode {
  const { acceptanceKeys, unverifiedNames } = composer;
  const first = people.find((person) => isDoubtful(person.trust));
  return h(
    'section',
    { class: 'notice lock', 'aria-labelledby': 'lock' },
    glyph('warning'),
    h(
      'div',
      { class: 'why' },
      h('h2', { id: 'lock' }, say('composer.locked-heading')),
      h('p', {}, say('composer.locked', { count: unverifiedNames.length, names: unverifiedNames })),
      h('p', { class: 'small' }, say('composer.locked-how')),
      h(
        'div',
        { class: 'row' },
        first !== undefined &&
          button(
            { class: 'primary', onclick: () => request({ type: 'open-verify', fpHex: first.fpHex }) },
            say('composer.compare', { name: first.name }),
          ),
        button({ onclick: () => request({ type: 'accept-unverified', ridHex, acceptanceKeys }) }, say('composer.accept')),
      ),
    ),
  );
}

/** Why one cannot write in a room that one is not in. */
export function whyNot(phase: RoomPhase): 'composer.opening' | 'composer.gone' | 'composer.not-in' {
  if (phase === 'opening') return 'composer.opening';
  return isRoomOver(phase) || phase === 'leaving' ? 'composer.gone' : 'composer.not-in';
}
