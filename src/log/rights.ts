/**
 * Who may do what: the table of docs/PROTOCOL.md, "Rights". The same rules say whether an entry counts and whether one may write it at all, so what the
 * interface offers is what all others will take.
 */
import type { ControlNode, LogNode } from './log-node.js';
import { compareOrder } from './order.js';
import type { EntryKind } from './payload.js';

/** How a person stands in a room. */
export interface Standing {
  /** `none`: never let in. */
  readonly state: 'none' | 'member' | 'left' | 'removed';
  /** The role they have or last had. The founder's never changes. */
  readonly role: 'founder' | 'admin' | 'member';
  /** The entry that let them in last, which decides seniority; `null` for `none`. */
  readonly since: ControlNode | null;
}

/** What somebody did, or wants to do. People and tokens are named by public key, hexadecimal; `''` where the act is about none. */
export interface Act {
  /** `null` for kinds that this version does not know. */
  readonly kind: EntryKind | null;
  readonly authorHex: string;
  readonly subjectHex: string;
  readonly tokenHex: string;
  /** For `role`: which. */
  readonly role: 'admin' | 'member' | null;
  /** What its author knew; `null`: everything there is. */
  readonly past: bigint | null;
  /** Milliseconds since 1970: its place in the order. */
  readonly eff: number;
}

/** The acts before it that count: `Membership` is the one that has them. */
export interface ActsBefore {
  readonly acts: ReadonlySet<ControlNode>;
  standingOf(pkHex: string, past: bigint | null): Standing;
  isAdminsOnly(past: bigint | null): boolean;
  tokenActs(kind: 'invite' | 'revoke' | 'admit', tokenHex: string, past: bigint | null): readonly ControlNode[];
}

/** A control entry, as an act to be judged. */
export function actOf({ control, past, eff, entry: { authorHex } }: ControlNode): Act {
  const { payload, subjectHex, tokenHex } = control;
  const role = payload?.kind === 'role' ? payload.role : null;
  return { kind: payload?.kind ?? null, authorHex, subjectHex, tokenHex, role, past, eff };
}

/** Whether the author of an act had, or has, the right to it. */
export function hasRight(act: Act, before: ActsBefore): boolean {
  const { kind, authorHex, subjectHex, tokenHex, past } = act;
  // Others than the founder cannot place one.
  if (kind === 'create') return before.acts.size === 0;
  const author = before.standingOf(authorHex, past);
  // SECURITY: one who is not in cannot act (membership.test.ts: "gives strangers, the left and the removed no rights").
  if (author.state !== 'member') return false;
  const isAdmin = author.role !== 'member';
  const target = before.standingOf(subjectHex, past);
  const isOther = target.state === 'member' && subjectHex !== authorHex;
  switch (kind) {
    case 'invite':
      return before.tokenActs('invite', tokenHex, null).length === 0 && (isAdmin || !before.isAdminsOnly(past));
    case 'admit':
      if (target.state === 'member') return false;
      return tokenHex === '' ? isAdmin || !before.isAdminsOnly(past) : isTokenGood(act, before);
    case 'remove':
      // SECURITY: seniority leaves no circles (membership.test.ts: "lets nobody remove or demote who came before them").
      return isAdmin && isOther && isSenior(author, target);
    case 'role':
      return isAdmin && isOther && target.role !== 'founder' && (act.role === 'admin' || isSenior(author, target));
    case 'revoke':
      return before.tokenActs('invite', tokenHex, past).some((invite) => isAdmin || invite.entry.authorHex === authorHex);
    case 'settings':
    case 'timer':
      return isAdmin;
    default:
      // `leave`, and control kinds of a newer version, of which this one cannot know more than that a member wrote them.
      return true;
  }
}

/** Whether `a` came before `b`: the founder comes first, then by the order of the entries that let them in. */
export function isSenior(a: Standing, b: Standing): boolean {
  if (a.role === 'founder' || b.role === 'founder') return b.role !== 'founder';
  return compareOrder(a.since as LogNode, b.since as LogNode) < 0;
}

/** Whether a token lets somebody in: known, not revoked, not expired, of somebody who is still in, and not used up by what comes before in order. */
function isTokenGood({ tokenHex, past, eff }: Act, before: ActsBefore): boolean {
  const [invite] = before.tokenActs('invite', tokenHex, past);
  if (invite?.control.payload?.kind !== 'invite' || before.tokenActs('revoke', tokenHex, past).length > 0) return false;
  const { uses, expires } = invite.control.payload;
  // SECURITY: a removed inviter cannot come back under another key with a token of their own (membership.test.ts: "ends an invite with the membership of its maker").
  if (before.standingOf(invite.entry.authorHex, past).state !== 'member') return false;
  return eff <= expires && before.tokenActs('admit', tokenHex, null).length < uses;
}
