/**
 * Membership as others see it: who is or was in a room, and its invites.
 */
import { bytesFromHex } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { CountedActs, MemberRole } from './counted-acts.js';
import { nameAtEntrance } from './names.js';
import type { NameBook } from './names.js';

/** Somebody who is or was in. */
export interface Member {
  readonly pk: Bytes;
  readonly pkHex: string;
  /** As they call themselves; one line of at most 64 code points, to be shown as text. */
  readonly name: string;
  readonly role: MemberRole;
  readonly state: 'member' | 'left' | 'removed';
  /** Key of who let them in last, hexadecimal; `null` for the founder at the beginning. */
  readonly admittedBy: string | null;
  /** Id of the entry that let them in last. */
  readonly since: string;
  /** Whether they were let in last by a token, not by somebody's word. */
  readonly isByToken: boolean;
}

/** A token that was made known. */
export interface RoomInvite {
  /** Public key, hexadecimal. */
  readonly tokenHex: string;
  /** Key of who made it, hexadecimal. */
  readonly authorHex: string;
  readonly uses: number;
  readonly used: number;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** Whether it was revoked, or its maker is not in any more. */
  readonly isEnded: boolean;
}

/** Everybody, in the order in which they were first let in. */
export function membersOf(acts: CountedActs, names: NameBook): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const pkHex of acts.people) {
    const { state, role, since } = acts.standingOf(pkHex, null);
    if (state === 'none' || since === null) continue;
    const payload = since.control?.payload;
    members.set(pkHex, {
      pk: bytesFromHex(pkHex),
      pkHex,
      name: names.nameIn(pkHex) ?? nameAtEntrance(since) ?? '',
      role,
      state,
      admittedBy: payload?.kind === 'admit' ? since.entry.authorHex : null,
      since: since.idText,
      isByToken: payload?.kind === 'admit' && payload.token !== null,
    });
  }
  return members;
}

/** Every token that an effective `invite` made known. */
export function invitesOf(acts: CountedActs): ReadonlyMap<string, RoomInvite> {
  const invites = new Map<string, RoomInvite>();
  for (const tokenHex of acts.tokens) {
    const node = acts.inviteOf(tokenHex, null);
    const payload = node?.control?.payload;
    if (node === null || payload?.kind !== 'invite') continue;
    const { authorHex } = node.entry;
    const isEnded = acts.isRevoked(tokenHex, null) || acts.standingOf(authorHex, null).state !== 'member';
    invites.set(tokenHex, { tokenHex, authorHex, uses: payload.uses, used: acts.usesOf(tokenHex), expires: payload.expires, isEnded });
  }
  return invites;
}
