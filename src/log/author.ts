/**
 * Writes the entries of one's own feed.
 *
 * Writing, storing and adding are separate steps, and bursts overlap them: `write` may sign the next entry on top of one that is still being stored. So
 * the author keeps what it signed as *drafts* until the log has them, and counts what they cite as seen. Calls are taken one after the other, so entries
 * signed at the same moment get consecutive places.
 *
 * SECURITY: a place in a feed is signed at most once (author.test.ts: "never signs two entries for one place"). Once a signature exists, the place is used,
 * even if storing fails: then either the same entry is stored later, or `resume(null)` begins a new feed.
 */
import { randomBytes } from '../crypto/primitives.js';
import { bytesFromHex } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ZERO_ID, encodeEntryBody } from './entry-body.js';
import type { EntryBody } from './entry-body.js';
import { joinEntryItem } from './entry-item.js';
import { Entry, entryIdOf, entrySigMessage, payloadHashOf } from './entry.js';
import { PARENTS_MAX } from './log-limits.js';
import type { RoomLog } from './log.js';
import { ENTRY_KINDS, encodePayload } from './payload.js';
import type { EntryKind, PayloadFields } from './payload.js';

/** Where a feed goes on. */
export interface FeedHead {
  /** 8 bytes. */
  readonly feed: Bytes;
  /** The seq of the next entry. */
  readonly seq: number;
  /** Id of the last entry, 32 bytes; zeros before the first. */
  readonly prev: Bytes;
}

/** What signs. `Identity` of `src/crypto` fits. */
export interface EntrySigner {
  readonly pk: Bytes;
  sign(message: Bytes): Promise<Bytes>;
}

interface SignedDraft {
  readonly entry: Entry;
  /** Ids it cites: seen, though the log does not know that yet. */
  readonly cited: readonly string[];
}

/** The own feed of one room in one installation. */
export class Author {
  readonly #signer: EntrySigner;
  readonly #rid: Bytes;
  readonly #log: RoomLog;
  readonly #wall: () => number;
  #head: FeedHead | null = null;
  #drafts: SignedDraft[] = [];
  #tail: Promise<unknown>;
  #begin: () => void = () => undefined;

  /** `wall` gives milliseconds since 1970. Nothing is written before `resume` says where. */
  constructor(signer: EntrySigner, rid: Bytes, log: RoomLog, wall: () => number) {
    this.#signer = signer;
    this.#rid = rid;
    this.#log = log;
    this.#wall = wall;
    this.#tail = new Promise<void>((resolve) => {
      this.#begin = resolve;
    });
  }

  /** The next place, or `null` before `resume`. */
  get head(): FeedHead | null {
    return this.#head;
  }

  /**
   * Says where to write: on from `head`, which must be proven (see `ownFeedHead`, `isContinuityProven`), or in a new feed (`null`). May be called
   * again with `null`, after a fork of the own feed or when a signed entry was lost; it applies to what is written after.
   */
  resume(head: FeedHead | null): void {
    if (head !== null && this.#head !== null) throw new TypeError('head may only be given once: later only a new feed is safe');
    const next = head ?? { feed: randomBytes(8), seq: 0, prev: ZERO_ID };
    if (this.#head === null) {
      this.#head = next;
      this.#begin();
      return;
    }
    void this.#queue(() => {
      this.#head = next;
      this.#drafts = [];
      return Promise.resolve();
    });
  }

  /**
   * Signs the next entry. It is not part of the log yet: store it durably, then `log.add` it, in the order of signing. Rejects with
   * `ParleyError` `message-too-long` or `malformed` when the fields do not fit; nothing is used up then.
   */
  write<Kind extends EntryKind>(kind: Kind, fields: PayloadFields[Kind]): Promise<Entry> {
    return this.#queue(async () => {
      const payloadBytes = encodePayload(kind, fields);
      const salt = randomBytes(16);
      const ph = await payloadHashOf(salt, payloadBytes);
      return this.#sign(ENTRY_KINDS[kind], ph, salt, payloadBytes);
    });
  }

  #queue<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = this.#tail.then(step);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  async #sign(kind: number, ph: Bytes, salt: Bytes, payloadBytes: Bytes): Promise<Entry> {
    const head = this.#head as FeedHead;
    const parentTexts = kind === ENTRY_KINDS.create ? [] : this.#parents(head.prev.toHex());
    const body: EntryBody = { pk: this.#signer.pk, ...head, parents: parentTexts.map(bytesFromHex), time: this.#wall(), kind, ph };
    const bodyBytes = encodeEntryBody(this.#rid, body);
    const id = await entryIdOf(bodyBytes);
    const sig = await this.#signer.sign(entrySigMessage(id));
    this.#head = { feed: head.feed, seq: head.seq + 1, prev: id };
    const entry = new Entry(joinEntryItem({ bodyBytes, sig, salt, payloadBytes }), id, body);
    this.#drafts.push({ entry, cited: parentTexts });
    return entry;
  }

  /** The 8 greatest heads by order that neither `prev` nor a draft has seen, sorted as the body wants them. */
  #parents(prevText: string): string[] {
    // They enter the log in the order of signing, so in a burst only the first ones are looked at.
    while (this.#drafts[0] !== undefined && this.#log.has(this.#drafts[0].entry.idText)) this.#drafts.shift();
    // What precedes the first draft in the feed is a head of the log until that draft is added.
    const first = this.#drafts[0]?.entry;
    const beforeFirst = first !== undefined && first.seq > 0 ? first.body.prev.toHex() : null;
    const isSeen = (idText: string): boolean =>
      idText === prevText ||
      idText === beforeFirst ||
      this.#drafts.some(({ entry, cited }) => entry.idText === idText || cited.includes(idText));
    const heads = this.#log.heads().map((entry) => entry.idText);
    return heads
      .filter((idText) => !isSeen(idText))
      .slice(-PARENTS_MAX)
      .sort();
  }
}
