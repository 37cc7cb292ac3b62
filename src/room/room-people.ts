/**
 * Who is, or was, a member, with their fingerprints: the log knows people by public key, links and ids know them by fingerprint.
 */
import type { RoomAddress } from '../link/addresses.js';
import { hexOf } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import type { RoomLog } from '../log/log.js';

/** Somebody in the log. */
export interface RoomPerson {
  /** Public key, 32 bytes. */
  readonly pk: Bytes;
  readonly pkHex: string;
  /** Fingerprint, 32 bytes. */
  readonly fp: Bytes;
  readonly fpHex: string;
  readonly name: string;
  /** Who let them in, or `null` for the founder. */
  readonly admittedByPkHex: string | null;
  /** Whether they are a member now. */
  readonly isPresent: boolean;
}

/** Somebody who can be verified: a member, or who stands at the door. */
export interface RoomSubject {
  readonly pk: Bytes;
  readonly fp: Bytes;
  readonly fpHex: string;
  readonly name: string;
  readonly admittedByFpHex: string | null;
}

/** The people of one room. */
export class RoomPeople {
  readonly #log: RoomLog;
  readonly #address: RoomAddress;
  readonly #fps = new Map<string, Bytes>();
  #byPk: ReadonlyMap<string, RoomPerson> = new Map();
  #byFp: ReadonlyMap<string, RoomPerson> = new Map();

  constructor(log: RoomLog, address: RoomAddress) {
    this.#log = log;
    this.#address = address;
  }

  /** Everybody, by public key in hexadecimal, in the order in which they came. */
  get all(): ReadonlyMap<string, RoomPerson> {
    return this.#byPk;
  }

  /** Members now, oneself among them. */
  present(): readonly RoomPerson[] {
    return [...this.#byPk.values()].filter(({ isPresent }) => isPresent);
  }

  /** By fingerprint in hexadecimal, or `null`. */
  by(fpHex: string): RoomPerson | null {
    return this.#byFp.get(fpHex) ?? null;
  }

  /** The feeds that are forked, by their author's fingerprint. */
  forks(): ReadonlyMap<string, readonly string[]> {
    const forks = new Map<string, string[]>();
    for (const { authorHex, feedKey } of this.#log.forks.values()) {
      const fpHex = this.#byPk.get(authorHex)?.fpHex;
      if (fpHex !== undefined) forks.set(fpHex, [...(forks.get(fpHex) ?? []), feedKey]);
    }
    return forks;
  }

  /** A member, or who was one, as somebody to be verified; `null` for anyone else. */
  subjectBy(fpHex: string): RoomSubject | null {
    const person = this.by(fpHex);
    if (person === null) return null;
    const admitter = person.admittedByPkHex === null ? undefined : this.#byPk.get(person.admittedByPkHex);
    return { ...person, admittedByFpHex: admitter?.fpHex ?? null };
  }

  /** Reads the log again after the membership or a name has changed. */
  async refresh(): Promise<void> {
    for (const { pkHex, pk } of this.#log.members().values()) {
      if (!this.#fps.has(pkHex)) this.#fps.set(pkHex, await this.#address.fingerprintOf(pk));
    }
    const byPk = new Map<string, RoomPerson>();
    for (const [pkHex, member] of this.#log.members()) {
      const fp = this.#fps.get(pkHex);
      // Somebody who came while we computed is read by the refresh that their coming caused.
      if (fp === undefined) continue;
      byPk.set(pkHex, {
        pk: member.pk,
        pkHex,
        fp,
        fpHex: hexOf(fp),
        name: member.name,
        admittedByPkHex: member.admittedBy,
        isPresent: member.state === 'member',
      });
    }
    this.#byPk = byPk;
    this.#byFp = new Map([...byPk.values()].map((person) => [person.fpHex, person]));
  }
}
