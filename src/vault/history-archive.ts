/**
 * What a history asks of the vault it is in. `Of` is the history.
 */
import type { Bytes } from '../lib/bytes.js';
import type { RewriteWork } from './rewriting.js';
import type { ItemRun } from './item-runs.js';
import type { SegmentPlaces } from './stored-segments.js';
import type { StreamMark } from './vault-index.js';

/** What a history asks of the archive it is in. */
export interface HistoryArchive<Of> extends SegmentPlaces {
  /** What the index has to say of each history, by its opaque id; `isIndexLost`: there was none that could say anything. */
  readonly streams: Map<string, StreamMark>;
  readonly isIndexLost: boolean;
  /** What did not open, or is gone, and may have been of any history: of the journal, or the index. */
  readonly commonDamage: readonly string[];
  readonly vault: HistoryVault<Of>;
}

/** What a batch of the journal did to a history: it appended a run, or, with `null`, made all before it go. */
export interface HistoryChange {
  readonly seq: number;
  readonly run: ItemRun | null;
}

/** What a history asks of the open vault. */
export interface HistoryVault<Of> {
  /** As `History.append`; the items are the vault's own now. */
  append(history: Of, items: readonly Bytes[]): Promise<void>;
  /** As `History.forgetAll`. */
  forget(history: Of): Promise<void>;
  /** Looks in the journal for what localStorage lacks, and has it written again. */
  mend(): Promise<void>;
  /** Does what changes segments that are stored, when nothing else does; resolves when it is done. Rejects as `History.append`. */
  rewrite(work: RewriteWork): Promise<void>;
}
