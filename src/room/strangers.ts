/**
 * Links of people whom the log does not know. Whoever holds the room's secret can make identities without end, and each link is a connection, of which a
 * browser has a few hundred: so only some of them stay.
 *
 * Who comes last is let in and who came first has to go, so that nobody can occupy all places: an honest newcomer knocks at once, and a member of whom one has
 * not heard shows the entry that let them in. Whoever is being answered at the door stays: `Knocks` has a limit of its own.
 */
import type { Link } from '../link/link.js';

/** So many at a time. */
export const STRANGERS_AT_ONCE = 16;

/** What is said over one link. */
export interface StrangerSession {
  readonly link: Link;
  readonly isRemoteMember: boolean;
  readonly isOwn: boolean;
}

/** Ends the links that have to go, of these, which are in the order in which they came. Nobody is a stranger whom this side dialled: it chose to. */
export function sendStrangersAway(sessions: readonly StrangerSession[], door: { isAttended(link: Link): boolean }): void {
  const strangers = sessions.filter(
    ({ link, isOwn, isRemoteMember }) => !link.isInitiator && !isOwn && !isRemoteMember && !door.isAttended(link),
  );
  for (const { link } of strangers.slice(0, -STRANGERS_AT_ONCE)) link.close('bye');
}
