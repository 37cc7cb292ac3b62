/**
 * One history of an open vault: what `Vault.history` gives out.
 */
import type { Bytes } from '../lib/bytes.js';
import type { CommitQueue } from './commit-queue.js';
import type { StreamTable } from './stream-table.js';
import type { History } from './vault.js';

/** `History`, sealed. Everything rejects with `vault-closed` after the vault was closed. */
export class SealedHistory implements History {
  readonly #name: string;
  readonly #streams: StreamTable;
  readonly #commits: CommitQueue;
  readonly #mend: () => Promise<void>;
  #damage: readonly string[] = [];
  #healed: readonly string[] = [];

  /** `mend` looks in the journal for what localStorage lacks. */
  constructor(name: string, streams: StreamTable, commits: CommitQueue, mend: () => Promise<void>) {
    this.#name = name;
    this.#streams = streams;
    this.#commits = commits;
    this.#mend = mend;
  }

  /** As `History.load`. */
  async load(): Promise<readonly Bytes[]> {
    const stream = await this.#streams.open(this.#name);
    let content = await stream.readAll();
    if (content.damage.length > 0) {
      await this.#mend();
      content = await stream.readAll();
    }
    this.#damage = content.damage;
    this.#healed = content.healed;
    return content.items;
  }

  /** As `History.append`; also rejects with `vault-elsewhere` when another tab has taken over, and with `TypeError` when an item is not a byte array. */
  async append(items: readonly Bytes[]): Promise<void> {
    if (!items.every((item) => item instanceof Uint8Array)) throw new TypeError('items are not byte arrays');
    // Copies: the caller may go on using the arrays before the commit seals them.
    if (items.length > 0)
      await this.#commits.append(
        this.#name,
        items.map((item) => item.slice()),
      );
  }

  get damage(): readonly string[] {
    return this.#damage;
  }

  /** Segments that did not open at the last `load`, though every item they held was found elsewhere. */
  get healed(): readonly string[] {
    return this.#healed;
  }
}
