/**
 * Which of the placed nodes count, and what follows from that: the timeline, the heads, what people call themselves, whose payloads are to go.
 *
 * Settling is where the cost could hide. Messages are settled on their own; membership is evaluated again only when a control entry or a fork came, and
 * then only nodes of people whose standing, limits or forks changed are looked at again.
 *
 * An entry without payload may arrive before the `erase` that explains it. It serves the order at once, but it is *withheld*: not acknowledged, and asked
 * for from others, so that nobody can suppress a message by stripping it. What was dropped here, or has disappeared, counts like all else and is not shown.
 */
import { signedAs } from './entry.js';
import type { Entry } from './entry.js';
import { EntryGraph } from './graph.js';
import type { FeedChain } from './graph.js';
import { leaveOut, putEntry } from './leaving-out.js';
import { emptyLogChange, isNoChange } from './log-change.js';
import type { LogChange } from './log-change.js';
import type { ControlNode, LogNode } from './log-node.js';
import { Membership } from './membership.js';
import { MissingPayloads } from './missing-payloads.js';
import { insertInOrder } from './order.js';
import { ENTRY_KINDS, isErasableKind } from './payload.js';
import { ShownEntries } from './shown-entries.js';
import type { FeedVector } from './sync-frames.js';
import { Vanishing } from './vanishing.js';
import type { VanishingChange } from './vanishing.js';

/** The graph of a log and everything that is derived from it. */
export class LogState {
  readonly graph = new EntryGraph();
  readonly shown = new ShownEntries();
  readonly vanishing = new Vanishing(this.graph, this.shown.annotations);
  readonly payloads = new MissingPayloads(this.graph, this.vanishing);
  /** What counts and is cited by nothing that counts. The next entry cites them. */
  readonly heads = new Set<LogNode>();
  /** All control entries, in order. */
  readonly controls: ControlNode[] = [];
  membership = new Membership();
  /** What has changed since `settle`. */
  change = emptyLogChange();
  /** How many entries that count erase a node. */
  readonly erasures = new Map<LogNode, number>();
  /** Authors whose older entries may count differently now. */
  readonly #unsettledAuthors = new Set<string>();
  #unsettled: LogNode[] = [];

  /** A node was placed. */
  placed(node: LogNode): void {
    this.#unsettled.push(node);
    if (node.control !== null) insertInOrder(this.controls, node as ControlNode);
    if (node.entry.isErased) this.payloads.lack(node);
    else if (this.payloads.isDropped(node)) putEntry(node, node.entry.withoutPayload());
  }

  /** Gives a node back its payload if that is missing and was not erased. */
  restore(node: LogNode, entry: Entry): void {
    if (entry.isErased || !this.payloads.explain(node)) return;
    // SECURITY: nobody takes a signature away that others are covered by (mixed-runs.test.ts: "keeps the signature of what gets its payload back").
    const restored = signedAs(entry, node.entry);
    restored.cover = node.entry.cover ?? entry.cover;
    this.#replace(node, restored);
  }

  /** Drops what lies below this floor, and only that; gives what had its payload until now, without it. What lies below it no more is withheld. */
  setFloor(floor: FeedVector): Entry[] {
    const { payloads, vanishing } = this;
    const [lifted, dropped] = [payloads.between(floor, payloads.floor), payloads.between(payloads.floor, floor)];
    payloads.floor = floor;
    const isHere = (node: LogNode): boolean => !vanishing.has(node);
    return leaveOut(this, dropped.filter(isHere), lifted.filter(isHere));
  }

  /** It is this moment now, milliseconds since 1970: what has disappeared by then goes. */
  passTime(now: number): void {
    this.#vanish(this.vanishing.pass(now));
  }

  #vanish({ gone, back }: VanishingChange): void {
    const isAboveFloor = (node: LogNode): boolean => !this.payloads.isBelowFloor(node);
    // One by one: a whole history can be due at once, which is more than a call takes as arguments.
    for (const entry of leaveOut(this, gone.filter(isAboveFloor), back.filter(isAboveFloor))) this.change.vanished.push(entry);
  }

  /** Makes a feed void from `seq` on. */
  markFork(feedKey: string, seq: number): void {
    const feed = this.graph.feed(feedKey);
    if (feed === null || feed.forkSeq <= seq) return;
    feed.forkSeq = seq;
    this.graph.vector.set(feedKey, Math.min(feed.chain.length, seq));
    this.#unsettledAuthors.add(feedKey.slice(0, 64));
  }

  /** Settles what counts after something was placed or marked; what has changed since this was done last, or `null`. */
  settle(): LogChange | null {
    if (this.#unsettledAuthors.size > 0 || this.#unsettled.some(({ control }) => control !== null)) this.#evaluate();
    else this.#lookAtTime(false);
    for (const node of this.#unsettled) this.#settleNode(node);
    this.#unsettled = [];
    this.payloads.settled();
    const change = this.change;
    this.change = emptyLogChange();
    return isNoChange(change) ? null : change;
  }

  /**
   * Evaluates membership and looks again at older entries that may count differently now. A new act is in nobody's past yet, so of new acts only removals
   * reach back; an older act that began or ceased to count bears on everything its subject wrote.
   */
  #evaluate(): void {
    const before = this.membership.acts;
    this.membership = Membership.of(this.controls, (node) => this.#isForkVoid(node));
    this.change.hasMembersChanged = true;
    this.vanishing.membership = this.membership;
    const fresh = new Set<LogNode>(this.#unsettled);
    const turned = before.symmetricDifference(this.membership.acts);
    // Before anything is settled: what has disappeared is never shown.
    this.#lookAtTime([...turned].some((act) => act.entry.kind === ENTRY_KINDS.timer && !fresh.has(act)));
    for (const act of turned) {
      this.#settleNode(act);
      if (!fresh.has(act) || act.control.limits !== null) this.#unsettledAuthors.add(act.control.subjectHex);
    }
    for (const authorHex of this.#unsettledAuthors) {
      for (const { chain, strays } of this.graph.feedsOf(authorHex)) for (const node of [...chain, ...strays]) this.#settleNode(node);
    }
    this.#unsettledAuthors.clear();
  }

  /** What was placed may have disappeared; and all else, when timers began or ceased to count. */
  #lookAtTime(areTimersOthers: boolean): void {
    this.#vanish(areTimersOthers ? this.vanishing.review() : { gone: this.vanishing.placed(this.#unsettled), back: [] });
  }

  #settleNode(node: LogNode): void {
    if (this.#isCounting(node) !== node.isVoid) return;
    node.isVoid = !node.isVoid;
    for (const cause of node.causes) {
      cause.citations += node.isVoid ? -1 : 1;
      this.#lookAtHead(cause);
    }
    this.#lookAtHead(node);
    if (node.entry.kind === ENTRY_KINDS.erase) this.#lookAtErasure(node);
    else this.#showOrHide(node);
  }

  #isCounting(node: LogNode): boolean {
    if (node.control !== null) return this.membership.acts.has(node as ControlNode);
    if (this.#isForkVoid(node) || !this.membership.mayWrite(node)) return false;
    return node.entry.kind !== ENTRY_KINDS.erase || this.#mayErase(node);
  }

  #isForkVoid({ entry }: LogNode): boolean {
    return entry.seq >= (this.graph.feed(entry.feedKey) as FeedChain).forkSeq;
  }

  #lookAtHead(node: LogNode): void {
    if (!node.isVoid && node.citations === 0) this.heads.add(node);
    else this.heads.delete(node);
  }

  #showOrHide(node: LogNode): void {
    const { entry } = node;
    if (this.payloads.isDropped(node)) return;
    this.shown.turn(node);
    (node.isVoid ? this.change.hidden : this.change.shown).push(entry);
    if (entry.kind === ENTRY_KINDS.profile) this.change.hasMembersChanged = true;
  }

  /** Whether an `erase` is its target's author's own, or its author was an admin. */
  #mayErase(erase: LogNode): boolean {
    const target = this.#targetOf(erase).entry;
    const { authorHex } = erase.entry;
    if (!isErasableKind(target.kind)) return false;
    // SECURITY: nobody else can make a message go (erasures.test.ts: "lets only the author and admins erase").
    return target.authorHex === authorHex || this.membership.standingOf(authorHex, erase.past).role !== 'member';
  }

  #targetOf({ entry: { payload } }: LogNode): LogNode {
    return this.graph.get(payload?.kind === 'erase' ? payload.entry.toHex() : '') as LogNode;
  }

  /** An `erase` began or ceased to count: the payload goes, or is wanted back from whoever still has it. */
  #lookAtErasure(erase: LogNode): void {
    const target = this.#targetOf(erase);
    const count = (this.erasures.get(target) ?? 0) + (erase.isVoid ? -1 : 1);
    this.erasures.set(target, count);
    if (count === 0) this.payloads.lack(target);
    else this.payloads.explain(target);
    if (!target.entry.isErased) this.#replace(target, target.entry.withoutPayload());
  }

  #replace(node: LogNode, entry: Entry): void {
    if (!node.isVoid) {
      this.change.hidden.push(node.entry);
      this.change.shown.push(entry);
    }
    if (entry.kind === ENTRY_KINDS.profile) this.change.hasMembersChanged = true;
    putEntry(node, entry);
    if (!node.isVoid) this.shown.renew(node);
  }
}
