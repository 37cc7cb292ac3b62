/**
 * Receipts of a room: what others have and have read of one's messages, and how far the person here has read.
 *
 * Kept in the vault, but lazily: what is lost in a crash is told again when the next link starts, since vectors are sent whole then.
 */
import { hexOf } from '../lib/bytes.js';
import type { Cancel } from '../lib/clock.js';
import { errorCodeOf } from '../lib/errors.js';
import { Delivery } from '../log/delivery.js';
import type { DeliveryStage } from '../log/delivery.js';
import type { Entry } from '../log/entry.js';
import type { LogChange } from '../log/log-change.js';
import type { RoomLog } from '../log/log.js';
import { ENTRY_KINDS } from '../log/payload.js';
import type { FeedVector } from '../log/sync-frames.js';
import type { Json } from '../vault/vault.js';
import type { HistorySession } from './history-session.js';
import type { RoomSetup } from './room-setup.js';

const RECEIPTS_WRITE_MS = 1_000;

/** How a message of one's own stands with one person. People are named by public key, hexadecimal. */
export interface MessageReceipt {
  readonly pkHex: string;
  readonly step: DeliveryStage;
  /** Who carries it, for `carried`. */
  readonly carrierPkHex: string | null;
}

/** What the receipts need of their room. */
export interface ReceiptsNeeds {
  receiptsChanged(): void;
  sessions(): Iterable<Pick<HistorySession, 'tellRead'>>;
  failed(error: unknown): void;
}

/** One room's receipts. */
export class Receipts {
  readonly #log: RoomLog;
  readonly #setup: RoomSetup;
  readonly #needs: ReceiptsNeeds;
  readonly #ownPkHex: string;
  #delivery = new Delivery();
  #unread = 0;
  #version = 0;
  #texts = 0;
  #ownRead: FeedVector = new Map();
  #cancelWrite: Cancel | null = null;

  constructor(log: RoomLog, setup: RoomSetup, needs: ReceiptsNeeds) {
    this.#log = log;
    this.#setup = setup;
    this.#needs = needs;
    this.#ownPkHex = hexOf(setup.identity.pk);
  }

  /** Grows with every change of what others have or have read. */
  get version(): number {
    return this.#version;
  }

  /** How far the person here has read each feed. */
  get ownRead(): FeedVector {
    return this.#ownRead;
  }

  /** Messages of others that were not read yet. */
  get unread(): number {
    return this.#unread;
  }

  /** Messages in all. */
  get textCount(): number {
    return this.#texts;
  }

  /** Reads what the vault kept and counts. Receipts that cannot be read are begun anew: others tell theirs again. */
  load(): void {
    const kept = this.#setup.memory.readDelivery();
    if (kept !== null) {
      try {
        this.#delivery = Delivery.fromJson(kept);
      } catch (error) {
        if (errorCodeOf(error) !== 'malformed') throw error;
        this.#needs.failed(error);
      }
    }
    const { timeline } = this.#log;
    for (const entry of timeline.slice(0, timeline.length)) this.#count(entry, 1);
    this.#ownRead = this.#readVector();
  }

  /** Entries came or went. */
  logChanged({ shown, hidden }: LogChange): void {
    for (const entry of shown) this.#count(entry, 1);
    for (const entry of hidden) this.#count(entry, -1);
  }

  /** A person said what they have. */
  acknowledged(pkHex: string, vector: FeedVector): void {
    if (this.#delivery.acked(pkHex, vector).length > 0) this.#changed();
  }

  /** A person said what they have read. */
  wasRead(pkHex: string, vector: FeedVector): void {
    if (this.#delivery.read(pkHex, vector).length > 0) this.#changed();
  }

  /** Everything there is was seen by the person here; the others are told. */
  markRead(): void {
    if (this.#delivery.read(this.#ownPkHex, this.#log.feeds()).length === 0) return;
    this.#unread = 0;
    this.#ownRead = this.#readVector();
    for (const session of this.#needs.sessions()) session.tellRead();
    this.#changed();
  }

  /** How a message of one's own stands with every other member. */
  of(entry: Entry): readonly MessageReceipt[] {
    const others = [...this.#log.members().values()]
      .filter(({ pkHex, state }) => state === 'member' && pkHex !== entry.authorHex)
      .map(({ pkHex }) => pkHex);
    return others.map((pkHex) => {
      const { stage, carrierHex } = this.#delivery.stateFor(entry, pkHex, others);
      return { pkHex, step: stage, carrierPkHex: carrierHex };
    });
  }

  /** Writes out what waits. */
  close(): void {
    if (this.#cancelWrite === null) return;
    this.#cancelWrite();
    this.#write();
  }

  #count(entry: Entry, by: 1 | -1): void {
    if (entry.kind !== ENTRY_KINDS.text) return;
    this.#texts += by;
    const { read } = this.#delivery.countsOf(this.#ownPkHex, entry.feedKey);
    if (entry.authorHex !== this.#ownPkHex && read <= entry.seq) this.#unread += by;
  }

  #readVector(): FeedVector {
    const counts = [...this.#log.feeds().keys()].map(
      (feedKey) => [feedKey, this.#delivery.countsOf(this.#ownPkHex, feedKey).read] as const,
    );
    return new Map(counts.filter(([, count]) => count > 0));
  }

  #changed(): void {
    this.#version++;
    this.#cancelWrite ??= this.#setup.clock.after(RECEIPTS_WRITE_MS, () => this.#write());
    this.#needs.receiptsChanged();
  }

  #write(): void {
    this.#cancelWrite = null;
    this.#setup.memory.writeDelivery(this.#delivery.toJson() as Json).catch((error: unknown) => this.#needs.failed(error));
  }
}
