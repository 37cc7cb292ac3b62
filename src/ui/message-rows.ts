/**
 * From messages to what the transcript holds: rows for days and for messages, grouped by author. Pure.
 */
import type { MessageView } from '../app/room-state.js';

/** Messages of one author closer than this, in milliseconds, are one group. */
const GROUP_SPAN_MS = 5 * 60_000;

/** One row of the transcript. `isFirst`: it begins a group and shows who wrote it. */
export type TranscriptRow =
  | { readonly key: string; readonly row: 'day'; readonly time: number }
  | { readonly key: string; readonly row: 'message'; readonly view: MessageView; readonly isFirst: boolean };

// One row object for each message object and place, so that a list of a thousand compares by identity.
const groupFirstRows = new WeakMap<MessageView, TranscriptRow>();
const groupLaterRows = new WeakMap<MessageView, TranscriptRow>();

function messageRow(view: MessageView, isFirst: boolean): TranscriptRow {
  const known = isFirst ? groupFirstRows : groupLaterRows;
  const row = known.get(view) ?? ({ key: view.id, row: 'message', view, isFirst } as const);
  known.set(view, row);
  return row;
}

function isSameDay(one: number, other: number): boolean {
  const [a, b] = [new Date(one), new Date(other)];
  return a.getDate() === b.getDate() && a.getMonth() === b.getMonth() && a.getFullYear() === b.getFullYear();
}

function isSameGroup(view: MessageView, before: MessageView): boolean {
  return (
    view.kind !== 'notice' &&
    before.kind !== 'notice' &&
    view.authorFpHex === before.authorFpHex &&
    view.trust === before.trust &&
    Math.abs(view.time - before.time) < GROUP_SPAN_MS
  );
}

/**
 * The rows for messages in their order. A day is shown before its first message; since order is not time, a day may come twice, so its key is that
 * of the message below it. `knownDays` gives the day rows of the last time, `shownDays` takes those of this time: the same objects where they stay.
 */
export function transcriptRows(
  messages: readonly MessageView[],
  knownDays: ReadonlyMap<string, TranscriptRow>,
  shownDays: Map<string, TranscriptRow>,
): TranscriptRow[] {
  const rows: TranscriptRow[] = [];
  let before: MessageView | undefined;
  for (const view of messages) {
    const isNewDay = before === undefined || !isSameDay(view.time, before.time);
    if (isNewDay) {
      const key = `day:${view.id}`;
      const day = knownDays.get(key) ?? { key, row: 'day', time: view.time };
      shownDays.set(key, day);
      rows.push(day);
    }
    rows.push(messageRow(view, isNewDay || before === undefined || !isSameGroup(view, before)));
    before = view;
  }
  return rows;
}
