/**
 * Effective membership: a deterministic function of the graph (DESIGN section 4, "Membership"; docs/PROTOCOL.md, "Effective membership").
 *
 * One pass takes the control entries in order and counts those whose authors had the right. A removal, though, also voids what its target did beside it,
 * wherever that stands in the order, and the target may have removed somebody as well. So removals that void anything are decided one at a time, that of
 * the most senior remover first, and after each the pass is made again. Seniority has no circles, so nobody undoes the removal that hit them.
 */
import { listIn } from '../lib/lists.js';
import type { ControlNode, LogNode } from './log-node.js';
import { actOf, hasRight, isSenior } from './rights.js';
import type { ActsBefore, Standing } from './rights.js';

/**
 * The control entries that count, and what follows from them: who is in, in which role, and what an invite is worth. Every question can be asked for the
 * causal past of an entry, or for everything there is (`null`).
 */
export class Membership implements ActsBefore {
  /** The control entries that count, in order; the first is the room's beginning. */
  readonly acts = new Set<ControlNode>();
  readonly #bySubject = new Map<string, ControlNode[]>();
  readonly #byToken = new Map<string, ControlNode[]>();
  /** Hours by what was seen: most entries have seen the same. */
  readonly #timers = new Map<bigint | null, number>();

  /** Evaluates all control entries, given in order. */
  static of(controls: readonly ControlNode[], isForkVoid: (node: LogNode) => boolean): Membership {
    const decided: ControlNode[] = [];
    for (;;) {
      const membership = new Membership();
      for (const node of controls) {
        const isVoided = isForkVoid(node) || decided.some((removal) => isBeyondRemoval(removal, node));
        if (decided.includes(node) || (!isVoided && hasRight(actOf(node), membership))) membership.#count(node);
      }
      const next = membership.#nextRemoval(decided);
      if (next === null) return membership;
      decided.push(next);
    }
  }

  /** The room's name as its founder gave it, or `null` before its beginning is known. */
  get roomName(): string | null {
    const payload = this.acts.values().next().value?.control.payload;
    return payload?.kind === 'create' ? payload.name : null;
  }

  /** How a person stands. */
  standingOf(pkHex: string, past: bigint | null): Standing {
    let state: Standing['state'] = 'none';
    let role: Standing['role'] = 'member';
    let since: ControlNode | null = null;
    const endings: ControlNode[] = [];
    for (const act of this.#bySubject.get(pkHex) ?? []) {
      if (!isSeen(act, past)) continue;
      const { payload } = act.control;
      const isIn = state === 'member';
      if (payload?.kind === 'role') {
        if (isIn && role !== 'founder') role = payload.role;
      } else if (payload?.kind === 'remove' || payload?.kind === 'leave') {
        endings.push(act);
        if (payload.kind === 'remove') state = 'removed';
        else if (isIn) state = 'left';
      } else if (!isIn && endings.every((ending) => isSeen(ending, act.past))) {
        // Only one who knew of every removal and every leaving can undo it: else two who let somebody in at the same time would undo a later removal.
        state = 'member';
        since = act;
        if (role !== 'founder') role = payload?.kind === 'create' ? 'founder' : 'member';
      }
    }
    return { state, role, since };
  }

  /** Whether only admins may let people in. */
  isAdminsOnly(past: bigint | null): boolean {
    const payload = this.tokenActs('settings', '', past).at(-1)?.control.payload;
    return payload?.kind === 'settings' && payload.admission === 'admins';
  }

  /** After how many hours messages disappear; 0 when they stay. Of several settings the last in order is in force. */
  timerHours(past: bigint | null): number {
    const known = this.#timers.get(past);
    if (known !== undefined) return known;
    const payload = this.tokenActs('timer', '', past).at(-1)?.control.payload;
    const hours = payload?.kind === 'timer' ? payload.hours : 0;
    this.#timers.set(past, hours);
    return hours;
  }

  /** The acts of one kind that deal with a token. */
  tokenActs(kind: 'invite' | 'revoke' | 'admit' | 'settings' | 'timer', tokenHex: string, past: bigint | null): readonly ControlNode[] {
    return (this.#byToken.get(tokenHex) ?? []).filter((act) => act.control.payload?.kind === kind && isSeen(act, past));
  }

  /** Whether the author of a message or the like was in, and it lies within what removals of theirs leave standing. */
  mayWrite(node: LogNode): boolean {
    const { authorHex } = node.entry;
    // SECURITY: the removed cannot go on writing beside their removal (membership.test.ts: "voids what the removed wrote beside their removal").
    if (this.#bySubject.get(authorHex)?.some((act) => isBeyondRemoval(act, node))) return false;
    return this.standingOf(authorHex, node.past).state === 'member';
  }

  /** The act that ended somebody's membership last, or `null`. */
  endingOf(pkHex: string): ControlNode | null {
    const acts = this.#bySubject.get(pkHex) ?? [];
    return acts.findLast(({ control: { payload } }) => payload?.kind === 'remove' || payload?.kind === 'leave') ?? null;
  }

  #count(node: ControlNode): void {
    const { subjectHex, tokenHex } = node.control;
    this.acts.add(node);
    if (subjectHex !== '') listIn(this.#bySubject, subjectHex).push(node);
    listIn(this.#byToken, tokenHex).push(node);
  }

  /** Of the removals that void something that still counts, the one by the most senior remover; of equals the first in order. */
  #nextRemoval(decided: readonly ControlNode[]): ControlNode | null {
    const acts = [...this.acts];
    let first: ControlNode | null = null;
    for (const act of acts) {
      if (decided.includes(act) || !acts.some((node) => isBeyondRemoval(act, node))) continue;
      if (first === null || isSenior(this.#authorOf(act), this.#authorOf(first))) first = act;
    }
    return first;
  }

  #authorOf({ entry, past }: ControlNode): Standing {
    return this.standingOf(entry.authorHex, past);
  }
}

/** Whether `act` is a removal, and a node the target's, unaware of it, and beyond the heads that it leaves standing. */
function isBeyondRemoval({ control: { limits, subjectHex, bit } }: ControlNode, { entry, past }: LogNode): boolean {
  if (limits === null || entry.authorHex !== subjectHex || (past & bit) !== 0n) return false;
  return entry.seq >= (limits.get(entry.feedKey) ?? 0);
}

function isSeen(act: ControlNode, past: bigint | null): boolean {
  return past === null || (past & act.control.bit) !== 0n;
}
