/**
 * Membership as others see it: who is or was in a room, and its invites.
 */
import type { Bytes } from '../lib/bytes.js';
import type { ControlNode, LogNode } from './log-node.js';
import type { Membership } from './membership.js';
import type { KnownPayload } from './payload.js';
import type { Standing } from './rights.js';

/** Somebody who is or was in. */
export interface Member {
  readonly pk: Bytes;
  readonly pkHex: string;
  /** As they call themselves; one line of at most 64 code points, to be shown as text. */
  readonly name: string;
  readonly role: Standing['role'];
  readonly state: 'member' | 'left' | 'removed';
  /** Key of who let them in last, hexadecimal; with a token that is who made it. `null` for the founder at the beginning. */
  readonly admittedByPkHex: string | null;
}

/** A token that was made known. */
export interface RoomInvite {
  readonly uses: number;
  readonly used: number;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** Whether it was revoked, or its maker is not in any more. */
  readonly isEnded: boolean;
  /** Key of who made it, hexadecimal. */
  readonly byPkHex: string;
}

/** Everybody, in the order in which they were first let in. `profiles`: each person's that count, in order. */
export function membersOf(membership: Membership, profiles: ReadonlyMap<string, readonly LogNode[]>): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const { control } of membership.acts) {
    const pkHex = control.subjectHex;
    const { state, role, since } = membership.standingOf(pkHex, null);
    if (since === null || state === 'none') continue;
    const entrance = since.control.payload as Extract<KnownPayload, { kind: 'create' | 'admit' }>;
    const isFounding = entrance.kind === 'create';
    const profile = profiles.get(pkHex)?.findLast(({ entry }) => !entry.isErased)?.entry.payload;
    members.set(pkHex, {
      pk: Uint8Array.fromHex(pkHex),
      pkHex,
      name: profile?.kind === 'profile' ? profile.name : isFounding ? entrance.by : entrance.name,
      role,
      state,
      admittedByPkHex: isFounding ? null : admitterOf(membership, since),
    });
  }
  return members;
}

/** Who answers for somebody's being in. */
function admitterOf(membership: Membership, { entry, control }: ControlNode): string {
  // SECURITY: whose page happens to answer a token has judged nobody; its maker gave it to somebody (membership.test.ts: "says of who came by a token that its maker let them in, whoever answered it").
  const [invite] = membership.tokenActs('invite', control.tokenHex, null);
  return (invite?.entry ?? entry).authorHex;
}

/** Every token that an effective `invite` made known, by its public key in hexadecimal. */
export function invitesOf(membership: Membership): ReadonlyMap<string, RoomInvite> {
  const invites = new Map<string, RoomInvite>();
  for (const { entry, control } of membership.acts) {
    const { payload, tokenHex } = control;
    if (payload?.kind !== 'invite') continue;
    const { uses, expires } = payload;
    const used = membership.tokenActs('admit', tokenHex, null).length;
    const isRevoked = membership.tokenActs('revoke', tokenHex, null).length > 0;
    const byPkHex = entry.authorHex;
    const isEnded = isRevoked || membership.standingOf(byPkHex, null).state !== 'member';
    invites.set(tokenHex, { uses, used, expires, isEnded, byPkHex });
  }
  return invites;
}
