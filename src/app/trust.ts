/**
 * How this person knows somebody: one pure function, so that every place on screen says the same (DESIGN section 4, "Trust").
 *
 * verified > invited > vouched > unverified > changed or forked.
 */
import { readableName } from '../lib/readable-name.js';
import type { PersonRecord } from './records.js';
import type { Trust } from './people-state.js';

/** What trust is computed from. */
export interface TrustEvidence {
  readonly ownFpHex: string;
  /** Pinned by the invite that this side came in with: the inviter and the founder. */
  readonly pinned: ReadonlySet<string | undefined>;
  /** Everybody whom this person verified, in any room. */
  readonly verified: ReadonlyMap<string, PersonRecord>;
  /** Those of whom two valid entries at one place of a feed were seen, and not verified again since. */
  readonly forked: ReadonlySet<string | undefined>;
}

/** Somebody as their key and their own words have it. */
export interface TrustSubject {
  readonly fpHex: string;
  readonly name: string;
  /** Whether "They don't match" was pressed for them. */
  readonly isMismatched: boolean;
}

/**
 * The trust in one person. A fork outranks everything but oneself; a mismatch takes back what an invite or a voucher gave. `admitter`: who let them in, or
 * `null` for the founder and for who stands at the door.
 */
export function trustIn({ fpHex, name, isMismatched }: TrustSubject, admitter: TrustSubject | null, evidence: TrustEvidence): Trust {
  const { ownFpHex, pinned, verified, forked } = evidence;
  if (fpHex === ownFpHex) return 'self';
  if (forked.has(fpHex)) return 'forked';
  const known = verified.get(fpHex);
  // Names are compared as people read them: see `readableName`.
  const isCalledSo = (person?: PersonRecord): boolean => person !== undefined && readableName(person.name) === readableName(name);
  // Whoever was verified under this very name keeps it, also when somebody else was verified under it as well. Anybody else under the name of somebody
  // verified is either that person with a new key or wants to be taken for them.
  // SECURITY: who was verified under one name is not thereby whoever they call themselves later (trust.test.ts: "says "changed" of somebody verified who takes the name of somebody else verified").
  if (!isCalledSo(known) && [...verified.values()].some(isCalledSo)) return 'changed';
  if (known !== undefined) return 'verified';
  if (isMismatched) return 'unverified';
  if (pinned.has(fpHex)) return 'invited';
  // SECURITY: one step, and only by whom one would believe now: not by who was vouched for or pinned, nor by who has forked or taken another's name since
  // (trust.test.ts: "lets only who is verified now vouch", "lets vouching reach one step and no further").
  return admitter !== null && trustIn(admitter, null, evidence) === 'verified' ? 'vouched' : 'unverified';
}

/** Whether somebody so trusted locks the composer until that is knowingly accepted. */
export function locksComposer(trust: Trust): boolean {
  return ['unverified', 'changed', 'forked'].includes(trust);
}
