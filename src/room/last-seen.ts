/**
 * When this installation was last linked with whom, by its own wall clock. It says nothing of what it did not see itself.
 *
 * Kept in the vault, but lazily. Written when a link begins, too: a page that dies says nothing of the end of its links.
 */
import type { Cancel } from '../lib/clock.js';
import { ParleyError } from '../lib/errors.js';
import type { RoomContext } from './room-setup.js';

const SEEN_WRITE_MS = 1_000;

const SEEN_JSON = /^\{("[0-9a-f]{64}":\d+,?)*\}$/u;

/** Milliseconds since 1970 by fingerprint, hexadecimal. */
type SeenJson = Record<string, number>;

/** The members of one room, and when they were last linked with this side. */
export class LastSeen {
  readonly #room: Pick<RoomContext, 'setup' | 'failed'>;
  readonly #times: SeenJson;
  #cancelWrite: Cancel | null = null;

  /** Reads what the vault kept. What cannot be read is told of and begun anew. */
  constructor(room: Pick<RoomContext, 'setup' | 'failed'>) {
    this.#room = room;
    const kept = room.setup.memory.readSeen() ?? {};
    const isReadable = SEEN_JSON.test(JSON.stringify(kept));
    this.#times = isReadable ? { ...(kept as SeenJson) } : {};
    if (!isReadable) room.failed(new ParleyError('malformed'));
  }

  /** When a link with this person last began or ended, in milliseconds since 1970; `null` when there was none. */
  at(fpHex: string): number | null {
    return this.#times[fpHex] ?? null;
  }

  /** A link with this person has begun, or ends, now. */
  note(fpHex: string): void {
    const { clock } = this.#room.setup;
    this.#times[fpHex] = Math.max(0, Math.floor(clock.wall()));
    this.#cancelWrite ??= clock.after(SEEN_WRITE_MS, () => this.#write());
  }

  /** Writes out what waits. */
  close(): void {
    if (this.#cancelWrite === null) return;
    this.#cancelWrite();
    this.#write();
  }

  #write(): void {
    this.#cancelWrite = null;
    this.#room.setup.memory.writeSeen({ ...this.#times }).catch(this.#room.failed);
  }
}
