/**
 * Who is, or was, a member, with their fingerprints: the log knows people by public key, links and ids know them by fingerprint.
 */
import type { RoomAddress } from '../link/addresses.js';
import type { Bytes } from '../lib/bytes.js';
import type { RoomLog } from '../log/log.js';
import type { Member } from '../log/roster.js';
import type { OnlinePeer } from './room-frames.js';

/** Somebody who can be verified: a member, or who stands at the door. */
export interface RoomSubject {
  /** Public key, 32 bytes. */
  readonly pk: Bytes;
  /** Fingerprint, 32 bytes. */
  readonly fp: Bytes;
  readonly fpHex: string;
  readonly name: string;
  /** Who let them in, or `null` for the founder and for who stands at the door. */
  readonly admittedByFpHex: string | null;
}

/** Somebody in the log. */
export interface RoomPerson extends RoomSubject, Member {
  /** Whether they are a member now. */
  readonly isPresent: boolean;
}

/** The people of one room. */
export class RoomPeople {
  /** Everybody, by public key in hexadecimal, in the order in which they came. Another map when anything has changed. */
  all: ReadonlyMap<string, RoomPerson> = new Map();
  #byFp: ReadonlyMap<string, RoomPerson> = new Map();
  readonly #log: RoomLog;
  readonly #address: RoomAddress;

  constructor(log: RoomLog, address: RoomAddress) {
    this.#log = log;
    this.#address = address;
  }

  /** A member, or who was one, by fingerprint in hexadecimal, or `null`. */
  by(fpHex: string): RoomPerson | null {
    return this.#byFp.get(fpHex) ?? null;
  }

  /** The members as they are to be looked for: whoever wrote last first. PEERS tells of slots other than the first. */
  sought(): readonly OnlinePeer[] {
    const lastOf = (pkHex: string): number =>
      Math.max(0, ...this.#log.graph.feedsOf(pkHex).map((feed) => feed.chain.at(-1)?.entry.time ?? 0));
    return [...this.all.values()]
      .filter(({ isPresent }) => isPresent)
      .toSorted((a, b) => lastOf(b.pkHex) - lastOf(a.pkHex))
      .map(({ fp }) => ({ fp, slot: 0 }));
  }

  /** Reads the log again after the membership or a name has changed. */
  async refresh(): Promise<void> {
    const fps = new Map<string | null, Bytes>();
    const members = [...this.#log.members().values()];
    await Promise.all(members.map(async ({ pk, pkHex }) => fps.set(pkHex, await this.#address.fingerprintOf(pk))));
    const people = new Map<string, RoomPerson>();
    for (const member of this.#log.members().values()) {
      const fp = fps.get(member.pkHex);
      // Somebody who came while we computed is read by the refresh that their coming caused.
      if (fp === undefined) continue;
      const admittedByFpHex = fps.get(member.admittedByPkHex)?.toHex() ?? null;
      people.set(member.pkHex, { ...member, fp, fpHex: fp.toHex(), admittedByFpHex, isPresent: member.state === 'member' });
    }
    this.all = people;
    this.#byFp = new Map(Array.from(people.values(), (person) => [person.fpHex, person]));
  }
}
