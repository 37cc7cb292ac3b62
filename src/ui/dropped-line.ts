/**
 * The line at the top of a transcript whose older messages were dropped from this device.
 */
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { button } from './pieces.js';
import { say, sayDay } from './strings.js';

/** Says when, and offers to get them back. */
export function droppedLine(droppedAt: number, getBack: () => void): VNode {
  return h(
    'div',
    { class: 'dropped' },
    h('p', { class: 'small soft' }, say('messages.dropped', { date: sayDay(droppedAt) })),
    button({ onclick: getBack }, say('messages.get-back')),
  );
}
