/**
 * The newest pinned message, as one line at the top of the room that leads to it.
 */
import type { Intent } from '../app/intents.js';
import type { RoomView } from '../app/room-state.js';
import { h } from './dom.js';
import type { Child } from './dom.js';
import { glyph } from './icons.js';
import { quotedWords } from './message-quote.js';
import { button, iconButton, nameOf } from './pieces.js';
import { say } from './strings.js';

/** The line; nothing where nothing is pinned. */
export function pinnedLine({ ridHex, phase, pinned, composer }: RoomView, request: (intent: Intent) => void): Child {
  if (pinned === null || phase !== 'in') return null;
  const { id, authorName } = pinned;
  return h(
    'section',
    { class: 'pinned small', 'aria-label': say('pinned.label') },
    button(
      { class: 'pinned-go', title: say('message.go-to'), onclick: () => request({ type: 'show-message', ridHex, id }) },
      glyph('pin'),
      nameOf(authorName === '' ? say('messages.someone') : authorName),
      ' ',
      h('span', { class: 'pinned-words', dir: 'auto' }, ...quotedWords(pinned)),
    ),
    composer.lock === null &&
      iconButton('close', say('message.unpin'), { onclick: () => request({ type: 'pin', ridHex, id, isOn: false }) }),
  );
}
