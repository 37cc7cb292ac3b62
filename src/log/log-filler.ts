/**
 * How entries get into a log: what lacks a cause waits, what can be placed is placed, and what waited for it follows.
 */
import type { Entry } from './entry.js';
import { ForkBook, forkProofOf } from './forks.js';
import type { ForkProof } from './forks.js';
import { causesOf } from './graph.js';
import type { AddResult, LogChangeDraft } from './log-change.js';
import type { LogNode } from './log-node.js';
import type { LogState } from './log-state.js';
import { ENTRY_KINDS } from './payload.js';
import { WaitingRoom } from './waiting-room.js';

/** Fills the state of one log. What counts is settled afterwards. */
export class LogFiller {
  readonly forkBook = new ForkBook();
  readonly #state: LogState;
  // Unbounded: a damaged vault may lack the cause of all that follows, and all of that is this machine's own already.
  readonly #waiting = new WaitingRoom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);

  constructor(state: LogState) {
    this.#state = state;
  }

  /** Ids that are waited for and not held. */
  missing(): string[] {
    return this.#waiting.missing();
  }

  /** Entries that wait. */
  waiting(): IterableIterator<Entry> {
    return this.#waiting.entries();
  }

  /** Takes one entry; `added` may still turn out to be void. */
  take(entry: Entry, change: LogChangeDraft): AddResult {
    const held = this.#state.graph.get(entry.idText);
    if (held !== null) return this.#restore(held, entry, change);
    if (this.#waiting.has(entry.idText)) return 'waiting';
    const result = this.#tryToPlace(entry, change);
    if (result === 'added') this.#placeFreed(entry, change);
    return result;
  }

  /** Keeps a proof of a fork; whether it says more than what was known. */
  noteFork(proof: ForkProof, change: LogChangeDraft): boolean {
    // SECURITY: keys that cost nothing cannot fill the book (forks.test.ts: "believes no proof about one whom nobody let in, until somebody does").
    if (!this.#state.graph.isKnownPerson(proof.authorHex)) {
      this.forkBook.putAside(proof);
      return false;
    }
    // The feed is void whether or not there is room to keep the proof.
    this.#state.markFork(proof.feedKey, proof.seq);
    if (!this.forkBook.add(proof)) return false;
    change.forks.push(proof);
    return true;
  }

  #tryToPlace(entry: Entry, change: LogChangeDraft): AddResult {
    const causes = causesOf(entry);
    const missing = this.#state.graph.missingOf(causes);
    if (missing !== null) {
      this.#waiting.put(entry, missing);
      return 'waiting';
    }
    const node = this.#state.place(entry, causes);
    if (node === null) return 'refused';
    change.placed.push(entry);
    this.#lookForFork(node, change);
    const isEntrance = entry.kind === ENTRY_KINDS.create || entry.kind === ENTRY_KINDS.admit;
    if (isEntrance) for (const proof of this.forkBook.takeAside(node.control?.subjectHex ?? '')) this.noteFork(proof, change);
    return 'added';
  }

  #placeFreed(entry: Entry, change: LogChangeDraft): void {
    // A list, not recursion: chains of what waited can be long.
    const freed = [...this.#waiting.release(entry.idText)];
    for (const next of freed) {
      if (this.#tryToPlace(next, change) === 'added') freed.push(...this.#waiting.release(next.idText));
    }
  }

  #lookForFork(node: LogNode, change: LogChangeDraft): void {
    const { entry } = node;
    const occupant = this.#state.graph.feed(entry.feedKey)?.chain[entry.seq];
    if (occupant !== undefined && occupant !== node) this.noteFork(forkProofOf(occupant.entry, entry), change);
    const known = this.forkBook.proofs.get(entry.feedKey);
    if (known !== undefined) this.#state.markFork(entry.feedKey, known.seq);
  }

  /** A known entry came again: what is of interest is a payload that is missing here. */
  #restore(node: LogNode, entry: Entry, change: LogChangeDraft): AddResult {
    if (!node.entry.isErased || entry.isErased || this.#state.erasures.isErased(entry.idText)) return 'known';
    node.entry = entry;
    this.#state.erasures.look(node);
    change.restored.push(entry);
    change.hasMembersChanged = true;
    return 'restored';
  }
}
