/**
 * The control entries that count, taken in in order, and what follows from them: who is in, in which role, and what an invite is worth. Every question
 * can be asked for the whole room or for the causal past of an entry.
 */
import type { ControlPast } from './control-past.js';
import type { LogNode } from './log-node.js';
import { compareOrder } from './order.js';

/** What a member may be. The founder's role never changes. */
export type MemberRole = 'founder' | 'admin' | 'member';

/** How a person stands in a room. */
export interface Standing {
  /** `none`: never let in. */
  readonly state: 'none' | 'member' | 'left' | 'removed';
  /** The role they have or last had. */
  readonly role: MemberRole;
  /** The entry that let them in last, which decides seniority; `null` for `none`. */
  readonly since: LogNode | null;
}

const NO_STANDING: Standing = { state: 'none', role: 'member', since: null };

/** Whether somebody may do what admins may. */
export function isAdminStanding(standing: Standing): boolean {
  return standing.state === 'member' && standing.role !== 'member';
}

/** Whether `a` came before `b`: the founder comes first, then by the order of the entries that let them in. */
export function isSenior(a: Standing, b: Standing): boolean {
  if (a.role === 'founder' || b.role === 'founder') return a.role === 'founder' && b.role !== 'founder';
  return a.since !== null && b.since !== null && compareOrder(a.since, b.since) < 0;
}

function listIn<Key>(lists: Map<Key, LogNode[]>, key: Key): LogNode[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}

/** Acts that count. To be given in order. */
export class CountedActs {
  readonly #bySubject = new Map<string, LogNode[]>();
  readonly #byToken = new Map<string, LogNode[]>();
  readonly #byAuthor = new Map<string, LogNode[]>();
  readonly #settings: LogNode[] = [];
  readonly #nodes = new Set<LogNode>();
  #beginning: LogNode | null = null;

  /** The `create` that counts, or `null`. */
  get beginning(): LogNode | null {
    return this.#beginning;
  }

  /** Everybody who was ever let in. */
  get people(): Iterable<string> {
    return this.#bySubject.keys();
  }

  /** Public keys of all tokens that were invited with. */
  get tokens(): Iterable<string> {
    return this.#byToken.keys();
  }

  /** The control entries of one author that count. */
  by(authorHex: string): readonly LogNode[] {
    return this.#byAuthor.get(authorHex) ?? [];
  }

  has(node: LogNode): boolean {
    return this.#nodes.has(node);
  }

  get nodes(): ReadonlySet<LogNode> {
    return this.#nodes;
  }

  /** Takes in the next act that counts. */
  count(node: LogNode): void {
    this.#nodes.add(node);
    listIn(this.#byAuthor, node.entry.authorHex).push(node);
    const control = node.control;
    if (control === null || control.payload === null) return;
    if (control.subjectHex !== '') listIn(this.#bySubject, control.subjectHex).push(node);
    if (control.tokenHex !== '') listIn(this.#byToken, control.tokenHex).push(node);
    if (control.payload.kind === 'settings') this.#settings.push(node);
    if (control.payload.kind === 'create') this.#beginning ??= node;
  }

  /** How a person stands in the eyes of one who has seen `past`, or with everything seen (`null`). */
  standingOf(pkHex: string, past: ControlPast | null): Standing {
    let standing = NO_STANDING;
    const endings: LogNode[] = [];
    for (const act of this.#bySubject.get(pkHex) ?? []) {
      if (!isSeen(act, past)) continue;
      const { payload } = act.control as NonNullable<LogNode['control']>;
      if (payload?.kind === 'create') {
        standing = { state: 'member', role: 'founder', since: act };
      } else if (payload?.kind === 'admit') {
        // Only one who knew of every removal and every leaving can undo it: else two who let somebody in at the same time would undo a later removal.
        const isInformed = endings.every((ending) => isSeen(ending, act.past));
        if (standing.state !== 'member' && isInformed)
          standing = { state: 'member', role: standing.role === 'founder' ? 'founder' : 'member', since: act };
      } else if (payload?.kind === 'role') {
        if (standing.state === 'member' && standing.role !== 'founder') standing = { ...standing, role: payload.role };
      } else {
        endings.push(act);
        if (payload?.kind === 'remove') standing = { ...standing, state: 'removed' };
        else if (standing.state === 'member') standing = { ...standing, state: 'left' };
      }
    }
    return standing;
  }

  /** Whether only admins may let people in. */
  isAdminsOnly(past: ControlPast | null): boolean {
    const last = this.#settings.findLast((node) => isSeen(node, past));
    return last?.control?.payload?.kind === 'settings' && last.control.payload.admission === 'admins';
  }

  /** The `invite` that made a token known, if it was seen. */
  inviteOf(tokenHex: string, past: ControlPast | null): LogNode | null {
    return this.#tokenActs(tokenHex, 'invite', past)[0] ?? null;
  }

  isRevoked(tokenHex: string, past: ControlPast | null): boolean {
    return this.#tokenActs(tokenHex, 'revoke', past).length > 0;
  }

  /** How often a token was used, counting only what counts. */
  usesOf(tokenHex: string): number {
    return this.#tokenActs(tokenHex, 'admit', null).length;
  }

  #tokenActs(tokenHex: string, kind: 'invite' | 'revoke' | 'admit', past: ControlPast | null): LogNode[] {
    return (this.#byToken.get(tokenHex) ?? []).filter((node) => node.control?.payload?.kind === kind && isSeen(node, past));
  }
}

function isSeen(node: LogNode, past: ControlPast | null): boolean {
  return past === null || (node.control !== null && past.has(node.control.bit));
}
