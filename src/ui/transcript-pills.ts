/**
 * What stands over the end of the transcript while the reader is not there: the way to the newest, and to what mentions them of what they have not read.
 */
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { glyph } from './icons.js';
import { button } from './pieces.js';
import { say } from './strings.js';

/** The mention to go to: the first, or the one after that which was gone to; `undefined` when there is none. */
function nextMention({ mentionIds, place }: RoomView): string | undefined {
  return mentionIds[place.to === 'message' && place.id !== null ? mentionIds.indexOf(place.id) + 1 : 0];
}

/** The buttons. `show`: goes to a message. */
export function transcriptPills(room: RoomView, goDown: () => void, show: (id: string) => void): VNode {
  const { unread } = room;
  const mention = nextMention(room);
  return h(
    'div',
    { class: 'pills' },
    mention !== undefined &&
      button(
        { class: 'pill primary to-mention', onclick: () => show(mention) },
        h('span', { 'aria-hidden': 'true' }, '@'),
        say('mention.go'),
      ),
    button(
      { class: unread > 0 ? 'pill primary' : 'pill', onclick: goDown },
      glyph('down'),
      unread > 0 ? say('messages.new', { count: unread }) : say('messages.newest'),
    ),
  );
}
