/**
 * What stands in the row of a message beside its words: the button to what can be done with it, and what it said before it was edited.
 */
import type { MessageView } from '../app/message-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import { mentionNodes } from './mention-nodes.js';
import { button } from './pieces.js';
import { say, sayMoment } from './strings.js';

/** Whether something can be done with a message: it says something, and is known to count. */
export function isHandled({ kind, isUnchecked }: Pick<MessageView, 'kind' | 'isUnchecked'>): boolean {
  return (kind === 'text' || kind === 'poll') && !isUnchecked;
}

/** The one button of a row; `<parley-message-menu>` hears when it is pressed. */
export function moreButton(view: MessageView): Child {
  return (
    isHandled(view) &&
    button({ class: 'more', 'data-do': 'menu', 'aria-label': say('message.more'), 'aria-haspopup': 'menu' }, glyph('more'))
  );
}

/** That a message was edited, and behind it all that it said before. */
export function versionsPart({ earlierVersions }: MessageView): Child {
  if (earlierVersions.length === 0) return null;
  const versions = earlierVersions.map(({ time, text, mentions }) =>
    h(
      'li',
      {},
      h('time', { class: 'small soft', datetime: new Date(time).toISOString() }, sayMoment(time)),
      h('div', { class: 'text', dir: 'auto' }, ...mentionNodes(text, mentions)),
    ),
  );
  return h(
    'details',
    { class: 'versions' },
    h('summary', {}, say('message.edited')),
    h('p', { class: 'visually-hidden' }, say('message.versions')),
    h('ol', { role: 'list' }, ...versions),
  );
}
