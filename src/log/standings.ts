/**
 * How people stand towards a room for the queue in front of its log: as the log has it, and as what is being stored will change it.
 */
import type { Entry } from './entry.js';
import type { RoomLog } from './log.js';
import { ENTRY_KINDS } from './payload.js';

/** How somebody stands: nothing names them; an admit that may not count does; they are let in, and may have left; they were, and are removed. */
export type QueueStanding = 'unknown' | 'named' | 'in' | 'out';

/** One room's people. */
export class Standings {
  readonly #log: RoomLog;
  /** What is being stored changes these, taken on trust when its author is in; the log decides once it has it. */
  readonly #announced = new Map<string, QueueStanding>();

  constructor(log: RoomLog) {
    this.#log = log;
  }

  /** How somebody stands, by public key in hexadecimal. */
  of(pkHex: string): QueueStanding {
    const announced = this.#announced.get(pkHex);
    if (announced !== undefined) return announced;
    const member = this.#log.members().get(pkHex);
    if (member !== undefined) return member.state === 'removed' ? 'out' : 'in';
    return this.#log.graph.isKnownPerson(pkHex) ? 'named' : 'unknown';
  }

  /** An entry was handed out for storing. */
  announce(entry: Entry): void {
    const { authorHex, kind } = entry;
    if (this.#log.isBeginning(entry)) this.#announced.set(authorHex, 'in');
    if (kind !== ENTRY_KINDS.admit && kind !== ENTRY_KINDS.remove) return;
    const { payload } = entry;
    if (payload?.kind !== 'admit' && payload?.kind !== 'remove') return;
    const subjectHex = payload.pk.toHex();
    const standing = this.of(subjectHex);
    const isTrusted = this.of(authorHex) === 'in';
    if (payload.kind === 'remove') {
      if (isTrusted && standing === 'in') this.#announced.set(subjectHex, 'out');
    } else if (isTrusted || standing === 'unknown') {
      this.#announced.set(subjectHex, isTrusted ? 'in' : 'named');
    }
  }

  /** What was being stored is in the log, or was given up. */
  clear(): void {
    this.#announced.clear();
  }
}
