/**
 * The streams of an open vault by the names of their histories: each is opened once, when it is first asked for.
 */
import { ParleyError } from '../lib/errors.js';
import { SealedStream } from './sealed-stream.js';
import type { SegmentShelf } from './segment-shelf.js';
import type { StreamMark, VaultIndex } from './vault-index.js';
import type { VaultKeyring } from './vault-keyring.js';
import { opaqueText } from './vault-names.js';

/** Opens streams and keeps them. */
export class StreamTable {
  readonly #keyring: VaultKeyring;
  readonly #segments: SegmentShelf;
  readonly #index: VaultIndex;
  readonly #isIndexLost: boolean;
  readonly #opening = new Map<string, Promise<SealedStream>>();
  readonly #opened = new Map<string, SealedStream>();
  #isClosed = false;

  constructor(keyring: VaultKeyring, segments: SegmentShelf, index: VaultIndex, isIndexLost: boolean) {
    this.#keyring = keyring;
    this.#segments = segments;
    this.#index = index;
    this.#isIndexLost = isIndexLost;
  }

  /** The stream of a history. Rejects with `vault-closed` after `drop`, or as `StorageMeter` does. */
  open(history: string): Promise<SealedStream> {
    if (this.#isClosed) return Promise.reject(new ParleyError('vault-closed'));
    const known = this.#opening.get(history);
    if (known !== undefined) return known;
    const opening = this.#open(history);
    this.#opening.set(history, opening);
    return opening;
  }

  async #open(history: string): Promise<SealedStream> {
    try {
      const id = await this.#keyring.opaqueId('history', history);
      const mark = this.#index.streams.get(opaqueText(id)) ?? null;
      const stream = await SealedStream.open(this.#segments, id, await this.#keyring.history(id), mark, this.#isIndexLost);
      if (this.#isClosed) stream.drop();
      else this.#opened.set(stream.idText, stream);
      return stream;
    } catch (error) {
      this.#opening.delete(history);
      throw error;
    }
  }

  /** Every stream that was opened so far. */
  get opened(): readonly SealedStream[] {
    return [...this.#opened.values()];
  }

  /** What the index has to say: as it was found, or as opened streams are now. */
  marks(): Map<string, StreamMark> {
    const marks = new Map(this.#index.streams);
    for (const [id, stream] of this.#opened) marks.set(id, stream.mark);
    return marks;
  }

  /** Forgets all keys and items; nothing works afterwards. */
  drop(): void {
    this.#isClosed = true;
    for (const stream of this.#opened.values()) stream.drop();
    this.#opened.clear();
    this.#opening.clear();
  }
}
