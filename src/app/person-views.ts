/**
 * The people of a room as this person sees them: by name, and how they are trusted.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Room } from '../room/room.js';
import type { AppContext } from './app-parts.js';
import { readPerson, verifiedPeople } from './records.js';
import type { RoomRecord } from './records.js';
import type { PersonPower, PersonView } from './room-state.js';
import { trustIn } from './trust.js';
import type { TrustEvidence } from './trust.js';

/** Everybody who is or was a member, by public key in hexadecimal. */
export type PersonViews = Readonly<Record<string, PersonView>>;

/**
 * Every fork known in the room, with its author's fingerprint in hexadecimal. The key is feed and place: verifying the author clears the forks known then
 * and no others, and a lower one that is found in the same feed later is another one, since it voids entries that counted when the first was cleared.
 */
export function forksIn({ history, people }: Room): readonly { readonly fpHex: string | undefined; readonly key: string }[] {
  return Array.from(history.log.forks.values(), ({ authorHex, feedKey, seq }) => ({
    fpHex: people.all.get(authorHex)?.fpHex,
    key: `${feedKey} ${seq}`,
  }));
}

/** What is known in this room that trust is computed from. */
export function trustEvidence({ vault, me }: AppContext, room: Room, { inviterFp, founderPk }: RoomRecord): TrustEvidence {
  const uncleared = forksIn(room).filter(({ fpHex = '', key }) => !readPerson(vault, fpHex).clearedForks.includes(key));
  return {
    ownFpHex: me.fpHex,
    // The invite names the inviter and the founder.
    pinned: new Set([inviterFp === null ? '' : inviterFp.toHex(), room.people.all.get(founderPk.toHex())?.fpHex]),
    verified: verifiedPeople(vault),
    forked: new Set(uncleared.map(({ fpHex }) => fpHex)),
  };
}

/** Everybody of the room. */
export function personViews({ vault }: AppContext, room: Room, evidence: TrustEvidence): PersonViews {
  const everybody = room.people.all;
  const views = Array.from(everybody.values(), ({ pk, pkHex, fpHex, name, admittedByPkHex, role }) => {
    const admitter = everybody.get(admittedByPkHex ?? '');
    const { isMismatched } = readPerson(vault, fpHex);
    const view: PersonView = {
      fpHex,
      name,
      verifiedName: evidence.verified.get(fpHex)?.name ?? null,
      trust: trustIn({ fpHex, name, admittedByFpHex: admitter?.fpHex ?? null, isMismatched }, evidence),
      isLinked: room.isLinked(fpHex),
      isMismatched,
      admittedBy: admitter?.name ?? null,
      role,
      powers: powersOver(room, pk, role),
    };
    return [pkHex, view] as const;
  });
  return Object.fromEntries(views);
}

/** What one may do with somebody: of the two roles the one that they do not have. */
function powersOver({ history, isIn }: Room, pk: Bytes, role: PersonView['role']): readonly PersonPower[] {
  const powers: PersonPower[] = [];
  if (!isIn) return powers;
  if (history.may('remove', { pk })) powers.push('remove');
  if (role === 'member' && history.may('role', { pk, role: 'admin' })) powers.push('promote');
  if (role === 'admin' && history.may('role', { pk, role: 'member' })) powers.push('demote');
  return powers;
}

/** Of these, the members now: oneself first, then by name. */
export function membersIn(room: Room, people: PersonViews): readonly PersonView[] {
  return [...room.people.all.values()]
    .flatMap(({ isPresent, pkHex }) => (isPresent ? (people[pkHex] ?? []) : []))
    .sort((a, b) => Number(b.trust === 'self') - Number(a.trust === 'self') || a.name.localeCompare(b.name));
}
