/**
 * The causal graph of a room: every entry whose causes are all held, the feeds they form, and what every feed has reached.
 *
 * Invariants: a node's causes are nodes; a feed's chain has no gaps; nothing is ever taken out. Which nodes count is not decided here.
 */
import type { Bytes } from '../lib/bytes.js';
import { coveredRunOf } from './covering.js';
import type { Entry } from './entry.js';
import { RUN_MAX_ENTRIES } from './log-limits.js';
import type { ControlFacts, LogNode } from './log-node.js';
import { ENTRY_KINDS, isControlKind } from './payload.js';

/** One author's chain from one installation. */
export interface FeedChain {
  readonly authorHex: string;
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
  const cited = entry.cited.slice(entry.seq > 0 ? 0 : 1);
  return { ids: [...cited, ...builtOn(entry).map((id) => id.toHex())], cited: cited.length };
}

function builtOn(entry: Entry): readonly Bytes[] {
  if (entry.kind !== ENTRY_KINDS.remove && entry.kind !== ENTRY_KINDS.erase) return [];
  const { payload } = entry;
  if (payload?.kind === 'remove') return payload.heads;
  return payload?.kind === 'erase' ? [payload.entry] : [];
}

/** The graph of one room. */
export class EntryGraph {
  /** How many entries are held of each feed, up to its fork. */
  readonly vector = new Map<string, number>();
  readonly #nodes = new Map<string, LogNode>();
  readonly #feeds = new Map<string, FeedChain>();
  /** For each person the control entries that let them in, right or wrong, as a set like `LogNode.past`. */
  readonly #entrances = new Map<string, bigint>();
  #nextBit = 1n;

  get size(): number {
    return this.#nodes.size;
  }

  /** All nodes, causes before effects. */
  nodes(): Iterable<LogNode> {
    return this.#nodes.values();
  }

  get(idText: string): LogNode | null {
    return this.#nodes.get(idText) ?? null;
  }

  feed(feedKey: string): FeedChain | null {
    return this.#feeds.get(feedKey) ?? null;
  }

  feedsOf(pkHex: string): readonly FeedChain[] {
    return [...this.#feeds.values()].filter(({ authorHex }) => authorHex === pkHex);
  }

  /** Whether some entry lets this person in, rightly or not. */
  isKnownPerson(pkHex: string): boolean {
    return this.#entrances.has(pkHex);
  }

  /**
   * Places an entry whose `causes` (from `causesOf`) are all held. `null` when it can never count, for anybody, so that no honest author builds on it: its `prev` is not the
   * entry before in its feed, or nothing in its past lets its author in.
   */
  place(entry: Entry, { ids, cited }: EntryCauses, isBeginning: boolean): LogNode | null {
    const { idText, seq, time, kind } = entry;
    const causes = ids.slice(0, cited).map((id) => this.#nodes.get(id) as LogNode);
    const before = causes[0]?.entry;
    if (seq > 0 && (before?.feedKey !== entry.feedKey || before.seq !== seq - 1)) return null;
    // Read from the vault, an entry does not know yet what covers it.
    if (before !== undefined && seq > 0) before.cover ??= entry;
    const past = pastOf(causes);
    // SECURITY: strangers' entries are not kept, or anybody could fill every member's storage (log.test.ts: "keeps nothing of one who was never let in").
    if (!isBeginning && (past & (this.#entrances.get(entry.authorHex) ?? 0n)) === 0n) return null;
    const node = {
      entry,
      idText,
      eff: Math.max(time, ...causes.map(({ eff }) => eff)),
      depth: 1 + Math.max(0, ...causes.map(({ depth }) => depth)),
      causes,
      past,
      control: isControlKind(kind) ? this.#factsOf(entry) : null,
      isVoid: true,
      citations: 0,
    };
    this.#nodes.set(idText, node);
    this.#append(node);
    if (seq > 0 && entry.isSigned) coverBefore(node);
    return node;
  }

  #factsOf({ payload, authorHex }: Entry): ControlFacts {
    const bit = this.#nextBit;
    this.#nextBit <<= 1n;
    const isOwn = payload?.kind === 'create' || payload?.kind === 'leave';
    const subjectHex = isOwn ? authorHex : payload !== null && 'pk' in payload ? payload.pk.toHex() : '';
    const token = payload !== null && 'token' in payload ? payload.token : null;
    if (payload?.kind === 'create' || payload?.kind === 'admit')
      this.#entrances.set(subjectHex, (this.#entrances.get(subjectHex) ?? 0n) | bit);
    const limits = payload?.kind === 'remove' ? this.#limits(payload.heads) : null;
    return { bit, payload, subjectHex, tokenHex: token?.toHex() ?? '', limits };
  }

  /** How many entries of each feed the heads of a `remove` leave standing: up to the highest in it. */
  #limits(heads: readonly Bytes[]): ReadonlyMap<string, number> {
    const entries = heads.map((id) => (this.#nodes.get(id.toHex()) as LogNode).entry).sort((a, b) => a.seq - b.seq);
    return new Map(entries.map(({ feedKey, seq }) => [feedKey, seq + 1]));
  }

  #append(node: LogNode): void {
    const { entry } = node;
    const { authorHex, feedKey, seq } = entry;
    const feed = this.#feeds.get(feedKey) ?? { authorHex, feedKey, chain: [], strays: [], forkSeq: Number.POSITIVE_INFINITY };
    const { chain, strays, forkSeq } = feed;
    this.#feeds.set(feed.feedKey, feed);
    entry.authorHex = feed.authorHex;
    entry.feedKey = feed.feedKey;
    const isNext = chain.length === seq && (seq === 0 || chain.at(-1) === node.causes[0]);
    (isNext ? chain : strays).push(node);
    this.vector.set(feed.feedKey, Math.min(chain.length, forkSeq));
  }
}

/** Lets those before a signed entry know that it covers them, where what they knew of is further. */
function coverBefore(signed: LogNode): void {
  let node = signed;
  for (let length = 2; length <= RUN_MAX_ENTRIES; length++) {
    const before = node.causes[0];
    if (node.entry.seq === 0 || before === undefined || before.entry.isSigned) return;
    // SECURITY: another branch of the feed hides no cover (mixed-runs.test.ts: "finds the cover of an entry among several that follow it").
    if (before.entry.cover !== node.entry && (coveredRunOf(before.entry)?.length ?? Number.POSITIVE_INFINITY) > length)
      before.entry.cover = node.entry;
    node = before;
  }
}

/** The control entries that lie behind whoever cites these nodes. */
export function pastOf(causes: readonly Pick<LogNode, 'past' | 'control'>[]): bigint {
  let past = 0n;
  for (const cause of causes) {
    const after = cause.past | (cause.control?.bit ?? 0n);
    // Messages hardly ever change the set. What is equal is kept, not made anew, so that nodes share it.
    if ((past | after) !== past) past = (past | after) === after ? after : past | after;
  }
  return past;
}
