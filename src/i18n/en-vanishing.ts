/**
 * English words of messages that disappear.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishVanishing = {
  'timer.hours': { one: '{count} hour', other: '{count} hours' },
  'timer.days': { one: '{count} day', other: '{count} days' },
  'timer.weeks': { one: '{count} week', other: '{count} weeks' },
  'timer.heading': 'Disappearing messages',
  'timer.label': 'What is written from now on disappears',
  'timer.off': 'Never',
  'timer.after': 'After {span}',
  'timer.hint':
    'Decided for everyone here. What was written before stays. Each device counts by its own clock, and nobody can be kept from copying.',
  'timer.is-off': 'Messages here stay.',
  'timer.is-on': 'Messages here disappear after {span}',
  'message.vanishing': 'When it disappears',
  'message.vanishes': 'Disappears on {moment}',
  'quote.vanished': 'A message that has disappeared',
  'notice.timer-on': '{author} decided that messages disappear after {span}. What was written before stays',
  'notice.timer-off': '{author} decided that messages stay',
} as const satisfies Readonly<Record<string, Phrase>>;
