/**
 * The end of a transcript while a long history is on its way: how far that is, and the newest messages, marked as not checked.
 */
import type { BackfillView } from '../app/message-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { say, sayNumber } from './strings.js';
import { transcript } from './transcript.js';

/** The part below the messages that are here. */
export function backfillPart({ done, total, preview }: BackfillView): VNode {
  return h(
    'div',
    { class: 'backfill' },
    h(
      'div',
      { class: 'progress soft small' },
      h('label', { for: 'backfill' }, say('messages.backfill', { done: sayNumber(done), total: sayNumber(total) })),
      h('progress', { id: 'backfill', value: done, max: total }),
    ),
    preview.length > 0 && h('p', { class: 'unchecked soft small' }, say('messages.unchecked')),
    h('div', { class: 'rows' }, ...transcript(preview)),
  );
}
