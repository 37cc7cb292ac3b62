/**
 * Receipts of a room: what others have and have read of one's messages, and how far the person here has read.
 *
 * Kept in the vault, but lazily: what is lost in a crash is told again when the next link starts, since vectors are sent whole then.
 */
import type { Cancel } from '../lib/clock.js';
import { Delivery } from '../log/delivery.js';
import type { DeliveryStage } from '../log/delivery.js';
import type { Entry } from '../log/entry.js';
import type { LogChange } from '../log/log-change.js';
import type { RoomLog } from '../log/log.js';
import { isMessageKind } from '../log/payload.js';
import type { FeedVector } from '../log/sync-frames.js';
import type { Json } from '../vault/vault.js';
import type { HistorySession } from './history-session.js';
import { UnreadMentions } from './unread-mentions.js';
import type { RoomContext, RoomTelling } from './room-setup.js';

const RECEIPTS_WRITE_MS = 1_000;

/** So many entries are looked at in one go, from the newest on, for what was not read. */
const LOOKED_AT_TOGETHER = 500;

/** How a message of one's own stands with one person. People are named by public key, hexadecimal. */
export interface MessageReceipt {
  readonly pkHex: string;
  readonly step: DeliveryStage;
  /** Who carries it, for `carried`. */
  readonly carrierPkHex: string | null;
}

/** What the receipts need of the room. */
export interface ReceiptsRoom extends Pick<RoomContext, 'setup' | 'changed' | 'failed'> {
  readonly telling: Pick<RoomTelling, 'read'>;
}

/** What the receipts need of the history. */
export interface ReceiptsHistory {
  readonly log: RoomLog;
  readonly sessions: Iterable<Pick<HistorySession, 'tellNews'>>;
}

/** One room's receipts. */
export class Receipts {
  /** Grows with every change of what others have or have read. */
  version = 0;
  /** Messages of others that were not read yet. */
  unread = 0;
  /** Messages in all. */
  textCount = 0;
  /** Those of them that mention the person here. */
  readonly mentions: UnreadMentions;
  readonly #room: ReceiptsRoom;
  readonly #history: ReceiptsHistory;
  readonly #ownPkHex: string;
  #delivery = new Delivery();
  #cancelWrite: Cancel | null = null;

  constructor(room: ReceiptsRoom, history: ReceiptsHistory) {
    this.#room = room;
    this.#history = history;
    this.#ownPkHex = room.setup.identity.pk.toHex();
    this.mentions = new UnreadMentions(room, history.log, this.#ownPkHex, (entry) => this.isUnread(entry));
  }

  /** How far the person here has read each feed, as far as the others are to know. */
  get ownRead(): FeedVector {
    // SECURITY: who does not want it told does not tell it (receipts.test.ts: "tell nobody how far one has read while that is switched off").
    if (!this.#room.telling.read) return new Map();
    const counts = [...this.#history.log.feeds().keys()].map((feedKey) => [feedKey, this.#readOf(feedKey)] as const);
    return new Map(counts.filter(([, count]) => count > 0));
  }

  /** Whether nobody remains to be told that the person here has left: a member has it, or there is none. */
  get isLeaveKnown(): boolean {
    const { log } = this.#history;
    const leaving = log.powers.endingOf(this.#ownPkHex);
    if (leaving === null) return false;
    const members = [...log.members().values()].filter(({ state }) => state === 'member');
    const has = (pkHex: string): boolean => this.#delivery.countsOf(pkHex, leaving.feedKey).acked > leaving.seq;
    return members.length === 0 || members.some(({ pkHex }) => has(pkHex));
  }

  /** Reads what the vault kept and counts. Receipts that cannot be read are begun anew: others tell theirs again. */
  load(): void {
    const kept = this.#room.setup.memory.readDelivery();
    try {
      if (kept !== null) this.#delivery = new Delivery(kept);
    } catch (error) {
      this.#room.failed(error);
    }
    const { timeline } = this.#history.log;
    this.#count(timeline.slice(0, timeline.length), 1);
    this.mentions.load(this.unread);
  }

  /** Entries came or went. */
  logChanged(change: LogChange): void {
    this.#count(change.shown, 1);
    this.#count(change.hidden, -1);
    this.mentions.logChanged(change);
  }

  /** A person said what they have, or what they have read. */
  told(pkHex: string, { acks, reads }: { readonly acks: FeedVector | null; readonly reads: FeedVector | null }): void {
    const changes = [...this.#delivery.note('acked', pkHex, acks ?? new Map()), ...this.#delivery.note('read', pkHex, reads ?? new Map())];
    if (changes.length > 0) this.#changed();
  }

  /** Whether it is a message of another that the person here has not read. */
  isUnread({ authorHex, feedKey, kind, seq }: Entry): boolean {
    return isMessageKind(kind) && authorHex !== this.#ownPkHex && this.#readOf(feedKey) <= seq;
  }

  /** Everything there is was seen by the person here; the others are told, if they are to know. */
  markRead(): void {
    const { log, sessions } = this.#history;
    if (this.#delivery.note('read', this.#ownPkHex, log.feeds()).length === 0) return;
    this.unread = 0;
    this.mentions.read();
    for (const session of sessions) session.tellNews();
    this.#changed();
  }

  /** The earliest message of others that was not read yet; `null` when all were. */
  get firstUnread(): Entry | null {
    const { timeline } = this.#history.log;
    let first: Entry | null = null;
    let left = this.unread;
    for (let to = timeline.length; to > 0 && left > 0; to -= LOOKED_AT_TOGETHER) {
      const unread = timeline.slice(Math.max(0, to - LOOKED_AT_TOGETHER), to).filter((entry) => this.isUnread(entry));
      first = unread[0] ?? first;
      left -= unread.length;
    }
    return first;
  }

  /** How a message of one's own stands with every other member. */
  of(entry: Entry): readonly MessageReceipt[] {
    const members = [...this.#history.log.members().values()].filter(({ state }) => state === 'member');
    const others = members.map(({ pkHex }) => pkHex).filter((pkHex) => pkHex !== entry.authorHex);
    return others.map((pkHex) => ({ pkHex, ...this.#delivery.stateFor(entry, pkHex, others) }));
  }

  /** How far a feed is settled: another's as far as it was read here, one's own as far as every other member has it. */
  settledCount(feedKey: string): number {
    if (!feedKey.startsWith(this.#ownPkHex)) return this.#readOf(feedKey);
    const others = [...this.#history.log.members().values()].filter(({ pkHex, state }) => state === 'member' && pkHex !== this.#ownPkHex);
    return Math.min(...others.map(({ pkHex }) => this.#delivery.countsOf(pkHex, feedKey).acked));
  }

  /** Writes out what waits. */
  close(): void {
    this.mentions.close();
    if (this.#cancelWrite === null) return;
    this.#cancelWrite();
    this.#write();
  }

  #count(entries: readonly Entry[], by: 1 | -1): void {
    for (const entry of entries) {
      if (isMessageKind(entry.kind)) this.textCount += by;
      if (this.isUnread(entry)) this.unread += by;
    }
  }

  #readOf(feedKey: string): number {
    return this.#delivery.countsOf(this.#ownPkHex, feedKey).read;
  }

  #changed(): void {
    this.version++;
    this.#cancelWrite ??= this.#room.setup.clock.after(RECEIPTS_WRITE_MS, () => this.#write());
    this.#room.changed();
  }

  #write(): void {
    this.#cancelWrite = null;
    this.#room.setup.memory.writeDelivery(this.#delivery.toJson() as Json).catch(this.#room.failed);
  }
}
