/**
 * Which messages that were not read yet mention the person here.
 *
 * Nothing of it is stored: it follows from the log, and only what was not read is looked at, a slice at a time after the room was opened. Invariant: a message is
 * in it only while it counts, has its payload, was not read, and mentions the person as it stands now.
 */
import type { Cancel, Clock } from '../lib/clock.js';
import type { Entry } from '../log/entry.js';
import type { LogChange } from '../log/log-change.js';
import type { RoomLog } from '../log/log.js';
import { compareOrder } from '../log/order.js';
import { ENTRY_KINDS } from '../log/payload.js';

/** So many rows are looked at in one go. */
const ROWS_TOGETHER = 500;

/** What it needs of the room. */
export interface UnreadMentionsRoom {
  readonly setup: { readonly clock: Clock };
  readonly changed: () => void;
}

/** The unread mentions of one room. */
export class UnreadMentions {
  readonly #room: UnreadMentionsRoom;
  readonly #log: RoomLog;
  readonly #ownPkHex: string;
  readonly #isUnread: (entry: Entry) => boolean;
  readonly #held = new Set<string>();
  #ids: readonly string[] | null = [];
  #cancelLook: Cancel | null = null;

  constructor(room: UnreadMentionsRoom, log: RoomLog, ownPkHex: string, isUnread: (entry: Entry) => boolean) {
    this.#room = room;
    this.#log = log;
    this.#ownPkHex = ownPkHex;
    this.#isUnread = isUnread;
  }

  /** Entry ids, hexadecimal, in order. The same list as long as nothing has changed. */
  get ids(): readonly string[] {
    if (this.#ids !== null) return this.#ids;
    const nodes = [...this.#held].flatMap((id) => this.#log.graph.get(id) ?? []);
    this.#ids = nodes.sort(compareOrder).map(({ idText }) => idText);
    return this.#ids;
  }

  /** Whether a message mentions the person here, as it stands now. */
  isMentioned(entry: Entry): boolean {
    return this.#log.annotations.mentionsIn(entry).some(({ pk }) => pk.toHex() === this.#ownPkHex);
  }

  /** Looks through what was not read, so many messages, from the newest on. */
  load(unread: number): void {
    this.#look(null, unread);
  }

  /** Entries came or went, or what is said about them. */
  logChanged({ shown, hidden }: LogChange): void {
    const touched = new Set<string>();
    for (const entry of [...shown, ...hidden]) {
      if (entry.kind === ENTRY_KINDS.text) touched.add(entry.idText);
      if (entry.kind !== ENTRY_KINDS.edit) continue;
      const { payload } = entry;
      // One whose words have gone is among what is hidden with them.
      if (payload?.kind === 'edit') touched.add(payload.entry.toHex());
    }
    this.#judge(touched);
  }

  /** All was read. */
  read(): void {
    this.close();
    this.#held.clear();
    this.#ids = [];
  }

  /** Looks no further. */
  close(): void {
    this.#cancelLook?.();
    this.#cancelLook = null;
  }

  /** Looks at the rows before this entry; what comes in between meanwhile is told of by the log. */
  #look(before: string | null, left: number): void {
    this.#cancelLook = null;
    const { timeline } = this.#log;
    const to = before === null ? timeline.length : (timeline.placeOf(before) ?? 0);
    const rows = timeline.slice(Math.max(0, to - ROWS_TOGETHER), to);
    const unread = rows.filter((entry) => this.#isUnread(entry));
    this.#judge(unread.map(({ idText }) => idText));
    const [first] = rows;
    if (first === undefined || left <= unread.length) return;
    this.#cancelLook = this.#room.setup.clock.after(0, () => this.#look(first.idText, left - unread.length));
  }

  /** Looks again whether these belong to it. */
  #judge(ids: Iterable<string>): void {
    let isChanged = false;
    for (const id of ids) {
      const belongs = this.#belongs(id);
      if (belongs === this.#held.has(id)) continue;
      if (belongs) this.#held.add(id);
      else this.#held.delete(id);
      isChanged = true;
    }
    if (!isChanged) return;
    this.#ids = null;
    this.#room.changed();
  }

  #belongs(id: string): boolean {
    const node = this.#log.graph.get(id);
    return node?.isVoid === false && this.#isUnread(node.entry) && this.isMentioned(node.entry);
  }
}
