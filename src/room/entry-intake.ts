/**
 * The way in for entries of others: verified, in the order of their causes, stored, and only then shown, acknowledged and passed on.
 *
 * SECURITY: nothing is stored, shown or acknowledged before its signature was verified, and nothing is acknowledged before it is durable
 * (room-history.test.ts: "stores and acknowledges nothing of a PUSH with an item that is not authentic", "acknowledges nothing that is not durable").
 */
import type { Link } from '../link/link.js';
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import type { Cancel, Clock } from '../lib/clock.js';
import { encodeEntryItem, verifyEntryItem } from '../log/entry.js';
import type { Entry } from '../log/entry.js';
import { verifyForkProof } from '../log/forks.js';
import type { RoomLog } from '../log/log.js';
import type { ReadyQueue } from '../log/ready-queue.js';
import type { History } from '../vault/vault.js';
import type { RoomMemory } from './room-setup.js';
import type { HistorySession } from './history-session.js';

/** How long entries wait for their causes before those are asked for by name, in milliseconds: usually they are on their way. */
const SEEK_AFTER_MS = 1_000;

/** What the intake is made of. */
export interface EntryIntakeParts {
  readonly log: RoomLog;
  readonly queue: ReadyQueue;
  readonly history: History;
  readonly clock: Clock;
  readonly memory: Pick<RoomMemory, 'readForks' | 'writeForks'>;
  /** Sessions of the links that count. */
  sessions(): Iterable<HistorySession>;
  /** What came over this link is not to be believed. */
  invalid(error: unknown, link: Link): void;
  /** The vault did not take something, or a fault of our own. What others sent was not acknowledged, so it comes again. */
  failed(error: unknown): void;
}

/** Takes in what others push, one batch after the other. */
export class EntryIntake {
  readonly #parts: EntryIntakeParts;
  #taking: Promise<void> = Promise.resolve();
  #pending = 0;
  #cancelDue: Cancel | null = null;
  #cancelSeek: Cancel | null = null;
  #isClosed = false;

  constructor(parts: EntryIntakeParts) {
    this.#parts = parts;
  }

  /** Whether all that came was dealt with. */
  get isIdle(): boolean {
    return this.#pending === 0;
  }

  /** Takes PUSH items that came over a session's link. */
  take(items: readonly Bytes[], from: HistorySession): void {
    const { rid } = this.#parts.log;
    // Verifying begins at once, beside the storing of earlier batches.
    const verified = Promise.allSettled(items.map((item) => verifyEntryItem(item, rid)));
    this.#pending++;
    this.#queue(async () => {
      try {
        const results = await verified;
        const bad = results.find((result) => result.status === 'rejected');
        if (bad === undefined) await this.#store(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
        else this.#parts.invalid(bad.reason, from.link);
      } finally {
        this.#pending--;
      }
      if (!from.link.isClosed) from.handled(items.length);
    });
  }

  /** Takes proofs of forks that came over a link. */
  takeForks(proofs: readonly Bytes[], link: Link): void {
    const { rid } = this.#parts.log;
    Promise.all(proofs.map((proof) => verifyForkProof(proof, rid))).then(
      (verified) => {
        for (const proof of verified) this.#parts.log.addFork(proof);
      },
      (error: unknown) => this.#parts.invalid(error, link),
    );
  }

  /** Reads the proofs that the vault kept: who has forked is not forgotten over a restart. */
  async loadForks(): Promise<void> {
    const { log, memory, failed } = this.#parts;
    const kept = memory.readForks();
    if (!Array.isArray(kept)) return;
    for (const text of kept) {
      try {
        if (typeof text === 'string') log.addFork(await verifyForkProof(bytesFromBase64Url(text), log.rid));
      } catch (error) {
        failed(error);
      }
    }
  }

  /** Keeps the proofs that are known now. */
  keepForks(): void {
    const { log, memory, failed } = this.#parts;
    memory.writeForks([...log.forks.values()].map(({ proofBytes }) => base64UrlOf(proofBytes))).catch(failed);
  }

  /** Ends all waiting. What is being stored is stored. */
  close(): void {
    this.#isClosed = true;
    this.#cancelDue?.();
    this.#cancelSeek?.();
  }

  /** A step that fails is told of, and does not keep the following ones from happening. */
  #queue(step: () => Promise<void>): void {
    this.#taking = this.#taking.then(step).catch((error: unknown) => this.#parts.failed(error));
  }

  async #store(entries: readonly Entry[]): Promise<void> {
    if (this.#isClosed) return;
    const { queue, clock, history, log } = this.#parts;
    const ready = queue.offer(entries, clock.wall());
    try {
      if (ready.length > 0) await history.append(ready.map(encodeEntryItem));
    } catch (error) {
      queue.unstored(ready);
      this.#parts.failed(error);
      return;
    }
    if (ready.length > 0) {
      log.addAll(ready);
      for (const session of this.#parts.sessions()) session.announce(ready, false);
    }
    this.#waitForTheRest();
  }

  /** Entries that are too early become due; causes that do not come are asked for by name. */
  #waitForTheRest(): void {
    if (this.#isClosed) return;
    const { queue, clock } = this.#parts;
    const due = queue.nextDue();
    this.#cancelDue?.();
    this.#cancelDue = due === null ? null : clock.after(Math.max(0, due - clock.wall()), () => this.#queue(() => this.#store([])));
    if (queue.size === 0 || this.#cancelSeek !== null) return;
    this.#cancelSeek = clock.after(SEEK_AFTER_MS, () => {
      this.#cancelSeek = null;
      for (const session of this.#parts.sessions()) session.fetchMore();
    });
  }
}
