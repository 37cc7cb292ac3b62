/**
 * Effective membership: a deterministic function of the graph (DESIGN section 4, "Membership"; docs/PROTOCOL.md, "Effective membership").
 *
 * One pass takes the control entries in order and counts those whose authors had the right. A removal, though, also voids what its target did beside it,
 * wherever that stands in the order, and the target may have removed somebody as well. So removals that void anything are decided one at a time, that of
 * the most senior remover first, and after each the pass is made again. Seniority has no circles, so nobody undoes the removal that hit them.
 */
import { CountedActs, isSenior } from './counted-acts.js';
import type { Standing } from './counted-acts.js';
import type { ControlPast } from './control-past.js';
import type { LogNode } from './log-node.js';
import { compareOrder } from './order.js';
import { hasRight } from './rights.js';

/** Whether a node is the target's, unaware of the removal, and beyond the heads that it leaves standing. */
export function isBeyondRemoval(removal: LogNode, node: LogNode): boolean {
  const { control } = removal;
  if (control === null || node.entry.authorHex !== control.subjectHex || node.past.has(control.bit)) return false;
  return node.entry.seq >= (control.limits.get(node.entry.feedKey) ?? 0);
}

/** Who is in and what counts, as of one moment. */
export class Membership {
  readonly acts: CountedActs;
  /** The removals that count, by target. */
  readonly removals: ReadonlyMap<string, readonly LogNode[]>;
  readonly #isForkVoid: (node: LogNode) => boolean;
  readonly #standings = new Map<ControlPast, Map<string, Standing>>();

  private constructor(acts: CountedActs, isForkVoid: (node: LogNode) => boolean) {
    this.acts = acts;
    this.#isForkVoid = isForkVoid;
    const removals = new Map<string, LogNode[]>();
    for (const node of removalsIn(acts)) {
      const target = node.control?.subjectHex ?? '';
      const list = removals.get(target);
      if (list === undefined) removals.set(target, [node]);
      else list.push(node);
    }
    this.removals = removals;
  }

  /** Evaluates all control entries, given in order. */
  static of(controls: readonly LogNode[], founderHex: string | null, isForkVoid: (node: LogNode) => boolean): Membership {
    const decided = new Set<LogNode>();
    for (;;) {
      const acts = countActs(controls, founderHex, isForkVoid, decided);
      const next = nextRemoval(acts, decided);
      if (next === null) return new Membership(acts, isForkVoid);
      decided.add(next);
    }
  }

  /** How somebody stood in the eyes of one who had seen `past`. Remembered, since many messages share both. */
  standingAt(pkHex: string, past: ControlPast): Standing {
    let byPerson = this.#standings.get(past);
    if (byPerson === undefined) {
      byPerson = new Map();
      this.#standings.set(past, byPerson);
    }
    let standing = byPerson.get(pkHex);
    if (standing === undefined) {
      standing = this.acts.standingOf(pkHex, past);
      byPerson.set(pkHex, standing);
    }
    return standing;
  }

  /** Whether a node counts, as far as its author's membership goes. */
  isCounting(node: LogNode): boolean {
    if (node.control !== null) return this.acts.has(node);
    if (this.#isForkVoid(node)) return false;
    const { authorHex } = node.entry;
    // SECURITY: the removed cannot go on writing beside their removal (membership.test.ts: "voids what the removed wrote beside their removal").
    if (this.removals.get(authorHex)?.some((removal) => isBeyondRemoval(removal, node))) return false;
    return this.standingAt(authorHex, node.past).state === 'member';
  }
}

function* removalsIn(acts: CountedActs): Iterable<LogNode> {
  for (const node of acts.nodes) if (node.control?.payload?.kind === 'remove') yield node;
}

function countActs(
  controls: readonly LogNode[],
  founderHex: string | null,
  isForkVoid: (node: LogNode) => boolean,
  decided: ReadonlySet<LogNode>,
): CountedActs {
  const acts = new CountedActs();
  const removals = [...decided];
  for (const node of controls) {
    const isVoided = isForkVoid(node) || removals.some((removal) => isBeyondRemoval(removal, node));
    if (decided.has(node) || (!isVoided && hasRight(node, acts, founderHex))) acts.count(node);
  }
  return acts;
}

/** Of the removals that void something that still counts, the one by the most senior remover; ties go to the first in order. */
function nextRemoval(acts: CountedActs, decided: ReadonlySet<LogNode>): LogNode | null {
  let best: { readonly removal: LogNode; readonly remover: Standing } | null = null;
  for (const removal of removalsIn(acts)) {
    if (decided.has(removal)) continue;
    const isHarmless = !acts.by(removal.control?.subjectHex ?? '').some((node) => isBeyondRemoval(removal, node));
    if (isHarmless) continue;
    const remover = acts.standingOf(removal.entry.authorHex, removal.past);
    const isFirst =
      best === null || isSenior(remover, best.remover) || (!isSenior(best.remover, remover) && compareOrder(removal, best.removal) < 0);
    if (isFirst) best = { removal, remover };
  }
  return best?.removal ?? null;
}
