/**
 * Who may write which kind: the table of docs/PROTOCOL.md, "Rights". Judged in the causal past of the act, on what of that past counts.
 */
import { isAdminStanding, isSenior } from './counted-acts.js';
import type { CountedActs, Standing } from './counted-acts.js';
import type { LogNode } from './log-node.js';
import type { PayloadFields } from './payload.js';

/** Whether the author of a control entry had the right to it. `acts` holds everything before it in order that counts. */
export function hasRight(node: LogNode, acts: CountedActs, founderHex: string | null): boolean {
  const { payload, subjectHex, tokenHex } = node.control as NonNullable<LogNode['control']>;
  const { authorHex } = node.entry;
  if (payload?.kind === 'create') return acts.beginning === null && (founderHex === null || authorHex === founderHex);
  const author = acts.standingOf(authorHex, node.past);
  // SECURITY: one who is not in cannot act (membership.test.ts: "gives strangers, the left and the removed no rights").
  if (author.state !== 'member') return false;
  const isAdmin = isAdminStanding(author);
  switch (payload?.kind) {
    case 'invite':
      return acts.inviteOf(tokenHex, null) === null && (isAdmin || !acts.isAdminsOnly(node.past));
    case 'admit':
      if (acts.standingOf(subjectHex, node.past).state === 'member') return false;
      return tokenHex === '' ? isAdmin || !acts.isAdminsOnly(node.past) : isTokenGood(node, tokenHex, acts);
    case 'remove': {
      const target = acts.standingOf(subjectHex, node.past);
      // SECURITY: seniority leaves no circles (membership.test.ts: "lets nobody remove or demote who came before them").
      return isAdmin && subjectHex !== authorHex && target.state === 'member' && isSenior(author, target);
    }
    case 'role':
      return isAdmin && subjectHex !== authorHex && mayChangeRole(author, acts.standingOf(subjectHex, node.past), payload.role);
    case 'revoke': {
      const invite = acts.inviteOf(tokenHex, node.past);
      return invite !== null && (isAdmin || invite.entry.authorHex === authorHex);
    }
    case 'settings':
      return isAdmin;
    default:
      // `leave`, and control kinds of a newer version, of which this one cannot know more than that a member wrote them.
      return true;
  }
}

function mayChangeRole(author: Standing, target: Standing, role: PayloadFields['role']['role']): boolean {
  if (target.state !== 'member' || target.role === 'founder') return false;
  return role === 'admin' || isSenior(author, target);
}

/** Whether a token lets somebody in: known, not revoked, not expired, of somebody who is still in, and not used up by what comes before in order. */
function isTokenGood(node: LogNode, tokenHex: string, acts: CountedActs): boolean {
  const invite = acts.inviteOf(tokenHex, node.past);
  if (invite === null || invite.control?.payload?.kind !== 'invite' || acts.isRevoked(tokenHex, node.past)) return false;
  const { uses, expires } = invite.control.payload;
  // SECURITY: a removed inviter cannot come back under another key with a token of their own (membership.test.ts: "ends an invite with the membership of its maker").
  if (acts.standingOf(invite.entry.authorHex, node.past).state !== 'member') return false;
  return node.eff <= expires && acts.usesOf(tokenHex) < uses;
}
