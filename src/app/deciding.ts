/**
 * What a person decides about somebody after a comparison: the only place where trust in a person is written.
 *
 * Called for a click on this side and for nothing else; whatever the other side sends changes what is compared, never what is trusted.
 */
import type { RoomSubject } from '../room/room-people.js';
import type { Room } from '../room/room.js';
import type { AppContext } from './app-parts.js';
import { forksIn } from './person-views.js';
import { readPerson, writePerson } from './records.js';

/**
 * Writes that somebody, under the name they have now, matched or did not. A match clears the forks of theirs that are known in this room now. Resolves
 * when durable; rejects when it cannot be stored.
 */
export async function decide({ vault, clock }: AppContext, room: Room, { fpHex, name }: RoomSubject, isMatch: boolean): Promise<void> {
  room.verification.end(fpHex, isMatch);
  const known = isMatch ? forksIn(room).filter((fork) => fork.fpHex === fpHex) : [];
  // What was cleared in another room stays cleared.
  const clearedForks = new Set([...readPerson(vault, fpHex).clearedForks, ...known.map(({ key }) => key)]);
  await writePerson(vault, fpHex, {
    name,
    verifiedAt: isMatch ? clock.wall() : null,
    isMismatched: !isMatch,
    clearedForks: [...clearedForks],
  });
}
