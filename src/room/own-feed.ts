/**
 * Where one's own entries go: on with the feed that this installation wrote last, or in a new one (DESIGN section 4, "Continuity").
 *
 * A feed belongs to one installation. Two that go on with the same one sign places twice, which all others see as a fork. A vault can be an old copy, or be
 * copied and opened twice; so the feed goes on only when the vault proves it, nobody knows more of it than the vault, and nobody else had our id when we
 * came: a copy has our tokens, and so the server hands it the id, or us theirs.
 *
 * SECURITY: an installation goes on with no other's feed (own-feed.test.ts: "goes on with the feed of this installation, whatever the others of the same identity wrote last").
 */
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import type { Cancel } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import { Author } from '../log/author.js';
import type { FeedHead, WrittenFields } from '../log/author.js';
import { isContinuityProven, ownFeedHead } from '../log/continuity.js';
import type { Entry } from '../log/entry.js';
import type { RoomLog } from '../log/log.js';
import type { EntryKind } from '../log/payload.js';
import type { HistorySession } from './history-session.js';
import type { RoomContext } from './room-setup.js';

/** How long the first entry of a run waits for others to say how far they know our feed, in milliseconds. */
const CONTINUITY_WAIT_MS = 2_000;

/** One's own feed of one room. */
export class OwnFeed {
  readonly #room: Pick<RoomContext, 'address' | 'setup' | 'failed'>;
  readonly #log: RoomLog;
  readonly #sessions: Iterable<Pick<HistorySession, 'sync'>>;
  readonly #author: Author;
  readonly #ownPkHex: string;
  #cancelWait: Cancel = () => undefined;
  /** Whether the feed was begun in an earlier run. Of one begun in this run nobody can know more than we do, whatever they say. */
  #isFromVault = false;
  /** Where the feed goes on, unless somebody contradicts within two seconds. */
  #proposed: FeedHead | null = null;
  /** Resolves when the vault knows which feed is ours. */
  #kept: Promise<void> = Promise.resolve();

  constructor(room: Pick<RoomContext, 'address' | 'setup' | 'failed'>, log: RoomLog, sessions: Iterable<Pick<HistorySession, 'sync'>>) {
    const { clock, identity } = room.setup;
    this.#room = room;
    this.#log = log;
    this.#sessions = sessions;
    this.#author = new Author(identity, room.address.rid, log, () => clock.wall());
    this.#ownPkHex = identity.pk.toHex();
  }

  /** The log is as the vault has it. Where the feed goes on is decided within two seconds; until then `sign` waits. */
  open(): void {
    const { failed, setup } = this.#room;
    const { clock, history, memory } = setup;
    const kept = memory.readFeed();
    this.#proposed = history.damage.length > 0 ? null : this.#headOf(kept);
    if (this.#proposed === null) {
      this.#author.resume(null);
      return;
    }
    // A vault of an earlier version: what comes from other installations must not be taken for ours later.
    if (kept === null) memory.writeFeed(base64UrlOf(this.#proposed.feed)).catch(failed);
    this.#cancelWait = clock.after(CONTINUITY_WAIT_MS, () => {
      this.heard();
      this.#isFromVault = this.#proposed !== null;
      this.#author.resume(this.#proposed);
    });
  }

  /** Somebody has said what they hold: perhaps more of our own feed than we do. */
  heard(): void {
    // Now, since whoever says it may be gone when the two seconds are over.
    if (this.#proposed !== null && !this.#isContinued(this.#proposed)) this.#proposed = null;
    if (this.#isFromVault && !this.#isContinued(this.#author.head as FeedHead)) this.leave();
  }

  /** Somebody else may go on with the feed that the vault names: what is written from now on goes into another. One begun in this run is ours alone. */
  leave(): void {
    this.#proposed = null;
    if (!this.#isFromVault) return;
    this.#isFromVault = false;
    this.#author.resume(null);
  }

  /** Signs the next entry, as `Author.write` does. */
  sign<Kind extends EntryKind>(kind: Kind, fields: WrittenFields<Kind>): Promise<Entry> {
    return this.#author.write(kind, fields);
  }

  /** To be awaited between signing and storing, in the order of signing: the vault knows a feed as ours before it has an entry of it. Rejects as it does. */
  keep({ body, seq }: Entry): Promise<void> {
    if (seq === 0) this.#kept = this.#room.setup.memory.writeFeed(base64UrlOf(body.feed));
    return this.#kept;
  }

  /** What was signed could not be stored. Its place is used up: what comes next begins a new feed, or it would wait for ever for this one. */
  lost(): void {
    this.#author.resume(null);
  }

  /** Ends all waiting. */
  close(): void {
    this.#cancelWait();
    // What waits for its place would be lost with the page; in a new feed it needs to wait for nobody.
    if (this.#author.head === null) this.#author.resume(null);
  }

  #headOf(kept: unknown): FeedHead | null {
    try {
      return ownFeedHead(this.#log, this.#ownPkHex, kept === null ? null : readFeedName(kept));
    } catch (error) {
      this.#room.failed(error);
      return null;
    }
  }

  #isContinued(head: FeedHead): boolean {
    const vectors = [...this.#sessions].flatMap(({ sync }) => (sync.hasHeard ? sync.remoteVector : []));
    return isContinuityProven(head, this.#ownPkHex, vectors);
  }
}

function readFeedName(kept: unknown): Bytes {
  const feed = bytesFromBase64Url(String(kept));
  if (feed.length !== 8) throw new ParleyError('malformed');
  return feed;
}
