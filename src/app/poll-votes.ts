/**
 * What people answered to polls.
 *
 * Who chose what counts as docs/PROTOCOL.md says ("Entries about entries"): the last vote of each person, without choices that the poll does not have, and
 * none of several where only one may be chosen.
 */
import type { Room } from '../room/room.js';
import type { RoomEntry } from './message-parts.js';
import type { PersonViews } from './person-views.js';
import type { PollView } from './poll-state.js';

/** Who chose what, by public key, hexadecimal; nobody twice, and nobody who chose nothing that counts. `null`: the entry is no poll, or its payload is gone. */
export function votesIn(
  { annotations }: Room['history']['log'],
  { payload, idText }: RoomEntry,
): ReadonlyMap<string, readonly number[]> | null {
  if (payload?.kind !== 'poll') return null;
  const votes = annotations.votesOn(idText).map(({ authorHex, payload: said }): [string, readonly number[]] => {
    const choices = (said?.kind === 'vote' ? said.choices : []).filter((choice) => choice < payload.options.length);
    return [authorHex, payload.many || choices.length === 1 ? choices : []];
  });
  return new Map(votes.filter(([, choices]) => choices.length > 0));
}

/** A poll as it is shown; `null` for everything else. */
export function pollOf(
  { log, ownPkHex }: Pick<Room['history'], 'log' | 'ownPkHex'>,
  entry: RoomEntry,
  people: PersonViews,
): PollView | null {
  const votes = votesIn(log, entry);
  if (votes === null || entry.payload?.kind !== 'poll') return null;
  const options = entry.payload.options.map((text, place) => {
    const authors = [...votes].flatMap(([authorHex, choices]) => (choices.includes(place) ? [authorHex] : []));
    return { text, names: authors.map((authorHex) => people[authorHex]?.name ?? ''), isMine: authors.includes(ownPkHex) };
  });
  return { isMany: entry.payload.many, voters: votes.size, options };
}
