/**
 * Items of a history that come from a file instead of a link: which of them are new, and which of those can be believed.
 *
 * SECURITY: a file is a stranger as much as a link is: nothing of it is stored that was not verified (imported-items.test.ts: "leaves out what is not
 * signed by who it names").
 */
import { base64UrlOf, bytesFromBase64Url } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import { piecesOfRuns, verifyEachItem } from '../log/covering.js';
import type { Entry } from '../log/entry.js';
import { verifyForkProof } from '../log/forks.js';
import { loadEntry } from '../log/packed-items.js';
import { ENTRY_KINDS } from '../log/payload.js';
import type { FeedVector } from '../log/sync-frames.js';
import type { StoredItem } from '../vault/vault.js';

/** So many items are verified together: enough to keep the browser busy, few enough to say how far it is. */
const VERIFIED_TOGETHER = 500;

/** What a file adds to a history. */
export interface ImportedItems {
  /** Entries that were not there, verified, in the order of the file, each once. */
  readonly added: readonly Entry[];
  /** How many items could not be believed. */
  readonly refused: number;
  /** How many were dropped here, and stay so. */
  readonly dropped: number;
}

/** Whatever can be read of these; what cannot is refused like the rest that cannot be believed. */
async function readItems(items: readonly StoredItem[], rid: Bytes): Promise<(Entry | null)[]> {
  return Promise.all(items.map((item) => loadEntry(item, rid).catch(() => null)));
}

/** What the vault holds of a room: which entries, and of which the payload is missing although it was not erased. */
async function readKept(kept: readonly StoredItem[], rid: Bytes): Promise<{ readonly known: Set<string>; readonly bare: Set<string> }> {
  const entries = (await readItems(kept, rid)).filter((entry) => entry !== null);
  const bare = new Set(entries.flatMap(({ idText, isErased }) => (isErased ? idText : [])));
  for (const entry of bare.size === 0 ? [] : entries) {
    if (!entry.isErased) bare.delete(entry.idText);
    const payload = entry.kind === ENTRY_KINDS.erase ? entry.payload : null;
    if (payload?.kind === 'erase') bare.delete(payload.entry.toHex());
  }
  return { known: new Set(entries.map(({ idText }) => idText)), bare };
}

/**
 * Of `items`, what is not among `kept`, which the vault holds, or is there without its payload; but nothing that was dropped, below `floor`. `checked` hears how
 * many of them are dealt with.
 */
export async function newItems(
  kept: readonly StoredItem[],
  items: readonly Bytes[],
  rid: Bytes,
  checked: (count: number) => void,
  floor: FeedVector = new Map(),
): Promise<ImportedItems> {
  const { known, bare } = await readKept(kept, rid);
  const added: Entry[] = [];
  const dropped = new Set<string>();
  let refused = 0;
  let done = 0;
  for (const some of piecesOfRuns(items, VERIFIED_TOGETHER)) {
    const read =
      known.size === 0
        ? []
        : await readItems(
            some.map((bytes) => ({ bytes })),
            rid,
          );
    const isKnown = (i: number): boolean => {
      const { feedKey = '', idText = '', isErased = true, seq = 0 } = read[i] ?? {};
      if (isErased || !bare.has(idText)) return known.has(idText);
      if (seq < (floor.get(feedKey) ?? 0)) dropped.add(idText);
      return dropped.has(idText);
    };
    // What is known may cover what is not.
    const entries = some.every((_, i) => isKnown(i)) ? [] : await verifyEachItem(some, rid);
    for (const [i, entry] of entries.entries()) {
      if (isKnown(i)) continue;
      if (entry === null) refused++;
      else if (!known.has(entry.idText) || (bare.has(entry.idText) && !entry.isErased)) {
        added.push(entry);
        known.add(entry.idText);
        bare[entry.isErased ? 'add' : 'delete'](entry.idText);
      }
    }
    done += some.length;
    checked(done);
  }
  return { added, refused, dropped: dropped.size };
}

/** Of the proofs of forks in a record, base64url, those that prove something. */
export async function provenForks(proofs: readonly string[], rid: Bytes): Promise<string[]> {
  const judge = async (proof: string): Promise<string> => base64UrlOf((await verifyForkProof(bytesFromBase64Url(proof), rid)).proofBytes);
  return (await Promise.all(proofs.map((proof) => judge(proof).catch(() => null)))).filter((proof) => proof !== null);
}
