/**
 * The answers of a poll, under its question: a button for each, which says who chose it, and chooses it or does not any more.
 */
import type { MessageView } from '../app/message-state.js';
import type { PollOptionView, PollView } from '../app/poll-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { button } from './pieces.js';
import { say, sayList, sayNumber } from './strings.js';
import { visibleName, visibleNodes } from './visible-text.js';

/** The answers; `<parley-message-menu>` hears when one is pressed. Nothing for what is no poll. */
export function pollPart({ poll }: MessageView): Child {
  if (poll === null) return null;
  const { isMany, voters, options } = poll;
  return h(
    'div',
    { class: 'poll', role: 'group', 'aria-label': say('poll.label') },
    h('p', { class: 'small soft' }, say(isMany ? 'poll.many' : 'poll.one')),
    h('ul', { role: 'list' }, ...options.map((option, place) => optionLine(option, place, voters))),
    h('p', { class: 'small soft' }, say('poll.voters', { count: voters })),
    voters > 0 &&
      h('details', { class: 'small' }, h('summary', {}, say('poll.who')), h('ul', { role: 'list' }, ...options.map(votersLine))),
  );
}

function optionLine({ text, names, isMine }: PollOptionView, place: number, voters: number): VNode {
  return h(
    'li',
    {},
    button(
      { class: 'option', 'data-do': 'vote', 'data-choice': place, 'aria-pressed': String(isMine) },
      h('span', { class: 'words', dir: 'auto' }, ...visibleNodes(text)),
      ' ',
      h('span', { class: 'small', 'aria-hidden': 'true' }, sayNumber(names.length)),
      h('span', { class: 'visually-hidden' }, say('poll.votes', { count: names.length })),
      h('progress', { 'aria-hidden': 'true', max: Math.max(1, voters), value: names.length }),
    ),
  );
}

function votersLine({ text, names }: PollOptionView): Child {
  // SECURITY: an answer is text of others as well (poll-part.test.ts: "shows hostile answers as text").
  return names.length > 0 && h('li', {}, h('bdi', {}, visibleName(text)), ' ', h('span', { class: 'soft' }, sayList(names)));
}

/** Which answers are chosen once the one at this place was pressed. */
export function choicesAfter({ isMany, options }: PollView, place: number): readonly number[] {
  const chosen = options.flatMap(({ isMine }, at) => (isMine ? [at] : []));
  if (chosen.includes(place)) return chosen.filter((at) => at !== place);
  return isMany ? [...chosen, place].sort((a, b) => a - b) : [place];
}
