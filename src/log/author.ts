/**
 * Writes the entries of one's own feed.
 *
 * Writing, storing and adding are separate steps, and bursts overlap them: `write` may sign the next entry on top of one that is still being stored. So
 * the author remembers what it cited. Calls are taken one after the other, so entries signed at the same moment get consecutive places.
 *
 * SECURITY: a place in a feed is signed at most once (author.test.ts: "never signs two entries for one place"). Once a signature exists, the place is used,
 * even if storing fails: then either the same entry is stored later, or `resume(null)` begins a new feed.
 */
import { randomBytes } from '../crypto/primitives.js';
import { compareBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ZERO_ID, encodeEntryBody, joinEntryItem } from './entry-item.js';
import type { EntryBody } from './entry-item.js';
import { entryIdOf, entryOf, entrySigMessage, payloadHashOf } from './entry.js';
import type { Entry } from './entry.js';
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

/** What an entry of a kind is to hold, or what says it when the entry is signed. */
export type WrittenFields<Kind extends EntryKind> = PayloadFields[Kind] | (() => PayloadFields[Kind]);

/** What signs. `Identity` of `src/crypto` fits. */
export interface EntrySigner {
  readonly pk: Bytes;
  sign(message: Bytes): Promise<Bytes>;
}

/** The own feed of one room in one installation. */
export class Author {
  readonly #signer: EntrySigner;
  readonly #rid: Bytes;
  readonly #log: RoomLog;
  readonly #wall: () => number;
  readonly #begun = Promise.withResolvers<void>();
  #tail: Promise<unknown> = this.#begun.promise;
  #head: FeedHead | null = null;
  /** Ids that what was signed here cites, whether or not the log has it yet. */
  readonly #cited = new Set<string>();

  /** `wall` gives milliseconds since 1970. Nothing is written before `resume` says where. */
  constructor(signer: EntrySigner, rid: Bytes, log: RoomLog, wall: () => number) {
    this.#signer = signer;
    this.#rid = rid;
    this.#log = log;
    this.#wall = wall;
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
    const next = head ?? { feed: randomBytes(8), seq: 0, prev: ZERO_ID };
    if (this.#head === null) {
      this.#head = next;
      this.#begun.resolve();
      return;
    }
    // Later only a new feed is safe.
    if (head !== null) throw new TypeError('head');
    void this.#queue(() => {
      this.#head = next;
      this.#cited.clear();
    });
  }

  /**
   * Signs the next entry. It is not part of the log yet: store it durably, then `log.add` it, in the order of signing. `fields` says what it holds at the
   * moment at which its parents are chosen, so that both speak of the same log. Rejects with `ParleyError` `message-too-long` or `malformed` when the
   * fields do not fit; nothing is used up then.
   */
  write<Kind extends EntryKind>(kind: Kind, fields: WrittenFields<Kind>): Promise<Entry> {
    return this.#queue(async () => {
      const payloadBytes = encodePayload(kind, typeof fields === 'function' ? fields() : fields);
      const salt = randomBytes(16);
      const head = this.#head as FeedHead;
      this.#cited.add(head.prev.toHex());
      // The 8 greatest heads by order that were not cited yet, sorted as the body wants them.
      const heads = this.#log.heads().filter(({ idText }) => !this.#cited.has(idText));
      const parents = kind === 'create' ? [] : heads.slice(-PARENTS_MAX).map(({ id: parent }) => parent);
      parents.sort(compareBytes);
      const ph = await payloadHashOf(salt, payloadBytes);
      const body: EntryBody = { pk: this.#signer.pk, ...head, parents, time: this.#wall(), kind: ENTRY_KINDS[kind], ph };
      const bodyBytes = encodeEntryBody(this.#rid, body);
      const id = await entryIdOf(bodyBytes);
      const sig = await this.#signer.sign(entrySigMessage(id));
      this.#head = { feed: head.feed, seq: head.seq + 1, prev: id };
      for (const parent of parents) this.#cited.add(parent.toHex());
      return entryOf(joinEntryItem({ bodyBytes, sig, salt, payloadBytes }), id, body);
    });
  }

  #queue<Result>(step: () => Result | Promise<Result>): Promise<Result> {
    const result = this.#tail.then(step);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
