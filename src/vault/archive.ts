/**
 * What localStorage holds of an open vault: records, histories, and the index that says what has to be there; and what waits to be written to it.
 */
import { heldIn, listIn } from '../lib/lists.js';
import type { RewriteStep, RewriteWork } from './rewriting.js';
import { openedOrNull } from './sealing.js';
import type { VaultKeyring } from './sealing.js';
import type { HistoryArchive, HistoryChange, HistoryVault } from './history-archive.js';
import type { HistoryCodec } from './vault.js';
import type { BatchContent, JournalBatch } from './journal.js';
import { Records } from './records.js';
import { SealedHistory } from './sealed-history.js';
import type { SegmentHints } from './segment-hints.js';
import type { SegmentPlaces } from './stored-segments.js';
import type { StorageMeter } from './storage-meter.js';
import { openIndex, sealIndex } from './vault-index.js';
import type { StreamMark, VaultIndex } from './vault-index.js';
import type { VaultNames } from './vault-names.js';

/** Reads what is stored at `load`. Everything throws as `StorageMeter`. */
export class Archive implements HistoryArchive<SealedHistory> {
  readonly meter: StorageMeter;
  readonly keyring: VaultKeyring;
  readonly records: Records;
  readonly codec: HistoryCodec;
  readonly hints: SegmentHints;
  readonly segments: string;
  readonly compacted: string;
  readonly vault: HistoryVault<SealedHistory>;
  /** How far each history goes in localStorage, by its opaque id. */
  readonly streams = new Map<string, StreamMark>();
  /** Whether the index should have been there and was not, or did not open. The histories and records then tell most of what it said. */
  isIndexLost = false;
  commonDamage: readonly string[] = [];
  /** The newest batch of which everything was taken in. */
  seq = 0;
  /** The newest batch that, with all before it, is written out, as the index says. */
  writtenSeq = 0;
  readonly #names: VaultNames;
  readonly #histories = new Map<string, SealedHistory>();

  constructor(
    meter: StorageMeter,
    names: VaultNames,
    keyring: VaultKeyring,
    { codec, hints }: Pick<SegmentPlaces, 'codec' | 'hints'>,
    vault: HistoryVault<SealedHistory>,
  ) {
    this.meter = meter;
    this.keyring = keyring;
    this.records = new Records(meter, names, keyring);
    this.codec = codec;
    this.hints = hints;
    this.segments = names.segments;
    this.compacted = names.compacted;
    this.vault = vault;
    this.#names = names;
  }

  /** Reads the index and all records. `first` is the number of the oldest batch in the journal. */
  async load(first: number | null): Promise<void> {
    const text = this.meter.read(this.#names.index);
    const index = await this.#openIndex(text);
    await this.records.load(index?.records ?? new Map());
    for (const [id, mark] of index?.streams ?? []) this.streams.set(id, mark);
    this.writtenSeq = index?.seq ?? 0;
    // Until the first write-out there is none; the journal then begins with the first batch.
    const { records, segments, compacted } = this.#names;
    const isNew = first === null && [records, segments, compacted].every((prefix) => this.meter.keys(prefix).length === 0);
    this.isIndexLost = index === null && (text !== null || !(isNew || first === 1));
  }

  async #openIndex(text: string | null): Promise<VaultIndex | null> {
    return text === null ? null : openedOrNull(openIndex(this.keyring, text));
  }

  /** Removes the hints of segments that are not there any more. */
  removeStaleHints(): RewriteStep {
    return this.hints.removeStale(() => this.meter.keys(this.compacted));
  }

  /** The history of a name, the same each time. */
  history(name: string): SealedHistory {
    return heldIn(this.#histories, name, () => new SealedHistory(this, name));
  }

  /** Takes in what was committed as batch `seq`. Histories in it are open. */
  add(seq: number, { records, appends, forgotten }: BatchContent): void {
    for (const name of forgotten) this.history(name).forget(seq);
    for (const [name, text] of records) this.records.add(name, text, seq);
    for (const [history, run] of appends) this.history(history).add(run);
    this.seq = seq;
  }

  /**
   * Takes in whatever of the batches localStorage lacks, so that it is written out again; doing it twice changes nothing. Resolves with whether nothing was
   * lacking. Batches that could not be opened are passed over.
   */
  async replay(batches: readonly JournalBatch[]): Promise<boolean> {
    const newest = new Map<string, { text: string | null; seq: number }>();
    const changes = new Map<string, HistoryChange[]>();
    for (const { seq, content } of batches) {
      for (const [name, text] of content?.records ?? []) newest.set(name, { text, seq });
      for (const name of content?.forgotten ?? []) listIn(changes, name).push({ seq, run: null });
      for (const [name, run] of content?.appends ?? []) listIn(changes, name).push({ seq, run });
    }
    const stored = await Promise.all([
      ...[...newest].map(([name, { text, seq }]) => this.records.replay(name, text, seq)),
      ...[...changes].map(([name, each]) => this.history(name).replay(each)),
    ]);
    return !stored.includes(false);
  }

  /** Whether there is anything to write, be it only the index. */
  get isWaiting(): boolean {
    return this.writtenSeq < this.seq || this.records.isWaiting || [...this.#histories.values()].some((history) => history.isWaiting);
  }

  /** Seals all that waits when this is called. Each function, called in order, stores a piece, or throws, and what it holds then still waits. */
  async seal(): Promise<(() => void)[]> {
    const histories = [...this.#histories.values()];
    return (await Promise.all([this.records, ...histories].map((each) => each.seal()))).flat();
  }

  /** The next step of compacting old segments of any history that is open. */
  readonly compact: RewriteWork = async () => {
    for (const history of this.#histories.values()) {
      const write = await history.compact();
      if (write !== null) return write;
    }
    return null;
  };

  /** Seals the index as it is once everything up to batch `seq` is stored. The function stores it. */
  async sealIndex(seq: number): Promise<() => void> {
    const text = await sealIndex(this.keyring, { seq, streams: this.streams, records: this.records.marks });
    return () => {
      this.meter.write(this.#names.index, text);
      this.writtenSeq = seq;
    };
  }

  /** Up to which batch the stored index says that all is written out. */
  async storedSeq(): Promise<number> {
    return (await this.#openIndex(this.meter.read(this.#names.index)))?.seq ?? 0;
  }
}
