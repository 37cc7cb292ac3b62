/**
 * Who is let in rightly, as far as can be said before an entry is stored: by the log, and by the acts that were handed out for storing and are not in the log
 * yet. The latter are taken on trust when their author is in; the log decides once it has them.
 */
import type { Entry } from './entry.js';
import type { RoomLog } from './log.js';

/** What acts that are being stored say of somebody: an admit that may not count names them; they are in; they were and are removed. */
type AnnouncedStanding = 'named' | 'in' | 'out';

/** The log's members, and what is about to change of them. */
export class Announcements {
  readonly #log: RoomLog;
  readonly #standings = new Map<string, AnnouncedStanding>();

  constructor(log: RoomLog) {
    this.#log = log;
  }

  /** Begins anew with these acts, in causal order. */
  reset(entries: Iterable<Entry>): void {
    this.#standings.clear();
    for (const entry of entries) this.announce(entry);
  }

  /** An entry was handed out for storing. */
  announce({ payload, authorHex }: Entry): void {
    switch (payload?.kind) {
      case 'create':
        if (this.#log.mayBegin(authorHex)) this.#standings.set(authorHex, 'in');
        return;
      case 'admit': {
        const pkHex = payload.pk.toHex();
        if (this.#isIn(authorHex)) this.#standings.set(pkHex, 'in');
        else if (!this.#standings.has(pkHex)) this.#standings.set(pkHex, 'named');
        return;
      }
      case 'remove': {
        const pkHex = payload.pk.toHex();
        if (this.#isIn(authorHex) && this.isLetIn(pkHex)) this.#standings.set(pkHex, 'out');
        return;
      }
      default:
    }
  }

  /** Whether some `create` or `admit`, right or wrong, lets somebody in. */
  isKnown(pkHex: string): boolean {
    return this.#standings.has(pkHex) || this.#log.graph.isKnownPerson(pkHex);
  }

  /** Whether somebody is or was in by an act that counts, as far as one can tell. */
  isLetIn(pkHex: string): boolean {
    const standing = this.#standings.get(pkHex);
    return standing === 'in' || standing === 'out' || this.#log.members().has(pkHex);
  }

  /** Whether somebody's further entries may count: they are let in and not removed. Who left may have written beside that. */
  isHeard(pkHex: string): boolean {
    const standing = this.#standings.get(pkHex);
    if (standing === 'in' || standing === 'out') return standing === 'in';
    const member = this.#log.members().get(pkHex);
    return member !== undefined && member.state !== 'removed';
  }

  #isIn(pkHex: string): boolean {
    const standing = this.#standings.get(pkHex);
    return standing === 'in' || (standing !== 'out' && this.#log.isMember(pkHex));
  }
}
