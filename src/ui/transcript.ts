/**
 * From messages to the rows of the transcript: days, and messages grouped by author.
 */
import type { MessageView } from '../app/message-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { messageRow } from './message-row.js';
import { sayDay } from './strings.js';

/** Messages of one author closer than this, in milliseconds, are one group. */
const GROUP_SPAN_MS = 5 * 60_000;

interface KnownRow {
  readonly isFirst: boolean;
  readonly row: VNode;
}

// The same description for the same message in the same place, so that in a list of a thousand only what is new is looked at.
const knownRows = new WeakMap<MessageView, KnownRow>();

function knownRow(view: MessageView, isFirst: boolean): VNode {
  const known = knownRows.get(view);
  if (known?.isFirst === isFirst) return known.row;
  const row = messageRow(view, isFirst);
  knownRows.set(view, { isFirst, row });
  return row;
}

function isSameGroup(view: MessageView, before: MessageView): boolean {
  return (
    view.notice === null &&
    before.notice === null &&
    view.authorFpHex === before.authorFpHex &&
    view.trust === before.trust &&
    Math.abs(view.time - before.time) < GROUP_SPAN_MS
  );
}

/** The rows for messages in their order. A day stands before its first message; since order is not time, a day may come twice. */
export function transcript(messages: readonly MessageView[]): VNode[] {
  let before: MessageView | undefined;
  let dayBefore = '';
  return messages.flatMap((view) => {
    const day = new Date(view.time).toDateString();
    const isNewDay = day !== dayBefore;
    const row = knownRow(view, isNewDay || before === undefined || !isSameGroup(view, before));
    before = view;
    dayBefore = day;
    return isNewDay ? [h('h2', { 'data-id': view.id, class: 'day soft' }, sayDay(view.time)), row] : [row];
  });
}
