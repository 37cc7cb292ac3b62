/**
 * From messages to the rows of the transcript: days, the line before what is new, and messages grouped by author.
 */
import type { MessageView } from '../app/message-state.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { messageRow } from './message-row.js';
import { say, sayDay, shownTag } from './strings.js';

/** Messages of one author closer than this, in milliseconds, are one group. */
const GROUP_SPAN_MS = 5 * 60_000;

interface KnownRow {
  readonly isFirst: boolean;
  readonly isMarked: boolean;
  /** The language of its words. */
  readonly tag: string;
  readonly row: VNode;
}

/** What is special in a transcript, by entry id. */
export interface TranscriptMarks {
  /** The message before which the line stands. */
  readonly unreadFrom: string | null;
  /** The message that was gone to. */
  readonly markedId: string | null;
}

// The same description for the same message in the same place, so that in a list of a thousand only what is new is looked at.
const knownRows = new WeakMap<MessageView, KnownRow>();

function knownRow(view: MessageView, isFirst: boolean, isMarked: boolean): VNode {
  const known = knownRows.get(view);
  const tag = shownTag();
  if (known?.isFirst === isFirst && known.isMarked === isMarked && known.tag === tag) return known.row;
  const row = isMarked ? markedRow(messageRow(view, isFirst)) : messageRow(view, isFirst);
  knownRows.set(view, { isFirst, isMarked, tag, row });
  return row;
}

/** A row that one sees at once, and that can take the focus. */
function markedRow({ tag, properties, children }: VNode): VNode {
  return { tag, properties: { ...properties, class: `${properties['class'] as string} marked`, tabindex: -1 }, children };
}

/** The line before what was unread when the room was opened. */
function sinceLine(id: string): VNode {
  const words = say('messages.since');
  return h('div', { 'data-id': id, class: 'since small', role: 'separator', 'aria-label': words }, h('span', {}, words));
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
export function transcript(messages: readonly MessageView[], marks: TranscriptMarks = { unreadFrom: null, markedId: null }): VNode[] {
  let before: MessageView | undefined;
  let dayBefore = '';
  return messages.flatMap((view) => {
    const day = new Date(view.time).toDateString();
    const isNewDay = day !== dayBefore;
    const isSince = view.id === marks.unreadFrom;
    const isFirst = isNewDay || isSince || before === undefined || !isSameGroup(view, before);
    before = view;
    dayBefore = day;
    const rows = [knownRow(view, isFirst, view.id === marks.markedId)];
    if (isSince) rows.unshift(sinceLine(view.id));
    if (isNewDay) rows.unshift(h('h2', { 'data-id': view.id, class: 'day soft' }, sayDay(view.time)));
    return rows;
  });
}
