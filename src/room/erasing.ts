/**
 * What was erased in a room, or has disappeared, goes from the vault as well, not only from the screen.
 */
import type { Bytes } from '../lib/bytes.js';
import type { Entry } from '../log/entry.js';
import type { LogChange } from '../log/log-change.js';
import type { RoomLog } from '../log/log.js';
import type { RoomContext } from './room-setup.js';

/** One room's erasing. */
export class Erasing {
  readonly #room: Pick<RoomContext, 'setup' | 'failed'>;
  #done: Promise<void> = Promise.resolve();

  constructor(room: Pick<RoomContext, 'setup' | 'failed'>) {
    this.#room = room;
  }

  /** Everything was read from the vault: what is there with a payload that the log has not, since the page was closed in between, goes now. */
  loaded(entries: readonly Entry[], log: RoomLog): void {
    this.#replace(
      entries.flatMap((entry) => {
        const held = log.graph.get(entry.idText)?.entry ?? entry;
        return held !== entry && held.isErased && !entry.isErased ? held.itemBytes : [];
      }),
    );
  }

  /** Something has changed in the log: payloads may have gone. */
  logChanged({ shown, hidden, vanished }: LogChange): void {
    const before = new Set(hidden.filter(({ isErased }) => !isErased).map(({ idText }) => idText));
    const gone = shown.filter(({ idText, isErased }) => isErased && before.has(idText));
    this.#replace([...gone, ...vanished].map(({ itemBytes }) => itemBytes));
  }

  /** Resolves when what went so far is gone, or was refused. */
  settled(): Promise<void> {
    return this.#done;
  }

  #replace(items: readonly Bytes[]): void {
    if (items.length === 0) return;
    const gone = this.#room.setup.history.replace(items).catch(this.#room.failed);
    this.#done = Promise.all([this.#done, gone]).then(() => undefined);
  }
}
