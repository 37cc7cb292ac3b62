/**
 * A room's log: give it verified entries in any order, and it says what the room is: the history in order, who is in, what every feed has reached.
 *
 * Pure and synchronous: no storage, no network, no clock. What it is given is durable. All it says depends on the set of entries alone, never on their order.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Cancel } from '../lib/clock.js';
import { Emitter } from '../lib/emitter.js';
import type { Entry } from './entry.js';
import { ForkBook, forkOf, isForkProof } from './forks.js';
import type { Fork, ForkProof } from './forks.js';
import { causesOf } from './graph.js';
import type { LogChange } from './log-change.js';
import { LogState } from './log-state.js';
import { compareOrder } from './order.js';
import { ENTRY_KINDS } from './payload.js';
import { Powers } from './powers.js';
import { invitesOf, membersOf } from './roster.js';
import type { Member, RoomInvite } from './roster.js';
import type { FeedVector } from './sync-frames.js';
import { timelineOf } from './timeline.js';
import type { Timeline } from './timeline.js';
import { WaitingRoom } from './waiting-room.js';

/** One room's history and everything that follows from it. */
export class RoomLog {
  /** The room's public id, 16 bytes. */
  readonly rid: Bytes;
  readonly #founderHex: string;
  readonly #state = new LogState();
  /** The causal graph, for this folder. */
  readonly graph = this.#state.graph;
  /** What entries say about others. */
  readonly annotations = this.#state.shown.annotations;
  /** Which payloads are missing, and why. */
  readonly payloads = this.#state.payloads;
  /** What people may do, and what ended the membership of those who are gone. */
  readonly powers = new Powers(this.#state);
  readonly #forkBook = new ForkBook();
  // Unbounded: a damaged vault may lack the cause of all that follows, and all of that is this machine's own already.
  readonly #waiting = new WaitingRoom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  readonly #changes = new Emitter<LogChange>();
  #members: ReadonlyMap<string, Member> | null = null;

  /** `founderPk`: the key from which alone the room can begin (it is part of `rid`). */
  constructor(rid: Bytes, founderPk: Bytes) {
    this.rid = rid;
    this.#founderHex = founderPk.toHex();
  }

  /** What the room shows, as of now. */
  get timeline(): Timeline {
    return timelineOf(this.#state.shown.timeline, this.graph);
  }

  /** Takes one entry; whether it is held now, counting or not. It is not when it waits for its causes, or can never count. */
  add(entry: Entry): boolean {
    this.addAll([entry]);
    return this.has(entry.idText);
  }

  /** Takes many entries as one step: one evaluation, one `onChange`. Those of others come through `ReadyQueue`, which bounds what may wait. */
  addAll(entries: readonly Entry[]): void {
    for (const entry of entries) this.#take(entry);
    this.#settle();
  }

  /** Takes a fork that was seen, or a verified proof of one. */
  addFork(fork: Fork): void {
    this.#noteFork(fork);
    this.#settle();
  }

  /** Whether an entry is held, with all its causes. */
  has(idText: string): boolean {
    return this.graph.get(idText) !== null;
  }

  /** What counts and is cited by nothing that counts, in order. */
  heads(): Entry[] {
    return [...this.#state.heads].sort(compareOrder).map((node) => node.entry);
  }

  /** How many entries are held of each feed (`pk ‖ feed`, hexadecimal), up to its fork. A live view. */
  feeds(): ReadonlyMap<string, number> {
    return this.graph.vector;
  }

  /** How far a feed can be acknowledged: up to the first entry whose payload is missing without having been erased. */
  ackCount(feedKey: string): number {
    return this.payloads.ackCount(feedKey, this.graph.vector.get(feedKey) ?? 0);
  }

  /** Drops what lies below this floor, and only that; gives what had its payload until now, without it. */
  setFloor(floor: FeedVector): readonly Entry[] {
    const gone = this.#state.setFloor(floor);
    this.#settle();
    return gone;
  }

  /** It is this moment now, milliseconds since 1970: what has disappeared by then goes. */
  passTime(now: number): void {
    this.#state.passTime(now);
    this.#settle();
  }

  /** Whether the room may begin with this entry. */
  isBeginning({ kind, authorHex }: Entry): boolean {
    return kind === ENTRY_KINDS.create && authorHex === this.#founderHex;
  }

  /** What was given and is not held, since a cause is missing, in order of arrival; not empty only after damage. */
  waiting(): readonly Entry[] {
    return [...this.#waiting.entries()];
  }

  /** Ids that held entries wait for; not empty only after damage. */
  missing(): string[] {
    return this.#waiting.missing();
  }

  /** Everybody who is or was in, by key in hexadecimal. The same map as long as nothing in it has changed. */
  members(): ReadonlyMap<string, Member> {
    return (this.#members ??= membersOf(this.#state.membership, this.#state.shown.profiles));
  }

  /** Whether somebody is in now, in the light of all that is held. */
  isMember(pkHex: string): boolean {
    return this.members().get(pkHex)?.state === 'member';
  }

  /** The tokens that were made known, by public key in hexadecimal. */
  invites(): ReadonlyMap<string, RoomInvite> {
    return invitesOf(this.#state.membership);
  }

  /** The room's name as its founder gave it, or `null` before its beginning is known. */
  get name(): string | null {
    return this.#state.membership.roomName;
  }

  /** Whether the founder began the room more than once, or forked its beginning: then nobody writes any more. */
  get isStopped(): boolean {
    return this.#state.controls.some((node) => node.entry.kind === ENTRY_KINDS.create && !this.#state.membership.acts.has(node));
  }

  /** The lowest proof for each forked feed. A live view. */
  get forks(): ReadonlyMap<string, ForkProof> {
    return this.#forkBook.proofs;
  }

  /** Listens to changes. */
  onChange(listener: (change: LogChange) => void): Cancel {
    return this.#changes.listen(listener);
  }

  #take(entry: Entry): void {
    const held = this.graph.get(entry.idText);
    if (held !== null) this.#state.restore(held, entry);
    if (held !== null || this.#waiting.has(entry.idText)) return;
    // What waited for it follows. A list, not recursion: chains of what waited can be long.
    const queue = [entry];
    for (const next of queue) if (this.#place(next)) queue.push(...this.#waiting.release(next.idText));
  }

  #place(entry: Entry): boolean {
    const causes = causesOf(entry);
    const missing = causes.ids.find((idText) => !this.has(idText));
    if (missing !== undefined) {
      this.#waiting.put(entry, missing);
      return false;
    }
    const node = this.graph.place(entry, causes, this.isBeginning(entry));
    if (node === null) return false;
    this.#state.placed(node);
    const occupant = this.graph.feed(entry.feedKey)?.chain[entry.seq];
    if (occupant !== undefined && occupant !== node) this.#noteFork(forkOf(occupant.entry, entry));
    this.#state.markFork(entry.feedKey, this.forks.get(entry.feedKey)?.seq ?? Number.POSITIVE_INFINITY);
    if (node.control !== null) for (const proof of this.#forkBook.takeAside(node.control.subjectHex)) this.#noteFork(proof);
    return true;
  }

  #noteFork(fork: Fork): void {
    // SECURITY: keys that cost nothing cannot fill the book (forks.test.ts: "believes no proof about one whom nobody let in, until somebody does").
    if (!this.graph.isKnownPerson(fork.authorHex)) {
      if (isForkProof(fork)) this.#forkBook.putAside(fork);
      return;
    }
    // The feed is void whether or not there is a proof, and room to keep it.
    this.#state.markFork(fork.feedKey, fork.seq);
    if (isForkProof(fork) && this.#forkBook.add(fork)) this.#state.change.forks.push(fork);
  }

  #settle(): void {
    const change = this.#state.settle();
    if (change === null) return;
    if (change.hasMembersChanged) this.#members = null;
    this.#changes.emit(change);
  }
}
