/**
 * What was said in a room: the log in memory, the history in the vault, and one's own feed in both (DESIGN section 4, "Continuity").
 *
 *     own:     write ───────────────────────────────────► vault ──► log ──► announced over every link
 *     others': EntryIntake: verify ──► ReadyQueue ──────► vault ──► log ──► acknowledged, announced to the rest
 *
 * Where one's own entries go is for `own-feed.ts` to say: a new feed costs nothing, a fork costs trust.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { AuthorCaps } from '../log/author-caps.js';
import type { WrittenFields } from '../log/author.js';
import { verifyRedeem } from '../log/entry.js';
import type { Entry } from '../log/entry.js';
import { FetchPlan } from '../log/fetch-plan.js';
import { RoomLog } from '../log/log.js';
import { loadEntries } from '../log/packed-items.js';
import type { EntryKind, PayloadFields } from '../log/payload.js';
import type { ActAbout } from '../log/powers.js';
import { ReadyQueue } from '../log/ready-queue.js';
import type { SyncShared } from '../log/sync.js';
import { AskingAgain } from './asking-again.js';
import { Backfill } from './backfill.js';
import { EntryIntake } from './entry-intake.js';
import type { EntryIntakeRoom } from './entry-intake.js';
import { Dropping } from './dropping.js';
import { Erasing } from './erasing.js';
import type { HistorySession } from './history-session.js';
import { OwnFeed } from './own-feed.js';
import { PassingTime } from './passing-time.js';
import { Receipts } from './receipts.js';
import type { ReceiptsRoom } from './receipts.js';
import type { KnockAnswer, KnockFrame } from './room-frames.js';
import type { RoomContext } from './room-setup.js';

/** So many entries are taken in between two looks at what the person does. */
const LOADED_TOGETHER = 2_000;

/** One room's history. */
export class RoomHistory {
  readonly log: RoomLog;
  /** What the sync sessions of the room share. */
  readonly shared: SyncShared;
  /** Sessions of the links that count, each from when it is activated. */
  readonly sessions = new Set<HistorySession>();
  readonly intake: EntryIntake;
  /** When to ask for entries again. */
  readonly again: AskingAgain;
  readonly receipts: Receipts;
  /** What of old messages is kept here. */
  readonly dropping: Dropping;
  /** What of a long history is still on its way. */
  readonly backfill: Backfill;
  /** Public key of the person here, hexadecimal. */
  readonly ownPkHex: string;
  readonly #room: RoomContext;
  readonly #feed: OwnFeed;
  readonly #erasing: Erasing;
  readonly #time: PassingTime;
  /** Resolves when all that was written here is stored, or was refused. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(room: RoomContext & EntryIntakeRoom & ReceiptsRoom) {
    const { clock, founderPk, identity } = room.setup;
    const log = new RoomLog(room.address.rid, founderPk);
    const plan = new FetchPlan();
    const caps = new AuthorCaps(
      identity.pk.toHex(),
      () => clock.wall(),
      (reason) => this.again.paused(reason),
    );
    const queue = new ReadyQueue(log, caps, ({ feedKey, seq }) => plan.reopen(feedKey, seq));
    this.#room = room;
    this.log = log;
    this.shared = { log, queue, plan };
    this.again = new AskingAgain(room, this);
    this.intake = new EntryIntake(room, this.shared, this.sessions);
    this.receipts = new Receipts(room, this);
    this.backfill = new Backfill(this.shared, this.sessions);
    this.#feed = new OwnFeed(room, log, this.sessions);
    this.#erasing = new Erasing(room);
    this.#time = new PassingTime(log, clock);
    this.dropping = new Dropping(room, this);
    this.ownPkHex = identity.pk.toHex();
  }

  /**
   * Reads the history from the vault. Rejects with what the vault says; entries that cannot be read are left out. `progress` hears how many entries are read, of how
   * many, when there are so many that it takes its time; the page breathes in between.
   */
  async load(progress: (done: number, total: number) => void = () => undefined): Promise<void> {
    const { log, receipts } = this;
    const { clock, history } = this.#room.setup;
    const items = await history.load();
    this.#time.look();
    const entries: Entry[] = [];
    for (let at = 0; at < items.length; at += LOADED_TOGETHER) {
      if (at > 0) {
        progress(at, items.length);
        await new Promise<void>((resolve) => clock.after(0, resolve));
      }
      const some = await loadEntries(items.slice(at, at + LOADED_TOGETHER), log.rid, this.#room.failed);
      log.addAll(some);
      for (const entry of some) entries.push(entry);
    }
    this.dropping.load();
    this.#erasing.loaded(entries, log);
    this.shared.queue.caps.hold(entries);
    await this.intake.loadForks();
    receipts.load();
    log.onChange((change) => {
      receipts.logChanged(change);
      this.#erasing.logChanged(change);
      if (change.forks.length === 0) return;
      this.intake.keepForks();
      for (const session of this.sessions) session.tellNews();
    });
    this.#time.look();
    this.#feed.open();
  }

  /** Whether the person here may do this now, by the rules by which all others judge it. */
  may(kind: EntryKind, about: ActAbout = {}): boolean {
    return this.log.powers.mayWrite(this.ownPkHex, kind, about, this.#room.setup.clock.wall());
  }

  /**
   * Writes what needs a right, as `write` does. Rejects with `not-allowed` when one has it not, or when the entry does not count once it is stored, since
   * the right went meanwhile. `fields` is asked for twice: the second time when the entry is signed.
   */
  async act<Kind extends EntryKind>(kind: Kind, fields: () => PayloadFields[Kind]): Promise<void> {
    const isAllowed = this.may(kind, fields() as ActAbout);
    if (!isAllowed || !this.log.powers.isCounting(await this.write(kind, fields))) throw new ParleyError('not-allowed');
  }

  /** Writes an entry; resolves when it is durable and on its way to whoever is linked. Rejects with what the size, or the vault, says. */
  write<Kind extends EntryKind>(kind: Kind, fields: WrittenFields<Kind>): Promise<Entry> {
    const written = this.#write(kind, fields);
    this.#written = Promise.allSettled([this.#written, written]).then(() => undefined);
    return written;
  }

  /** Somebody has said what they hold: perhaps more of our own feed than we do. */
  heard(): void {
    this.#feed.heard();
  }

  /** Another installation may go on with the feed that the vault names as ours: we begin a new one. */
  leaveFeed(): void {
    this.#feed.leave();
  }

  /** What a token is worth now to the newcomer `pk` (32 bytes), who shows `redeem`: `admitted` when it opens. */
  async tokenAnswer({ token, signature }: NonNullable<KnockFrame['redeem']>, pk: Bytes): Promise<KnockAnswer> {
    const invite = this.log.invites().get(token.toHex());
    // Another member may have made it, or let them in by it, while we were away.
    if (invite === undefined) return 'invite-unheard';
    if (invite.isEnded) return 'invite-unknown';
    // SECURITY: the token's public key is in the log for everybody to see; only the signature shows that somebody holds the token
    // (room.test.ts: "does not let in whoever only names a token").
    if (!(await verifyRedeem(token, this.log.rid, pk, signature))) return 'invite-unknown';
    if (invite.used >= invite.uses && this.#room.setup.clock.wall() <= invite.expires) return 'invite-used';
    // What was written here may be ahead of our own clock, and places what follows.
    return this.may('admit', { pk, token }) ? 'admitted' : 'invite-expired';
  }

  /** A session has ended: what it was fetching is asked for elsewhere. */
  ended(session: HistorySession): void {
    this.sessions.delete(session);
    this.shared.plan.release(session.sync);
    for (const other of this.sessions) other.fetchMore();
  }

  /** Ends all waiting; resolves when what was written here before is stored, or was refused. */
  async close(): Promise<void> {
    this.intake.close();
    this.again.close();
    this.receipts.close();
    this.dropping.close();
    this.#time.close();
    this.#feed.close();
    await this.#written;
    await this.#erasing.settled();
  }

  async #write<Kind extends EntryKind>(kind: Kind, fields: WrittenFields<Kind>): Promise<Entry> {
    const entry = await this.#feed.sign(kind, fields);
    try {
      await this.#feed.keep(entry);
      await this.#room.setup.history.append([entry.itemBytes]);
    } catch (error) {
      this.#feed.lost();
      throw error;
    }
    // An entry before it could not be stored.
    if (!this.log.add(entry)) throw new ParleyError('storage-unavailable');
    for (const session of this.sessions) session.announce([entry], true);
    return entry;
  }
}
