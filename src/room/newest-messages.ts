/**
 * The newest messages of a room as the vault has them, for while the room is still being opened.
 *
 * They were checked before they were stored; but whether they count, and who may be shown as their author, only the whole log can say.
 */
import type { Bytes } from '../lib/bytes.js';
import { loadEntries } from '../log/packed-items.js';
import type { History } from '../vault/vault.js';

/** A message, without what the log knows of it. */
export interface StoredMessage {
  /** Entry id, and the author's public key; hexadecimal. */
  readonly idText: string;
  readonly authorHex: string;
  /** Milliseconds since 1970, as the author's machine believed. */
  readonly time: number;
  readonly text: string;
}

/** The messages among the newest `count` items of a room's history, oldest first, as edits among these left them. What cannot be read is left out: whoever opens the room is told. */
export async function newestMessages(history: History, rid: Bytes, count: number): Promise<readonly StoredMessage[]> {
  const entries = await loadEntries(await history.newest(count), rid, () => undefined);
  const messages = entries.flatMap(({ idText, authorHex, time, payload }) =>
    payload?.kind === 'text' ? { idText, authorHex, time, text: payload.text } : [],
  );
  const byPlace = new Map(messages.map((message) => [`${message.authorHex} ${message.idText}`, message]));
  for (const { authorHex, payload, time } of entries.toSorted((a, b) => a.time - b.time)) {
    // Only the author's own change anything, as in the log.
    const place = payload?.kind === 'edit' ? `${authorHex} ${payload.entry.toHex()}` : '';
    const message = byPlace.get(place);
    if (message !== undefined && payload?.kind === 'edit' && time >= message.time) byPlace.set(place, { ...message, text: payload.text });
  }
  return [...byPlace.values()].toSorted((a, b) => a.time - b.time);
}
