/**
 * What is said of messages that disappear: above the box, in their rows, and where it is decided.
 */
import type { MessageView } from '../app/message-state.js';
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { glyph } from './icons.js';
import { choices } from './pieces.js';
import { say, sayMoment } from './strings.js';

const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;

/** What is offered, in hours; 0: never. */
const TIMER_CHOICES = [0, 1, 8, DAY_HOURS, WEEK_HOURS, 4 * WEEK_HOURS];

/** So many hours, 1 or more, in the largest whole unit. */
export function saySpan(hours: number): string {
  if (hours % WEEK_HOURS === 0) return say('timer.weeks', { count: hours / WEEK_HOURS });
  return hours % DAY_HOURS === 0 ? say('timer.days', { count: hours / DAY_HOURS }) : say('timer.hours', { count: hours });
}

/** Above the box: that what is written disappears, and after how long. Its id is `timer`, for `aria-describedby`. */
export function timerLine({ timerHours }: RoomView): Child {
  return timerHours > 0 && h('p', { class: 'timer', id: 'timer' }, glyph('timer'), say('timer.is-on', { span: saySpan(timerHours) }));
}

/** In the row of a message: when it disappears. */
export function vanishingPart({ vanishesAt }: MessageView): Child {
  if (vanishesAt === null) return null;
  return h(
    'details',
    { class: 'vanishing' },
    h('summary', { 'aria-label': say('message.vanishing') }, glyph('timer')),
    say('message.vanishes', { moment: sayMoment(vanishesAt) }),
  );
}

/** In the options of a room: after how long messages disappear, to be chosen by those who may decide it. `choose` hears hours. */
export function timerSection({ timerHours, powers }: RoomView, choose: (hours: number) => void): VNode {
  // What another version of Parley offers is shown as well.
  const offered = [...new Set([...TIMER_CHOICES, timerHours])].sort((a, b) => a - b);
  const sayChoice = (hours: number): string => (hours === 0 ? say('timer.off') : say('timer.after', { span: saySpan(hours) }));
  const now = timerHours === 0 ? say('timer.is-off') : `${say('timer.is-on', { span: saySpan(timerHours) })}.`;
  return h(
    'section',
    { 'aria-labelledby': 'timer' },
    h('h3', { id: 'timer' }, say('timer.heading')),
    powers.includes('settings')
      ? choices(
          'hours',
          say('timer.label'),
          offered.map((hours) => [hours, sayChoice(hours)] as const),
          timerHours,
          false,
          choose,
        )
      : h('p', { class: 'small' }, now),
    h('p', { class: 'small soft' }, say('timer.hint')),
  );
}
