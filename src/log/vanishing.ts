/**
 * Which messages of a log have disappeared: those for which a timer was in force as their authors saw the room, once its hours have passed since their place
 * in the order (docs/PROTOCOL.md, "Disappearing"). What was said about them goes with them.
 *
 * What disappears, and when, follows from the graph; that the moment has come is for each machine's own clock, which comes in as an argument. A timer that is
 * set late, or with an old time, is in the past of nothing that was written without it, so nobody makes earlier messages go by setting one.
 */
import type { Annotations } from './annotations.js';
import type { EntryGraph } from './graph.js';
import { TIMER_HOURS_MAX } from './log-limits.js';
import type { LogNode } from './log-node.js';
import { Membership } from './membership.js';
import { isAnnotationKind, isDroppableKind } from './payload.js';

/**
 * How long before its time an entry may come without its payload, as clocks differ, in milliseconds: as much as an entry may come from the future. Less than any
 * timer.
 */
const EARLY_TOLERANCE_MS = 10 * 60 * 1000;

const HOUR_MS = 60 * 60 * 1000;

/** What a look at the clock, or at the timers, has changed. */
export interface VanishingChange {
  readonly gone: readonly LogNode[];
  /** Not gone any more, since a timer does not count, or the clock was wrong. */
  readonly back: readonly LogNode[];
}

/** What a timer runs for, until a moment in milliseconds since 1970. */
interface Coming {
  readonly node: LogNode;
  readonly due: number;
}

/** What has disappeared from one log, and what is going to. */
export class Vanishing {
  /** The acts that count now. */
  membership = new Membership();
  readonly #graph: EntryGraph;
  readonly #annotations: Annotations;
  /** What is gone; of what was said about something that is gone, about what. */
  readonly #gone = new Map<LogNode, LogNode | null>();
  /** What a timer runs for; what is written comes in this order anyway. */
  #coming: Coming[] = [];
  #isInOrder = true;
  #next = Number.POSITIVE_INFINITY;
  /** The moment of the last look, milliseconds since 1970. */
  #now = Number.NEGATIVE_INFINITY;

  constructor(graph: EntryGraph, annotations: Annotations) {
    this.#graph = graph;
    this.#annotations = annotations;
  }

  /** Whether an entry has disappeared. */
  has(node: LogNode): boolean {
    return this.#gone.has(node);
  }

  /** When something disappears next, milliseconds since 1970; `Infinity` when nothing will. */
  get next(): number {
    return this.#next;
  }

  /** After how many hours disappears what is written now; 0 when it stays. */
  get hours(): number {
    return this.membership.timerHours(null);
  }

  /** The shortest time, in hours, that anything was ever set to; 0 when nothing was. */
  get shortestHours(): number {
    const hours = this.membership
      .tokenActs('timer', '', null)
      .flatMap(({ control: { payload } }) => (payload?.kind === 'timer' ? payload.hours : 0));
    return Math.min(...hours.filter((each) => each > 0), TIMER_HOURS_MAX) * Number(hours.some((each) => each > 0));
  }

  /** When a message disappears, milliseconds since 1970; `Infinity` for what stays, and for what goes with something else. */
  dueAt({ eff, entry: { kind }, past }: LogNode): number {
    if (!isDroppableKind(kind) || isAnnotationKind(kind)) return Number.POSITIVE_INFINITY;
    const hours = this.membership.timerHours(past);
    // The place in the order, not the bare time: a clock that is behind must not make messages go before anybody has seen them.
    return hours === 0 ? Number.POSITIVE_INFINITY : eff + hours * HOUR_MS;
  }

  /** Nodes were placed; gives what is gone at once. */
  placed(nodes: readonly LogNode[]): LogNode[] {
    const gone: LogNode[] = [];
    for (const node of nodes) this.#look(node, gone);
    for (const node of nodes) this.#follow(node, gone);
    return gone;
  }

  /** It is this moment now, milliseconds since 1970. */
  pass(now: number): VanishingChange {
    const isSetBack = now < this.#now - EARLY_TOLERANCE_MS;
    this.#now = isSetBack ? now : Math.max(now, this.#now);
    if (isSetBack) return this.review();
    if (this.#now < this.#next) return { gone: [], back: [] };
    return { gone: this.placed(this.#takeDue()), back: [] };
  }

  /** The timers that count are others now, or the clock was set back: looks at everything again. */
  review(): VanishingChange {
    this.#coming = [];
    this.#next = Number.POSITIVE_INFINITY;
    const before = new Map(this.#gone);
    const gone = this.placed([...this.#graph.nodes()]);
    // What it was about stands before it.
    const back = [...before].flatMap(([node, about]) =>
      this.#isDue(node) || (about !== null && this.#gone.has(about)) ? [] : this.#giveBack(node),
    );
    return { gone, back };
  }

  #giveBack(node: LogNode): LogNode {
    this.#gone.delete(node);
    return node;
  }

  /** What is due, and no more than that is looked at: a room may hold ever so much that is not. */
  #takeDue(): LogNode[] {
    if (!this.#isInOrder) this.#coming.sort((a, b) => a.due - b.due);
    this.#isInOrder = true;
    const end = this.#coming.findIndex(({ due }) => due > this.#now);
    const taken = this.#coming.splice(0, end === -1 ? this.#coming.length : end);
    this.#next = this.#coming[0]?.due ?? Number.POSITIVE_INFINITY;
    return taken.map(({ node }) => node);
  }

  #isDue(node: LogNode): boolean {
    // SECURITY: nobody withholds a message by calling it gone before its time (vanishing.test.ts: "withholds what comes without its payload before its time").
    return this.dueAt(node) <= this.#now + (node.entry.isErased ? EARLY_TOLERANCE_MS : 0);
  }

  #look(node: LogNode, gone: LogNode[]): void {
    const due = this.dueAt(node);
    if (due === Number.POSITIVE_INFINITY) return;
    if (this.#isDue(node)) this.#go(node, null, gone);
    else {
      this.#isInOrder &&= due >= (this.#coming.at(-1)?.due ?? due);
      this.#coming.push({ node, due });
      this.#next = Math.min(this.#next, due);
    }
  }

  /** What is said about what is gone goes, too. */
  #follow(node: LogNode, gone: LogNode[]): void {
    if (this.#gone.size === 0 || !isAnnotationKind(node.entry.kind)) return;
    const { payload } = node.entry;
    const about = payload !== null && 'entry' in payload ? this.#graph.get(payload.entry.toHex()) : null;
    if (about !== null && this.#gone.has(about)) this.#go(node, about, gone);
  }

  #go(node: LogNode, about: LogNode | null, gone: LogNode[]): void {
    const queue: (readonly [LogNode, LogNode | null])[] = [[node, about]];
    for (const [next, subject] of queue) {
      if (this.#gone.has(next)) continue;
      this.#gone.set(next, subject);
      gone.push(next);
      for (const said of this.#annotations.about(next.idText)) queue.push([said, next]);
    }
  }
}
