/**
 * The people of a room as this person sees them: by name, and how they are trusted.
 */
import type { Bytes } from '../lib/bytes.js';
import type { RoomSubject } from '../room/room-people.js';
import type { Room } from '../room/room.js';
import type { AppContext } from './app-parts.js';
import { readPerson, verifiedPeople } from './records.js';
import type { RoomRecord } from './records.js';
import type { MemberView, PartnerView, PersonPower, PersonView, Trust } from './people-state.js';
import { trustIn } from './trust.js';
import type { TrustEvidence, TrustSubject } from './trust.js';

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

/** Somebody who is, was, or asks to become, a member. */
export type PersonKey = Pick<RoomSubject, 'fpHex' | 'name' | 'admittedByFpHex'>;

/** How this person knows somebody: the same wherever it is shown. */
export function trustOf(
  { vault }: AppContext,
  { people }: Room,
  { fpHex, name, admittedByFpHex }: PersonKey,
  evidence: TrustEvidence,
): Trust {
  const judged = (person: Pick<PersonKey, 'fpHex' | 'name'>): TrustSubject => ({
    fpHex: person.fpHex,
    name: person.name,
    isMismatched: readPerson(vault, person.fpHex).isMismatched,
  });
  const admitter = admittedByFpHex === null ? null : people.by(admittedByFpHex);
  return trustIn(judged({ fpHex, name }), admitter && judged(admitter), evidence);
}

/** Everybody of the room. */
export function personViews(context: AppContext, room: Room, evidence: TrustEvidence): PersonViews {
  const everybody = room.people.all;
  const { verified, ownFpHex } = evidence;
  const views = Array.from(everybody.values(), (person) => {
    const { pk, pkHex, fpHex, name, admittedByPkHex, isPresent, role } = person;
    const admitter = everybody.get(admittedByPkHex ?? '');
    const known = verified.get(fpHex);
    const view: PersonView = {
      fpHex,
      name,
      verifiedName: known?.name ?? null,
      verifiedAt: known?.verifiedAt ?? null,
      trust: trustOf(context, room, person, evidence),
      isMember: isPresent,
      isLinked: room.isLinked(fpHex),
      isMismatched: readPerson(context.vault, fpHex).isMismatched,
      // By the name under which they were verified: that is who is believed, whatever they call themselves now.
      admittedBy: admitter === undefined ? null : (verified.get(admitter.fpHex)?.name ?? admitter.name),
      isAdmittedByMe: admitter?.fpHex === ownFpHex,
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

/** Of these, the members now and how they are there: oneself first, then by name. Apart, so that messages need not be looked at when somebody comes or goes. */
export function membersIn(room: Room, people: PersonViews): readonly MemberView[] {
  const { lastSeen, online } = room.presence;
  const { isOwnLinked } = room.links;
  const { intake, shared } = room.history;
  const { paused } = shared.queue.caps;
  return [...room.people.all.values()]
    .flatMap(({ isPresent, pkHex }): MemberView | [] => {
      const person = people[pkHex];
      if (!isPresent || person === undefined) return [];
      const isSelf = person.trust === 'self';
      const presence = isSelf ? 'here' : (online.get(person.fpHex) ?? 'offline');
      const pause = paused.get(pkHex) ?? null;
      return {
        ...person,
        presence,
        isElsewhereToo: isSelf && isOwnLinked,
        lastSeen: presence === 'offline' ? lastSeen.at(person.fpHex) : null,
        heldUp: pause === 'rate' || pause === 'full' ? pause : intake.heldUp.of(pkHex),
      };
    })
    .sort((a, b) => Number(b.trust === 'self') - Number(a.trust === 'self') || a.name.localeCompare(b.name));
}

/** The other one, if this is a room of exactly two and one is in it oneself. */
export function partnerIn(context: AppContext, room: Room, evidence: () => TrustEvidence): PartnerView | null {
  const members = [...room.people.all.values()].filter(({ isPresent }) => isPresent);
  const other = members.find(({ fpHex }) => fpHex !== context.me.fpHex);
  if (room.standing.phase !== 'in' || members.length !== 2 || other === undefined) return null;
  const { fpHex, name } = other;
  const known = evidence();
  return { fpHex, name, verifiedName: known.verified.get(fpHex)?.name ?? null, trust: trustOf(context, room, other, known) };
}

/** What exactly is accepted: a person in one state of trust. When it gets worse, the question is asked again. */
export function acceptanceOf({ fpHex, trust, isMismatched }: Pick<PersonView, 'fpHex' | 'trust' | 'isMismatched'>): string {
  return `${fpHex} ${trust}${isMismatched ? ' mismatched' : ''}`;
}
