/**
 * The inner state of a log and how it moves: nodes are placed, then it is settled which of them count.
 *
 * Settling is where the cost could hide. Messages are settled on their own; membership is evaluated again only when a control entry or a fork came, and
 * then only nodes of people whose standing, limits or forks changed are looked at again.
 */
import type { Entry } from './entry.js';
import { Erasures } from './erasures.js';
import { Frontier } from './frontier.js';
import { EntryGraph } from './graph.js';
import type { EntryCauses } from './graph.js';
import type { LogChangeDraft } from './log-change.js';
import type { LogNode } from './log-node.js';
import { Membership } from './membership.js';
import { NameBook } from './names.js';
import { compareOrder } from './order.js';
import { OrderedList } from './ordered-list.js';
import { ENTRY_KINDS } from './payload.js';
import { NodeTimeline } from './timeline.js';

/** Everything that a log derives from its entries. */
export class LogState {
  readonly graph = new EntryGraph();
  readonly timeline = new NodeTimeline((idText) => this.graph.get(idText));
  readonly frontier = new Frontier();
  readonly erasures = new Erasures((idText) => this.graph.get(idText));
  readonly names = new NameBook();
  readonly #founderHex: string | null;
  readonly #controls = new OrderedList<LogNode>(compareOrder);
  readonly #unsettled: LogNode[] = [];
  readonly #forkedAuthors = new Set<string>();
  #hasNewControls = false;
  #beginnings = 0;
  #membership: Membership;

  constructor(founderHex: string | null) {
    this.#founderHex = founderHex;
    this.#membership = this.#evaluated();
  }

  get membership(): Membership {
    return this.#membership;
  }

  /** Whether the founder began the room more than once, or forked its beginning. */
  get isBeginningForked(): boolean {
    const feedKey = this.#membership.acts.beginning?.entry.feedKey;
    return this.#beginnings > 1 || (this.#beginnings === 1 && feedKey === undefined);
  }

  /** Whether a room may begin with an entry of this author. */
  mayBegin(authorHex: string): boolean {
    return this.#founderHex === null || authorHex === this.#founderHex;
  }

  /** Places an entry whose causes are held; `null` when it is refused. */
  place(entry: Entry, causes: EntryCauses): LogNode | null {
    const node = this.graph.place(entry, causes, this.mayBegin(entry.authorHex));
    if (node === null) return null;
    this.#unsettled.push(node);
    if (node.control !== null) {
      this.#controls.insert(node);
      this.#hasNewControls = true;
    }
    if (entry.kind === ENTRY_KINDS.create) this.#beginnings++;
    this.erasures.look(node);
    return node;
  }

  /** Makes a feed void from `seq` on. */
  markFork(feedKey: string, seq: number): void {
    if (this.graph.markFork(feedKey, seq)) this.#forkedAuthors.add(feedKey.slice(0, 64));
  }

  /** Settles what counts after something was placed or marked, and notes what changed. */
  settle(change: LogChangeDraft): void {
    if (this.#hasNewControls || this.#forkedAuthors.size > 0) {
      const before = this.#membership;
      this.#membership = this.#evaluated();
      change.hasMembersChanged = true;
      this.#resettle(before, change);
    }
    this.#hasNewControls = false;
    this.#forkedAuthors.clear();
    for (const node of this.#unsettled.splice(0)) this.#settleNode(node, change);
  }

  #evaluated(): Membership {
    return Membership.of(this.#controls.slice(0, this.#controls.length), this.#founderHex, (node) => this.#isForkVoid(node));
  }

  #isForkVoid(node: LogNode): boolean {
    return node.entry.seq >= (this.graph.feed(node.entry.feedKey)?.forkSeq ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Looks again at older entries that may count differently now. A new act is in nobody's past yet, so of new acts only removals reach back; an older act
   * that began or ceased to count bears on everything its subject wrote.
   */
  #resettle(before: Membership, change: LogChangeDraft): void {
    const affected = new Set(this.#forkedAuthors);
    const fresh = new Set(this.#unsettled);
    for (const node of before.acts.nodes.symmetricDifference(this.#membership.acts.nodes)) {
      const isFresh = fresh.has(node);
      if (!isFresh) this.#settleNode(node, change);
      const subjectHex = node.control?.subjectHex ?? '';
      if (subjectHex !== '' && (!isFresh || node.control?.payload?.kind === 'remove')) affected.add(subjectHex);
    }
    for (const authorHex of affected) this.#settleAuthor(authorHex, change);
  }

  #settleAuthor(authorHex: string, change: LogChangeDraft): void {
    for (const feed of this.graph.feedsOf(authorHex)) {
      for (const node of feed.chain) this.#settleNode(node, change);
      for (const node of feed.strays) this.#settleNode(node, change);
    }
  }

  #settleNode(node: LogNode, change: LogChangeDraft): void {
    const target = node.entry.kind === ENTRY_KINDS.erase ? this.erasures.targetOf(node, this.#membership) : null;
    const isCounting = this.#membership.isCounting(node) && (node.entry.kind !== ENTRY_KINDS.erase || target !== null);
    if (isCounting !== node.isVoid) return;
    node.isVoid = !isCounting;
    if (isCounting) this.#include(node, target, change);
    else this.#exclude(node, change);
  }

  #include(node: LogNode, target: LogNode | null, change: LogChangeDraft): void {
    this.frontier.include(node);
    if (this.timeline.show(node)) change.shown.push(node.entry);
    if (node.entry.kind === ENTRY_KINDS.profile) {
      this.names.include(node);
      change.hasMembersChanged = true;
    }
    if (target !== null && this.erasures.apply(node, target)) {
      change.erased.push(target.entry);
      change.hasMembersChanged ||= target.entry.kind === ENTRY_KINDS.profile;
    }
  }

  #exclude(node: LogNode, change: LogChangeDraft): void {
    this.frontier.exclude(node);
    if (this.timeline.hide(node)) change.hidden.push(node.entry);
    if (node.entry.kind === ENTRY_KINDS.profile) {
      this.names.exclude(node);
      change.hasMembersChanged = true;
    }
    if (node.entry.kind === ENTRY_KINDS.erase) this.erasures.revoke(node);
  }
}
