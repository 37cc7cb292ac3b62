/**
 * A room's log: give it verified entries in any order, and it says what the room is: the history in order, who is in, what every feed has reached.
 *
 * Pure and synchronous: no storage, no network, no clock. Invariant: everything it says depends only on the set of entries it was given, never on their
 * order. Entries from others come through `ReadyQueue`, which bounds what may wait; what is given to a log is expected to be durable.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Cancel } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import type { Entry } from './entry.js';
import type { ForkProof } from './forks.js';
import type { EntryGraph } from './graph.js';
import { emptyLogChange, hasLogChanged } from './log-change.js';
import type { AddResult, LogChange, LogChangeDraft } from './log-change.js';
import { LogFiller } from './log-filler.js';
import { LogState } from './log-state.js';
import { nameAtEntrance } from './names.js';
import { compareOrder } from './order.js';
import { invitesOf, membersOf } from './roster.js';
import type { RoomInvite, Member } from './roster.js';
import type { Timeline } from './timeline.js';

/** One room's history and everything that follows from it. */
export class RoomLog {
  /** The room's public id, 16 bytes. */
  readonly rid: Bytes;
  readonly #state: LogState;
  readonly #filler: LogFiller;
  readonly #changes = new Emitter<LogChange>();
  #members: ReadonlyMap<string, Member> | null = null;
  #invites: ReadonlyMap<string, RoomInvite> | null = null;

  /**
   * `founderPk`: the key from which alone the room can begin (it is part of `rid`). `null` only for a log that comes from a trusted place without it:
   * then the first `create` in order is believed.
   */
  constructor(rid: Bytes, founderPk: Bytes | null) {
    this.rid = rid;
    this.#state = new LogState(founderPk === null ? null : founderPk.toHex());
    this.#filler = new LogFiller(this.#state);
  }

  /** The causal graph, for this folder. */
  get graph(): EntryGraph {
    return this.#state.graph;
  }

  /** What the room shows, oldest first. A live view. */
  get timeline(): Timeline {
    return this.#state.timeline;
  }

  /** Takes one entry. */
  add(entry: Entry): AddResult {
    return this.addAll([entry])[0] ?? 'known';
  }

  /** Takes many entries as one step: one evaluation, one `onChange`. The results stand in the order of `entries`. */
  addAll(entries: readonly Entry[]): readonly AddResult[] {
    const change = emptyLogChange();
    const results = entries.map((entry) => this.#filler.take(entry, change));
    this.#finish(change);
    return results.map((result, i) => (result === 'added' && this.isVoid((entries[i] as Entry).idText) ? 'void' : result));
  }

  /** Takes a verified proof of a fork; whether it says more than what was known. */
  addFork(proof: ForkProof): boolean {
    const change = emptyLogChange();
    const isNew = this.#filler.noteFork(proof, change);
    this.#finish(change);
    return isNew;
  }

  /** Whether an entry is held, with all its causes. */
  has(idText: string): boolean {
    return this.graph.get(idText) !== null;
  }

  /** An entry, also one that does not count; `null` when it is not held. */
  get(idText: string): Entry | null {
    return this.graph.get(idText)?.entry ?? null;
  }

  /** Whether an entry is held but does not count. */
  isVoid(idText: string): boolean {
    return this.graph.get(idText)?.isVoid ?? false;
  }

  /** What counts and is cited by nothing that counts, in order. */
  heads(): Entry[] {
    return [...this.#state.frontier.heads].sort(compareOrder).map((node) => node.entry);
  }

  /** How many entries are held of each feed (`pk ‖ feed`, hexadecimal), up to its fork. A live view. */
  feeds(): ReadonlyMap<string, number> {
    return this.graph.vector;
  }

  /** How far a feed can be acknowledged: up to the first entry whose payload is missing without having been erased. */
  ackCount(feedKey: string): number {
    let count = this.graph.vector.get(feedKey) ?? 0;
    for (const { entry } of this.#state.erasures.withheld()) if (entry.feedKey === feedKey) count = Math.min(count, entry.seq);
    return count;
  }

  /** Whether an entry that counts is held without its payload, which was not erased. */
  isWithheld(idText: string): boolean {
    const node = this.graph.get(idText);
    return node !== null && this.#state.erasures.withheld().includes(node);
  }

  /** Whether a room may begin with an entry of this author. */
  mayBegin(authorHex: string): boolean {
    return this.#state.mayBegin(authorHex);
  }

  /** Ids of entries that count whose payload is missing without having been erased. */
  withheld(): string[] {
    return this.#state.erasures.withheld().map((node) => node.idText);
  }

  /** Ids that held entries wait for; not empty only after damage. */
  missing(): string[] {
    return this.#filler.missing();
  }

  /** Whether held entries of a feed wait for what is not held. */
  isIncomplete(feedKey: string): boolean {
    return [...this.#filler.waiting()].some((entry) => entry.feedKey === feedKey);
  }

  /** Everybody who is or was in, by key in hexadecimal. */
  members(): ReadonlyMap<string, Member> {
    this.#members ??= membersOf(this.#state.membership.acts, this.#state.names);
    return this.#members;
  }

  /** Whether somebody is in now, in the light of all that is held. */
  isMember(pkHex: string): boolean {
    return this.members().get(pkHex)?.state === 'member';
  }

  /** How somebody calls themselves; `''` for one who was never in. */
  nameOf(pkHex: string): string {
    return this.members().get(pkHex)?.name ?? '';
  }

  /** The tokens that were made known, by public key in hexadecimal. */
  invites(): ReadonlyMap<string, RoomInvite> {
    this.#invites ??= invitesOf(this.#state.membership.acts);
    return this.#invites;
  }

  /** The room's name as its founder gave it, or `null` before its beginning is known. */
  get name(): string | null {
    const payload = this.#state.membership.acts.beginning?.control?.payload;
    return payload?.kind === 'create' ? payload.name : null;
  }

  /** How the founder called themselves at the beginning, or `null`. */
  get founderName(): string | null {
    return nameAtEntrance(this.#state.membership.acts.beginning);
  }

  /** Whether only admins may let people in. */
  get isAdminsOnly(): boolean {
    return this.#state.membership.acts.isAdminsOnly(null);
  }

  /** Whether the room has two beginnings: then nobody writes any more. */
  get isStopped(): boolean {
    return this.#state.isBeginningForked;
  }

  /** The lowest proof for each forked feed. A live view. */
  get forks(): ReadonlyMap<string, ForkProof> {
    return this.#filler.forkBook.proofs;
  }

  /** Whether somebody is known to have forked a feed. */
  isForked(pkHex: string): boolean {
    return this.#filler.forkBook.isForked(pkHex);
  }

  /** Listens to changes. */
  onChange(listener: (change: LogChange) => void): Cancel {
    return this.#changes.listen(listener);
  }

  #finish(change: LogChangeDraft): void {
    this.#state.settle(change);
    if (change.hasMembersChanged) {
      this.#members = null;
      this.#invites = null;
    }
    if (hasLogChanged(change)) this.#changes.emit(change);
  }
}
