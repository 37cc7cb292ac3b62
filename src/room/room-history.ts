/**
 * What was said in a room: the log in memory, the history in the vault, and what follows from both.
 *
 *     own:     OwnFeed.write ──────────────────────────► vault ──► log ──► announced over every link
 *     others': EntryIntake: verify ──► ReadyQueue ─────► vault ──► log ──► acknowledged, announced to the rest
 */
import type { Link } from '../link/link.js';
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { loadEntryItem } from '../log/entry.js';
import type { Entry } from '../log/entry.js';
import { FetchPlan } from '../log/fetch-plan.js';
import type { LogChange } from '../log/log-change.js';
import { RoomLog } from '../log/log.js';
import type { EntryKind, PayloadFields } from '../log/payload.js';
import { ReadyQueue } from '../log/ready-queue.js';
import { isRedeemed } from '../log/redemption.js';
import type { SyncShared } from '../log/sync.js';
import { EntryIntake } from './entry-intake.js';
import type { HistorySession } from './history-session.js';
import { OwnFeed } from './own-feed.js';
import { Receipts } from './receipts.js';
import type { KnockAnswer, KnockFrame } from './room-frames.js';
import type { RoomSetup } from './room-setup.js';

/** What the history needs of its room. */
export interface RoomHistoryNeeds {
  /** The log has changed. */
  changed(change: LogChange): void;
  /** What others have of one's messages, or what one has read, has changed. */
  receiptsChanged(): void;
  /** Sessions of the links that count. */
  sessions(): Iterable<HistorySession>;
  /** What came over this link is not to be believed. */
  invalid(error: unknown, link: Link): void;
  /** The vault did not take something, or a fault of our own. What others sent was not acknowledged, so it comes again. */
  failed(error: unknown): void;
}

/** One room's history. */
export class RoomHistory {
  readonly log: RoomLog;
  /** What the sync sessions of the room share. */
  readonly shared: SyncShared;
  readonly receipts: Receipts;
  readonly #setup: RoomSetup;
  readonly #needs: RoomHistoryNeeds;
  readonly #own: OwnFeed;
  readonly #intake: EntryIntake;

  constructor(setup: RoomSetup, rid: Bytes, needs: RoomHistoryNeeds) {
    const { clock, history, identity } = setup;
    this.#setup = setup;
    this.#needs = needs;
    const log = new RoomLog(rid, setup.founderPk);
    const plan = new FetchPlan();
    const queue = new ReadyQueue(log, ({ feedKey, seq }) => plan.reopen(feedKey, seq));
    this.log = log;
    this.shared = { log, queue, plan };
    this.receipts = new Receipts(log, setup, needs);
    const vectors = () => [...needs.sessions()].flatMap((session) => session.remoteVector ?? []);
    this.#own = new OwnFeed(rid, { identity, log, clock, history, vectors });
    this.#intake = new EntryIntake({
      memory: setup.memory,
      log,
      queue,
      history,
      clock,
      sessions: () => needs.sessions(),
      invalid: (error, link) => needs.invalid(error, link),
      failed: (error) => needs.failed(error),
    });
  }

  /** Reads the history from the vault. Rejects with what the vault says; entries that cannot be read are left out. */
  async load(): Promise<void> {
    const { rid } = this.log;
    const items = await this.#setup.history.load();
    const read = await Promise.allSettled(items.map((item) => loadEntryItem(item, rid)));
    this.log.addAll(read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
    for (const result of read) if (result.status === 'rejected') this.#needs.failed(result.reason);
    await this.#intake.loadForks();
    this.receipts.load();
    this.log.onChange((change) => {
      this.receipts.logChanged(change);
      this.#needs.changed(change);
      if (change.forks.length === 0) return;
      this.#intake.keepForks();
      for (const session of this.#needs.sessions()) session.tellForks();
    });
    this.#own.begin();
  }

  /** Writes an entry; resolves when it is durable and on its way to whoever is linked. Rejects with what the size, or the vault, says. */
  async write<Kind extends EntryKind>(kind: Kind, fields: PayloadFields[Kind]): Promise<Entry> {
    const entry = await this.#own.write(kind, fields);
    if (this.log.add(entry) === 'waiting') throw new ParleyError('storage-unavailable', 'an entry before it could not be stored');
    for (const session of this.#needs.sessions()) session.announce([entry], true);
    return entry;
  }

  /** Whether all that came was dealt with, and nothing waits for a cause or for its time. */
  get isSettled(): boolean {
    return this.#intake.isIdle && this.shared.queue.size === 0;
  }

  /** Takes PUSH items that came over a session's link; one batch after the other. */
  take(items: readonly Bytes[], from: HistorySession): void {
    this.#intake.take(items, from);
  }

  /** Takes proofs of forks that came over a link. */
  takeForks(proofs: readonly Bytes[], link: Link): void {
    this.#intake.takeForks(proofs, link);
  }

  /** Somebody has said what they hold: perhaps more of our own feed than we do. */
  heard(): void {
    this.#own.heard();
  }

  /** What a token is worth now to the newcomer `pk` (32 bytes), who shows `redeem`: `admitted` when it opens. */
  async tokenAnswer({ token, signature }: NonNullable<KnockFrame['redeem']>, pk: Bytes): Promise<KnockAnswer> {
    const invite = this.log.invites().get(hexOf(token));
    if (invite === undefined || invite.isEnded) return 'invite-unknown';
    // SECURITY: the token's public key is in the log for everybody to see; only the signature shows that somebody holds the token
    // (room.test.ts: "does not let in whoever only names a token").
    if (!(await isRedeemed(this.log.rid, pk, token, signature))) return 'invite-unknown';
    if (this.#setup.clock.wall() > invite.expires) return 'invite-expired';
    return invite.used >= invite.uses ? 'invite-used' : 'admitted';
  }

  /** A session has ended: what it was fetching is asked for elsewhere. */
  ended(session: HistorySession): void {
    session.end(this.shared.plan);
    for (const other of this.#needs.sessions()) if (other !== session) other.fetchMore();
  }

  /** Ends all waiting; resolves when what was written here before is stored, or was refused. */
  async close(): Promise<void> {
    this.#intake.close();
    this.receipts.close();
    await this.#own.close();
  }
}
