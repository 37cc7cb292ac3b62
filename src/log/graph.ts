/**
 * The causal graph of a room: every entry whose causes are all held, the feeds they form, and what every feed has reached.
 *
 * Invariants: a node's causes are nodes; a feed's chain has no gaps; nothing is ever taken out. Which nodes count is not decided here.
 */
import { ControlPasts } from './control-past.js';
import type { ControlPast } from './control-past.js';
import type { Entry } from './entry.js';
import { LogNode, controlFactsOf } from './log-node.js';
import { ENTRY_KINDS, isControlKind } from './payload.js';

/** One author's chain from one installation. */
export interface FeedChain {
  readonly feedKey: string;
  /** Nodes by seq. */
  readonly chain: LogNode[];
  /** Nodes of other branches, if the feed is forked. */
  readonly strays: LogNode[];
  /** The seq from which nothing counts because the author signed two entries for it, or `Infinity`. */
  forkSeq: number;
}

/** What has to be held before an entry can be placed. */
export interface EntryCauses {
  /** Ids, hexadecimal: `prev` if there is one, then the parents, then what the payload builds on (heads of a `remove`, target of an `erase`). */
  readonly ids: readonly string[];
  /** How many of them the body cites: only those bear on order and past. */
  readonly cited: number;
}

/** Reads the causes of an entry. */
export function causesOf(entry: Entry): EntryCauses {
  const { prev, parents } = entry.body;
  const ids = entry.seq > 0 ? [prev.toHex()] : [];
  for (const parent of parents) ids.push(parent.toHex());
  const cited = ids.length;
  if (entry.kind === ENTRY_KINDS.remove || entry.kind === ENTRY_KINDS.erase) {
    const { payload } = entry;
    if (payload?.kind === 'remove') ids.push(...payload.heads.map((id) => id.toHex()));
    if (payload?.kind === 'erase') ids.push(payload.entry.toHex());
  }
  return { ids, cited };
}

/** The graph of one room. */
export class EntryGraph {
  readonly #nodes = new Map<string, LogNode>();
  readonly #feeds = new Map<string, FeedChain>();
  readonly #feedsOf = new Map<string, FeedChain[]>();
  readonly #vector = new Map<string, number>();
  readonly #pasts = new ControlPasts();
  /** For each person the numbers of the entries that let them in, right or wrong. */
  readonly #admissions = new Map<string, number[]>();
  #controlCount = 0;

  get size(): number {
    return this.#nodes.size;
  }

  get(idText: string): LogNode | null {
    return this.#nodes.get(idText) ?? null;
  }

  /** Every node, in the order in which they were placed. */
  nodes(): IterableIterator<LogNode> {
    return this.#nodes.values();
  }

  feed(feedKey: string): FeedChain | null {
    return this.#feeds.get(feedKey) ?? null;
  }

  feedsOf(pkHex: string): readonly FeedChain[] {
    return this.#feedsOf.get(pkHex) ?? [];
  }

  /** How many entries are held of each feed, up to its fork. A live view. */
  get vector(): ReadonlyMap<string, number> {
    return this.#vector;
  }

  /** Whether some entry lets this person in, rightly or not. */
  isKnownPerson(pkHex: string): boolean {
    return this.#admissions.has(pkHex);
  }

  /** The first cause that is not held, or `null`. */
  missingOf(causes: EntryCauses): string | null {
    return causes.ids.find((id) => !this.#nodes.has(id)) ?? null;
  }

  /**
   * Places an entry whose `causes` (from `causesOf`) are all held. `null` when it can never count, for anybody, so that no honest author builds on it: its `prev` is not the
   * entry before in its feed, or nothing in its past lets its author in.
   */
  place(entry: Entry, { ids, cited }: EntryCauses, isFounder: boolean): LogNode | null {
    const causes = ids.slice(0, cited).map((id) => this.#node(id));
    if (entry.seq > 0) {
      const before = causes[0]?.entry;
      if (before?.feedKey !== entry.feedKey || before.seq !== entry.seq - 1) return null;
    }
    const past = this.#pasts.join(causes.map((cause) => cause.after));
    const isBeginning = isFounder && entry.kind === ENTRY_KINDS.create;
    // SECURITY: strangers' entries are not kept, or anybody could fill every member's storage (log.test.ts: "keeps nothing of one who was never let in").
    if (!isBeginning && !this.#isLetInBy(past, entry.authorHex)) return null;
    const node = this.#linked(entry, causes, past);
    this.#nodes.set(entry.idText, node);
    this.#append(node);
    return node;
  }

  /** Marks a feed as void from `seq` on, if it was not before; whether that changed anything. */
  markFork(feedKey: string, seq: number): boolean {
    const feed = this.#feeds.get(feedKey);
    if (feed === undefined || feed.forkSeq <= seq) return false;
    feed.forkSeq = seq;
    this.#vector.set(feedKey, Math.min(feed.chain.length, seq));
    return true;
  }

  #node(idText: string): LogNode {
    const node = this.#nodes.get(idText);
    if (node === undefined) throw new RangeError('entry has causes that are not held');
    return node;
  }

  #isLetInBy(past: ControlPast, pkHex: string): boolean {
    return this.#admissions.get(pkHex)?.some((bit) => past.has(bit)) ?? false;
  }

  #linked(entry: Entry, causes: readonly LogNode[], past: ControlPast): LogNode {
    if (!isControlKind(entry.kind)) return new LogNode(entry, causes, past, past, null);
    const bit = this.#controlCount++;
    const facts = controlFactsOf(entry, bit, (targetHex, headIds) => this.#limits(targetHex, headIds));
    if (facts.payload?.kind === 'create' || facts.payload?.kind === 'admit') {
      const bits = this.#admissions.get(facts.subjectHex);
      if (bits === undefined) this.#admissions.set(facts.subjectHex, [bit]);
      else bits.push(bit);
    }
    return new LogNode(entry, causes, past, this.#pasts.extend(past, bit), facts);
  }

  #limits(targetHex: string, headIds: readonly string[]): ReadonlyMap<string, number> {
    const limits = new Map<string, number>();
    for (const id of headIds) {
      const { authorHex, feedKey, seq } = this.#node(id).entry;
      // A head of somebody else says nothing about the target.
      if (authorHex === targetHex) limits.set(feedKey, Math.max(limits.get(feedKey) ?? 0, seq + 1));
    }
    return limits;
  }

  #append(node: LogNode): void {
    const { feedKey, authorHex, seq } = node.entry;
    let feed = this.#feeds.get(feedKey);
    if (feed === undefined) {
      feed = { feedKey, chain: [], strays: [], forkSeq: Number.POSITIVE_INFINITY };
      this.#feeds.set(feedKey, feed);
      const feeds = this.#feedsOf.get(authorHex);
      if (feeds === undefined) this.#feedsOf.set(authorHex, [feed]);
      else feeds.push(feed);
    }
    if (feed.chain.length === seq && (seq === 0 || feed.chain[seq - 1] === node.causes[0])) {
      feed.chain.push(node);
      this.#vector.set(feedKey, Math.min(feed.chain.length, feed.forkSeq));
    } else {
      feed.strays.push(node);
    }
  }
}
