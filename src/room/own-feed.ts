/**
 * One's own feed in a room: signing, storing, and whether the feed goes on after a restart (DESIGN section 4, "Continuity").
 *
 * Invariant: a feed goes on only when the vault proves it and nobody knows more of it than the vault; a new feed costs nothing, a fork costs trust.
 */
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { Author } from '../log/author.js';
import type { EntrySigner, FeedHead } from '../log/author.js';
import { isContinuityProven, ownFeedHead } from '../log/continuity.js';
import { encodeEntryItem } from '../log/entry.js';
import type { Entry } from '../log/entry.js';
import type { RoomLog } from '../log/log.js';
import type { EntryKind, PayloadFields } from '../log/payload.js';
import type { FeedVector } from '../log/sync-frames.js';
import type { History } from '../vault/vault.js';

/** How long the first entry of a run waits for others to say how far they know our feed, in milliseconds. */
const CONTINUITY_WAIT_MS = 2_000;

/** What the own feed is made of. */
export interface OwnFeedParts {
  readonly identity: EntrySigner;
  readonly log: RoomLog;
  readonly clock: Clock;
  readonly history: History;
  /** What each linked side has said, completely, that it holds. */
  vectors(): readonly FeedVector[];
}

/** Signs and stores what is written here. */
export class OwnFeed {
  readonly #parts: OwnFeedParts;
  readonly #author: Author;
  readonly #pkHex: string;
  readonly #writing = new Set<Promise<unknown>>();
  #cancelWait: Cancel | null = null;
  /** Whether the feed was begun in an earlier run. Of one begun in this run nobody can know more than we do, whatever they say. */
  #isFromVault = false;

  constructor(rid: Bytes, parts: OwnFeedParts) {
    this.#parts = parts;
    this.#author = new Author(parts.identity, rid, parts.log, () => parts.clock.wall());
    this.#pkHex = hexOf(parts.identity.pk);
  }

  /** The history has been read: decides, within two seconds, where the feed goes on. Until then `write` waits. */
  begin(): void {
    const isDamaged = this.#parts.history.damage.length > 0;
    const head = isDamaged ? null : ownFeedHead(this.#parts.log, this.#pkHex);
    if (head === null) {
      this.#author.resume(null);
      return;
    }
    this.#cancelWait = this.#parts.clock.after(CONTINUITY_WAIT_MS, () => {
      this.#cancelWait = null;
      this.#isFromVault = this.#isContinued(head);
      this.#author.resume(this.#isFromVault ? head : null);
    });
  }

  /** Somebody has said what they hold: perhaps more of our own feed than we do. */
  heard(): void {
    const { head } = this.#author;
    if (!this.#isFromVault || head === null || this.#isContinued(head)) return;
    this.#isFromVault = false;
    this.#author.resume(null);
  }

  /** Signs an entry; resolves when it is durable. It is not in the log yet. Rejects with what the size, or the vault, says. */
  write<Kind extends EntryKind>(kind: Kind, fields: PayloadFields[Kind]): Promise<Entry> {
    const written = this.#write(kind, fields);
    const settled: Promise<unknown> = written.then(
      () => this.#writing.delete(settled),
      () => this.#writing.delete(settled),
    );
    this.#writing.add(settled);
    return written;
  }

  /** Waits no more: resolves when all that was written is stored, or was refused. */
  async close(): Promise<void> {
    if (this.#cancelWait !== null) {
      // What waits for its place would be lost with the page; in a new feed it needs to wait for nobody.
      this.#cancelWait();
      this.#cancelWait = null;
      this.#author.resume(null);
    }
    await Promise.all(this.#writing);
  }

  async #write<Kind extends EntryKind>(kind: Kind, fields: PayloadFields[Kind]): Promise<Entry> {
    const entry = await this.#author.write(kind, fields);
    try {
      await this.#parts.history.append([encodeEntryItem(entry)]);
    } catch (error) {
      // Its place in the feed is used up: what comes next begins a new feed, or it would wait for ever for this one.
      this.#author.resume(null);
      throw error;
    }
    return entry;
  }

  #isContinued(head: FeedHead): boolean {
    return isContinuityProven(head, this.#pkHex, this.#parts.vectors());
  }
}
