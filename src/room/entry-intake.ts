/**
 * The way in for entries of others: verified, in the order of their causes, stored, and only then shown, acknowledged and passed on.
 *
 * SECURITY: nothing is stored, shown or acknowledged before its signature was verified, and nothing is acknowledged before it is durable
 * (room-history.test.ts: "stores and acknowledges nothing of a PUSH with an item that is not authentic", "acknowledges nothing that is not durable").
 */
import type { Link } from '../link/link.js';
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import { Alarm } from '../lib/clock.js';
import { verifyEntryItems } from '../log/covering.js';
import type { Entry } from '../log/entry.js';
import { verifyForkProof } from '../log/forks.js';
import type { SyncShared } from '../log/sync.js';
import { HeldUp } from './held-up.js';
import type { HistorySession } from './history-session.js';
import type { RoomContext } from './room-setup.js';

/** What the intake needs of its room. */
export interface EntryIntakeRoom extends Pick<RoomContext, 'setup' | 'failed' | 'changed'> {
  /** What came over a link is not to be believed. */
  readonly links: { warn(error: unknown): void };
}

/** The items of one PUSH. */
interface Batch {
  readonly from: HistorySession;
  readonly count: number;
  readonly verified: Promise<readonly Entry[]>;
  /** What they are, once they are verified. */
  entries: readonly Entry[] | null;
}

/** Takes in what others push, in the order in which it comes. */
export class EntryIntake {
  /** What waits. */
  readonly heldUp: HeldUp;
  readonly #room: EntryIntakeRoom;
  readonly #shared: SyncShared;
  readonly #sessions: ReadonlySet<HistorySession>;
  #taking: Promise<void> = Promise.resolve();
  /** What came and is not dealt with, in order. */
  readonly #batches: Batch[] = [];
  readonly #due: Alarm;
  /** Whether something came without its payload, and nobody was asked for that yet. */
  #isPayloadLacking = false;
  #isClosed = false;

  /** `sessions`: those of the links that count. */
  constructor(room: EntryIntakeRoom, shared: SyncShared, sessions: ReadonlySet<HistorySession>) {
    this.#room = room;
    this.#due = new Alarm(room.setup.clock);
    this.#shared = shared;
    this.#sessions = sessions;
    this.heldUp = new HeldUp(room, shared, sessions);
  }

  /** Whether all that came was dealt with, and nothing waits for a cause or for its time. */
  get isSettled(): boolean {
    return this.#batches.length === 0 && this.#shared.queue.size === 0;
  }

  /** Takes PUSH items that came over a session's link. */
  take(items: readonly Bytes[], from: HistorySession): void {
    // Verifying begins at once, beside the storing of earlier batches.
    const verified = this.#verify(verifyEntryItems(items, this.#shared.log.rid), from.link);
    const batch: Batch = { from, count: items.length, verified, entries: null };
    void verified.then((entries) => (batch.entries = entries));
    this.#batches.push(batch);
    this.heldUp.came();
    this.#queue(() => this.#storeBatches());
  }

  /** Takes proofs of forks that came over a link. */
  async takeForks(proofs: readonly Bytes[], link: Link): Promise<void> {
    const { log } = this.#shared;
    const verified = Promise.all(proofs.map((proof) => verifyForkProof(proof, log.rid)));
    for (const proof of await this.#verify(verified, link)) log.addFork(proof);
  }

  /** Reads the proofs that the vault kept: who has forked is not forgotten over a restart. */
  async loadForks(): Promise<void> {
    const { log } = this.#shared;
    const kept: unknown = this.#room.setup.memory.readForks();
    for (const text of Array.isArray(kept) ? kept : []) {
      try {
        log.addFork(await verifyForkProof(bytesFromBase64Url(String(text)), log.rid));
      } catch (error) {
        this.#room.failed(error);
      }
    }
  }

  /** Keeps the proofs that are known now. */
  keepForks(): void {
    const proofs = [...this.#shared.log.forks.values()].map(({ proofBytes }) => base64UrlOf(proofBytes));
    this.#room.setup.memory.writeForks(proofs).catch(this.#room.failed);
  }

  /** Takes in nothing more. What is being stored is stored. */
  close(): void {
    this.#isClosed = true;
    this.heldUp.close();
  }

  /** All of these, or none: once somebody has sent what cannot be believed, nobody listens to that link any further. */
  #verify<Item>(verified: Promise<Item[]>, link: Link): Promise<Item[]> {
    return verified.catch((error: unknown) => {
      this.#room.links.warn(error);
      link.close('bye');
      return [];
    });
  }

  /** A step that fails is told of, and does not keep the following ones from happening. */
  #queue(step: () => Promise<void>): void {
    this.#taking = this.#taking.then(step).catch(this.#room.failed);
  }

  /** Stores the batch that came first, with those after it that are verified by then: the slower the disk, the more it gets at once. */
  async #storeBatches(): Promise<void> {
    const first = this.#batches[0];
    if (first === undefined) return;
    await first.verified;
    const unverified = this.#batches.findIndex(({ entries }) => entries === null);
    const ready = this.#batches.slice(0, unverified < 0 ? this.#batches.length : unverified);
    try {
      await this.#store(ready.flatMap(({ entries }) => entries ?? []));
    } finally {
      this.#batches.splice(0, ready.length);
    }
    for (const { from, count } of ready) if (!from.link.isClosed) from.handled(count);
    // When this batch was stored it was not dealt with yet: whoever waits for that hears of it now.
    if (this.isSettled) this.#room.changed();
    this.#seekPayloads();
  }

  /** What one could not give back, another may have; and so they may what came without its payload, as soon as nothing is under way any more. */
  #seekPayloads(): void {
    if (!this.isSettled) return;
    const isQuiet = ![...this.#sessions].some(({ sync }) => sync.underWay.left > 0);
    const isLacking = this.#isPayloadLacking && isQuiet;
    if (isLacking) this.#isPayloadLacking = false;
    if (!this.#shared.plan.payloads.takeOver() && !isLacking) return;
    for (const session of this.#sessions) session.fetchMore();
  }

  async #store(entries: readonly Entry[]): Promise<void> {
    if (this.#isClosed) return;
    const { log, queue } = this.#shared;
    const { clock, history } = this.#room.setup;
    const ready = queue.offer(entries, clock.wall());
    if (ready.length > 0) {
      try {
        await history.append(ready.map(({ itemBytes }) => itemBytes));
      } catch (error) {
        // What others sent was not acknowledged, so it comes again.
        queue.unstored(ready);
        this.#room.failed(error);
        return;
      }
      // SECURITY: what has disappeared meanwhile is not shown for a moment (disappearing.test.ts: "shows nothing that comes when its time is over").
      log.passTime(clock.wall());
      log.addAll(ready);
      this.#isPayloadLacking ||= ready.some(({ idText }) => log.payloads.isWithheld(idText));
      for (const session of this.#sessions) session.announce(ready, false);
    }
    this.#waitForTheRest();
    // What waits may be shown before its time.
    this.#room.changed();
  }

  /** Entries that are too early become due; what waits for causes is looked after. */
  #waitForTheRest(): void {
    const { queue } = this.#shared;
    const { clock } = this.#room.setup;
    const due = queue.nextDue();
    this.#due.stop();
    if (due !== null) this.#due.set(due - clock.wall(), () => this.#queue(() => this.#store([])));
    this.heldUp.changed();
  }
}
