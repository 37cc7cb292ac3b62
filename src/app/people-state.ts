/**
 * People as the interface shows them: the part of `room-state.ts` that is about who somebody is, and how they are there.
 */
import type { HoldUp } from '../room/held-up.js';

/**
 * The other one in a room of exactly two, under whose name it is shown. They choose that name, so the room's own name, and how they are known, always
 * stand beside it.
 */
export interface PartnerView {
  readonly fpHex: string;
  readonly name: string;
  /** The name under which they were verified, or `null` when they are not. */
  readonly verifiedName: string | null;
  readonly trust: Trust;
}

/** What one may do with somebody: put them out, make them an admin, make them a member again. */
export type PersonPower = 'remove' | 'promote' | 'demote';

/** How this person knows somebody (DESIGN section 4, "Trust"). `self` is oneself. */
export type Trust = 'self' | 'verified' | 'invited' | 'vouched' | 'unverified' | 'changed' | 'forked';

export interface PersonView {
  readonly fpHex: string;
  readonly name: string;
  /** The name under which they were verified, or `null` when they are not. */
  readonly verifiedName: string | null;
  /** When that was, milliseconds since 1970, or `null`. */
  readonly verifiedAt: number | null;
  readonly trust: Trust;
  /** Whether they are in the room now. */
  readonly isMember: boolean;
  readonly isLinked: boolean;
  /** Whether one pressed "They don't match" for this person. */
  readonly isMismatched: boolean;
  /** Who let them in, by the name under which one knows them: that of their verification, else their own. `null` for the founder. */
  readonly admittedBy: string | null;
  /** Whether that was oneself. */
  readonly isAdmittedByMe: boolean;
  readonly role: 'founder' | 'admin' | 'member';
  /** What one may do with them now. */
  readonly powers: readonly PersonPower[];
}

/**
 * How somebody is there, as far as this machine knows. `here`: linked; `away`: linked, and left their page alone; `elsewhere`: online, by the word of
 * a member with whom they are linked; `offline`: none of these.
 */
export type PresenceView = 'here' | 'away' | 'elsewhere' | 'offline';

/** Somebody who is in the room. */
export interface MemberView extends PersonView {
  /** `here` for oneself. */
  readonly presence: PresenceView;
  /** Of oneself: whether another installation of one's own identity is linked with this one. A person who did not open one has to know. */
  readonly isElsewhereToo: boolean;
  /** When they were last linked with this machine, in milliseconds since 1970, for who is `offline`; `null` when they never were, and for all others. */
  readonly lastSeen: number | null;
  /**
   * Why not all that they wrote is shown: `rate`: they send more than is taken in, and the rest comes later; `full`: they have sent as much as one person may
   * here; `causes`: what some of it builds on has not come for long; `early`: their clock is ahead of this machine's.
   */
  readonly heldUp: 'rate' | 'full' | HoldUp | null;
}

/** Somebody who asked to join. */
export interface KnockSummary {
  readonly fpHex: string;
  /** As they call themselves. */
  readonly name: string;
}
