/**
 * How this person knows somebody: one pure function, so that every place on screen says the same (DESIGN section 4, "Trust").
 *
 * verified > invited > vouched > unverified > changed or forked.
 */
import { readableName } from '../lib/readable-name.js';
import type { PersonRecord } from './records.js';
import type { Trust } from './room-state.js';

/** What trust is computed from. */
export interface TrustEvidence {
  readonly ownFpHex: string;
  /** Pinned by the invite that this side came in with: the inviter and the founder. */
  readonly pinned: ReadonlySet<string>;
  /** Everybody whom this person verified, in any room. */
  readonly verified: ReadonlyMap<string, PersonRecord>;
  /** Those of whom two valid entries at one place of a feed were seen, and not verified again since. */
  readonly forked: ReadonlySet<string>;
}

/** The person to be judged. */
export interface TrustSubject {
  readonly fpHex: string;
  readonly name: string;
  /** The fingerprint of who admitted them, or `null` for the founder. */
  readonly admittedByFpHex: string | null;
  /** Whether "They don't match" was pressed for them. */
  readonly isMismatched: boolean;
}

/** The trust in one person. A fork outranks everything but oneself; a mismatch takes back what an invite or a voucher gave. */
export function trustIn(subject: TrustSubject, evidence: TrustEvidence): Trust {
  const { fpHex } = subject;
  if (fpHex === evidence.ownFpHex) return 'self';
  if (evidence.forked.has(fpHex)) return 'forked';
  const verified = evidence.verified.get(fpHex);
  // Whoever was verified under this very name keeps it, also when somebody else was verified under it as well.
  const isAsVerified = verified !== undefined && readableName(verified.name) === readableName(subject.name);
  // SECURITY: who was verified under one name is not thereby whoever they call themselves later (trust.test.ts: "says "changed" of somebody verified who takes the name of somebody else verified").
  if (!isAsVerified && bearsNameOfVerified(subject, evidence)) return 'changed';
  if (verified !== undefined) return 'verified';
  if (subject.isMismatched) return 'unverified';
  if (evidence.pinned.has(fpHex)) return 'invited';
  if (subject.admittedByFpHex !== null && evidence.verified.has(subject.admittedByFpHex)) return 'vouched';
  return 'unverified';
}

/**
 * Somebody under the name of another who was verified is either that person with a new key or wants to be taken for them. Names are compared as
 * people read them: see `readableName`.
 */
function bearsNameOfVerified(subject: TrustSubject, evidence: TrustEvidence): boolean {
  const name = readableName(subject.name);
  for (const [fpHex, person] of evidence.verified) {
    if (fpHex !== subject.fpHex && readableName(person.name) === name) return true;
  }
  return false;
}

/** Whether somebody so trusted locks the composer until that is knowingly accepted. */
export function locksComposer(trust: Trust): boolean {
  return trust === 'unverified' || trust === 'changed' || trust === 'forked';
}
