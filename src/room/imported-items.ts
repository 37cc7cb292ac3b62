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
import type { StoredItem } from '../vault/vault.js';

/** So many items are verified together: enough to keep the browser busy, few enough to say how far it is. */
const VERIFIED_TOGETHER = 500;

/** What a file adds to a history. */
export interface ImportedItems {
  /** Entries that were not there, verified, in the order of the file, each once. */
  readonly added: readonly Entry[];
  /** How many items could not be believed. */
  readonly refused: number;
}

async function idsOfItems(items: readonly StoredItem[], rid: Bytes): Promise<(string | null)[]> {
  return Promise.all(
    items.map((item) =>
      loadEntry(item, rid).then(
        ({ idText }) => idText,
        () => null,
      ),
    ),
  );
}

/** Of `items`, what is not among `kept`, which the vault holds. `checked` hears how many of them are dealt with. */
export async function newItems(
  kept: readonly StoredItem[],
  items: readonly Bytes[],
  rid: Bytes,
  checked: (count: number) => void,
): Promise<ImportedItems> {
  const known = new Set(await idsOfItems(kept, rid));
  // What cannot even be read has no id, and is refused like the rest that cannot be believed.
  known.delete(null);
  const added: Entry[] = [];
  let refused = 0;
  let done = 0;
  for (const some of piecesOfRuns(items, VERIFIED_TOGETHER)) {
    const ids =
      known.size === 0
        ? []
        : await idsOfItems(
            some.map((bytes) => ({ bytes })),
            rid,
          );
    const isKnown = (i: number): boolean => known.has(ids[i] ?? null);
    // What is known may cover what is not.
    const entries = some.every((_, i) => isKnown(i)) ? [] : await verifyEachItem(some, rid);
    for (const [i, entry] of entries.entries()) {
      if (isKnown(i)) continue;
      if (entry === null) refused++;
      else if (!known.has(entry.idText)) added.push(entry);
      if (entry !== null) known.add(entry.idText);
    }
    done += some.length;
    checked(done);
  }
  return { added, refused };
}

/** Of the proofs of forks in a record, base64url, those that prove something. */
export async function provenForks(proofs: readonly string[], rid: Bytes): Promise<string[]> {
  const judge = async (proof: string): Promise<string> => base64UrlOf((await verifyForkProof(bytesFromBase64Url(proof), rid)).proofBytes);
  return (await Promise.all(proofs.map((proof) => judge(proof).catch(() => null)))).filter((proof) => proof !== null);
}
