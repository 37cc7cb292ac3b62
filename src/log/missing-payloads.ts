/**
 * Which entries of a log are here without their payload, and why: erased, which the log's state knows; *dropped* from this device, by the person here below
 * a floor, or since they have disappeared (`vanishing.ts`); or *withheld* by whoever sent them, and asked for from others.
 *
 * A floor says how far each feed was dropped, by count. So it names exactly what was here when it was laid: what comes later, however old it is, lies beyond
 * the end of its feed as it was then, and is kept.
 */
import type { EntryGraph } from './graph.js';
import type { LogNode } from './log-node.js';
import { isDroppableKind } from './payload.js';
import type { FeedVector } from './sync-frames.js';
import type { Vanishing } from './vanishing.js';

/** The missing payloads of one log. */
export class MissingPayloads {
  /** Below which entries of a feed (seq less than its count) are dropped. `LogState.setFloor` changes it. */
  floor: FeedVector = new Map();
  /** What has disappeared, and what is going to. */
  readonly vanishing: Vanishing;
  readonly #graph: EntryGraph;
  readonly #withheld = new Set<LogNode>();
  /** Of these their author said to have nothing more. */
  readonly #gone = new WeakSet<LogNode>();
  /** The first entry of each feed that keeps it from being acknowledged; `null` when that has to be found out anew. */
  #firsts: Map<string, number> | null = null;

  constructor(graph: EntryGraph, vanishing: Vanishing) {
    this.#graph = graph;
    this.vanishing = vanishing;
  }

  /** Entries that count whose payload is missing and was neither erased nor dropped. */
  withheldNodes(): LogNode[] {
    return [...this.#withheld].filter((node) => !node.isVoid);
  }

  /** Their ids. */
  withheld(): string[] {
    return this.withheldNodes().map(({ idText }) => idText);
  }

  /** Whether an entry is one of these. */
  isWithheld(idText: string): boolean {
    const node = this.#graph.get(idText);
    return node !== null && !node.isVoid && this.#withheld.has(node);
  }

  /** Whether an entry was dropped, so that nothing of it is kept but what its author signed. */
  isDropped(node: LogNode): boolean {
    return this.vanishing.has(node) || this.isBelowFloor(node);
  }

  /** Whether the person here has dropped it. */
  isBelowFloor(node: LogNode): boolean {
    const { feedKey, kind, seq } = node.entry;
    if (seq >= (this.floor.get(feedKey) ?? 0) || !isDroppableKind(kind)) return false;
    return this.#graph.feed(feedKey)?.chain[seq] === node;
  }

  /** How far a feed of which `count` entries are held can be acknowledged: up to the first that is withheld. */
  ackCount(feedKey: string, count: number): number {
    this.#firsts ??= this.#findFirsts();
    return Math.min(count, this.#firsts.get(feedKey) ?? count);
  }

  #findFirsts(): Map<string, number> {
    const firsts = new Map<string, number>();
    for (const node of this.withheldNodes()) {
      const { feedKey, seq } = node.entry;
      if (!this.#gone.has(node)) firsts.set(feedKey, Math.min(seq, firsts.get(feedKey) ?? seq));
    }
    return firsts;
  }

  /** What counts has changed. */
  settled(): void {
    this.#firsts = null;
  }

  /** A payload is missing that was not erased: unless it was dropped, it is asked for. */
  lack(node: LogNode): void {
    if (!this.isDropped(node)) this.#withheld.add(node);
    this.#firsts = null;
  }

  /** A payload is not asked for any more; whether it was. */
  explain(node: LogNode): boolean {
    this.#firsts = null;
    return this.#withheld.delete(node);
  }

  /**
   * The author has sent this entry of theirs without its payload, which they were asked for: they have dropped it, so telling them that it has not come would
   * only hide from them what has. Others may still have it.
   */
  giveUp(node: LogNode): void {
    if (!this.#withheld.has(node)) return;
    this.#gone.add(node);
    this.#firsts = null;
  }

  /** What lies below one floor and not below another, of kinds that are dropped. */
  between(lower: FeedVector, upper: FeedVector): LogNode[] {
    const nodes = [...upper].flatMap(([feedKey, count]) => this.#graph.feed(feedKey)?.chain.slice(lower.get(feedKey) ?? 0, count) ?? []);
    return nodes.filter(({ entry }) => isDroppableKind(entry.kind));
  }
}
