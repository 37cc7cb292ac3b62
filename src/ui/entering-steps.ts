/**
 * The waiting room: what has to happen until one is in, and which of it is going on now, for whoever knocks and wonders why nothing moves.
 */
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import { say } from './strings.js';

/** In the order in which they come. */
const ENTERING_PHASES = ['entering', 'asking', 'syncing'] as const;

/** The steps, those that are done ticked and the present one named so; nothing for whoever is in, or never will be. */
export function enteringSteps({ phase }: RoomView): Child {
  const at = ENTERING_PHASES.findIndex((each) => each === phase);
  if (at === -1) return null;
  return h(
    'ol',
    { class: 'steps', role: 'list', 'aria-label': say('room.steps') },
    ...ENTERING_PHASES.map((each, i) =>
      h(
        'li',
        { 'aria-current': i === at ? 'step' : null, class: i < at ? 'past' : i === at ? 'now' : '' },
        i < at ? glyph('check') : h('span', { class: 'place', 'aria-hidden': 'true' }, String(i + 1)),
        h('span', {}, say(`room.step-${each}`)),
        i < at && h('span', { class: 'visually-hidden' }, say('room.step-done')),
      ),
    ),
  );
}
