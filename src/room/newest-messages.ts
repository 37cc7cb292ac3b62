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

/** The messages among the newest `count` items of a room's history, oldest first. What cannot be read is left out: whoever opens the room is told. */
export async function newestMessages(history: History, rid: Bytes, count: number): Promise<readonly StoredMessage[]> {
  const entries = await loadEntries(await history.newest(count), rid, () => undefined);
  const messages = entries.flatMap(({ idText, authorHex, time, payload }) =>
    payload?.kind === 'text' ? { idText, authorHex, time, text: payload.text } : [],
  );
  return messages.toSorted((a, b) => a.time - b.time);
}
