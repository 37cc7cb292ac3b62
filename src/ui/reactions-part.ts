/**
 * How people meet a message: under its words, a button for each emoji, which says who, and takes part or leaves off.
 */
import type { MessageView } from '../app/message-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { button } from './pieces.js';
import { say, sayNumber } from './strings.js';
import { visibleName } from './visible-text.js';

/** The buttons of a message; `<parley-message-menu>` hears when one is pressed. */
export function reactionsPart({ reactions }: MessageView): Child {
  if (reactions.length === 0) return null;
  const chips = reactions.map(({ emoji, names, isMine }) => {
    // SECURITY: an emoji is text of others as well (reactions-part.test.ts: "shows what is no emoji as what it is").
    const sentence = visibleName(emoji);
    const label = say('reactions.one', { sentence, count: names.length, names });
    return h(
      'li',
      {},
      button(
        { class: 'reaction', 'data-do': 'react', 'data-emoji': emoji, 'aria-pressed': String(isMine), 'aria-label': label, title: label },
        h('bdi', {}, sentence),
        ' ',
        h('span', { class: 'small' }, sayNumber(names.length)),
      ),
    );
  });
  return h('ul', { class: 'reactions', role: 'list', 'aria-label': say('reactions.label') }, ...chips);
}
