/**
 * Where things of one profile are: the keys in localStorage, the database, the lock.
 *
 * Invariant: a name here holds the profile, a kind, and opaque ids; never a room id or the name of a record.
 */

/** The profile of somebody who never asked for several. */
export const DEFAULT_PROFILE = 'default';

/** The profile of the self-test: nobody can call theirs so, and it is in no list of profiles. */
export const SELF_TEST_PROFILE = '~selftest';

/** The names of one profile. */
export interface VaultNames {
  /** `parley/<profile>`: the database, the writer's lock, and how every key begins (with a `/`). */
  readonly root: string;
  /** How every key begins. */
  readonly prefix: string;
  /** The header: how the master key is wrapped. */
  readonly header: string;
  /** The index: what has to be there. */
  readonly index: string;
  /** How keys of records begin; an opaque id follows. */
  readonly records: string;
  /** How keys of segments begin; the opaque id of a history, a `/` and a number follow. */
  readonly segments: string;
  /** How keys of compacted segments begin; the opaque id of a history, a `/`, and the numbers of the first and last segment with a `-` between follow. */
  readonly compacted: string;
  /** How keys begin under which the text of a record that did not open is kept when a new value takes its place. */
  readonly aside: string;
}

/** Whether a profile can be called this: 1 to 40 letters, digits, and `. _ -` inside. */
export function isProfileName(profile: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(profile);
}

/** The profile that a header's key or a database belongs to; `null` for any other name. */
export function profileNamed(name: string): string | null {
  const profile = /^parley\/([^/]+)(?:\/vault)?$/u.exec(name)?.[1] ?? '';
  return isProfileName(profile) ? profile : null;
}

/** Throws `RangeError` when no profile can be called this (`isProfileName`), other than the self-test's. */
export function vaultNames(profile: string): VaultNames {
  if (profile !== SELF_TEST_PROFILE && !isProfileName(profile))
    throw new RangeError('profile is not 1 to 40 letters, digits, ".", "_" or "-"');
  const root = `parley/${profile}`;
  return {
    root,
    prefix: `${root}/`,
    header: `${root}/vault`,
    index: `${root}/index`,
    records: `${root}/r/`,
    segments: `${root}/s/`,
    compacted: `${root}/c/`,
    aside: `${root}/d/`,
  };
}
