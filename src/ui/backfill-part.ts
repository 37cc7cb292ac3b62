/**
 * The end of a transcript while a long history is on its way: how far that is, and the newest messages, marked as not checked.
 */
import type { BackfillView } from '../app/message-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { say, sayNumber } from './strings.js';
import { transcript } from './transcript.js';

function sayProgress(source: BackfillView['source'], done: number, total: number): string {
  if (total === 0) return say('messages.opening-begun');
  return say(source === 'device' ? 'messages.opening' : 'messages.backfill', { done: sayNumber(done), total: sayNumber(total) });
}

/** The part below the messages that are here. */
export function backfillPart({ source, done, total, preview }: BackfillView): VNode {
  const isStored = source === 'device';
  return h(
    'div',
    { class: 'backfill' },
    h(
      'div',
      { class: 'progress soft small' },
      h('label', { for: 'backfill' }, sayProgress(source, done, total)),
      h('progress', total > 0 ? { id: 'backfill', value: done, max: total } : { id: 'backfill' }),
    ),
    preview.length > 0 && h('p', { class: 'unchecked soft small' }, say(isStored ? 'messages.stored' : 'messages.unchecked')),
    h('div', { class: 'rows' }, ...transcript(preview)),
  );
}
