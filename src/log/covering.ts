/**
 * Entries without a signature of their own. Each entry of a feed names the one before it by its hash, so whoever signed an entry has signed all before it in
 * the feed; old entries are therefore kept, and travel, in *runs* of which only the last is signed (docs/PROTOCOL.md, "Runs").
 *
 * Invariant: an entry that is not signed is in the log only if it came with those that follow up to a signed one, or from the sealed vault.
 */
import { equalBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { isSignedItem, itemPlaceOf, joinEntryItem, NO_SIGNATURE, parseEntryItem, roomOfItem } from './entry-item.js';
import { readItem, verifyPayload, verifySignature } from './entry.js';
import type { Entry, ReadItem } from './entry.js';
import { RUN_MAX_ENTRIES } from './log-limits.js';

/** Bytes of the items of a run that is made here, so that it travels in one frame. */
const RUN_MAX_BYTES = 12 * 1024;

/**
 * The entry and those after it in its feed, up to and with the first that is signed; `null` when what covers it was lost, or is further than a run may be
 * long.
 */
export function coveredRunOf(entry: Entry): readonly Entry[] | null {
  const run = [entry];
  for (let at = entry; !at.isSigned; run.push(at)) {
    if (at.cover === null || run.length === RUN_MAX_ENTRIES) return null;
    at = at.cover;
  }
  return run;
}

/** Whether the author of `next` says that `entry` is the one before in the same feed. */
export function isCoverOf(next: Entry, entry: Entry): boolean {
  // SECURITY: nobody can put words into another's mouth by naming them as their own last (covering.test.ts: "refuses an unsigned entry that only somebody else cites").
  return next.feedKey === entry.feedKey && next.seq === entry.seq + 1 && equalBytes(next.body.prev, entry.id);
}

/** Verifies PUSH items that came together, as `verifyEntryItem` does; those without a signature have to be covered by others among them. Rejects when one does not verify. */
export function verifyEntryItems(items: readonly Bytes[], rid: Bytes): Promise<Entry[]> {
  return verifyTogether(items, rid, verifyPayload);
}

/** The same without a look at payloads. */
export function verifySignedItems(items: readonly Bytes[], rid: Bytes): Promise<Entry[]> {
  return verifyTogether(items, rid, () => Promise.resolve());
}

async function verifyTogether(items: readonly Bytes[], rid: Bytes, verifyRest: typeof verifyPayload): Promise<Entry[]> {
  const reads = await Promise.all(items.map((item) => readItem(item, rid)));
  const entries = reads.map(({ entry }) => entry);
  const unsigned = new Set(reads.filter(({ item }) => equalBytes(item.sig, NO_SIGNATURE)).map(({ entry }) => entry));
  if (unsigned.size > 0) coverAll(unsigned, entries);
  await Promise.all(
    reads.map(async (read) => {
      // SECURITY: what is not signed is believed only for a signature that covers it (covering.test.ts: "refuses a run with any byte changed").
      if (!unsigned.has(read.entry)) await verifySignature(read);
      else if (coveredRunOf(read.entry) === null) throw new ParleyError('not-authentic');
      await verifyRest(read, rid);
    }),
  );
  return entries;
}

/** Verifies items that came together one by one: each as the entry it is, or `null` when it cannot be believed. Runs are as for `verifyEntryItems`. */
export async function verifyEachItem(items: readonly Bytes[], rid: Bytes): Promise<(Entry | null)[]> {
  /** Those whose payload is what they say. */
  const whole = new Set<Entry>();
  // Both hashes of all of them in one go: a file holds many.
  const readWhole = async (item: Bytes): Promise<ReadItem> => {
    const read = await readItem(item, rid);
    await verifyPayload(read, rid).then(() => whole.add(read.entry), notAnEntry);
    return read;
  };
  const reads = await Promise.all(items.map((item) => readWhole(item).catch(notAnEntry)));
  const present = reads.filter((read) => read !== null);
  const [unsigned, signed] = [true, false].map((isMissing) =>
    present.filter(({ item }) => equalBytes(item.sig, NO_SIGNATURE) === isMissing),
  );
  coverAll(
    new Set((unsigned ?? []).map(({ entry }) => entry)),
    present.map(({ entry }) => entry),
  );
  /** What was really signed by who it names. */
  const genuine = new Set<Entry>();
  await Promise.all((signed ?? []).map((read) => verifySignature(read).then(() => genuine.add(read.entry), notAnEntry)));
  return reads.map((read) => {
    const end = read === null ? undefined : coveredRunOf(read.entry)?.at(-1);
    return read !== null && end !== undefined && genuine.has(end) && whole.has(read.entry) ? read.entry : null;
  });
}

/** The items in pieces of at least so many, none of which parts a run. */
export function piecesOfRuns(items: readonly Bytes[], least: number): (readonly Bytes[])[] {
  const pieces: Bytes[][] = [[]];
  /** Feeds whose last entry so far wants a cover. */
  const open = new Set<string>();
  for (const item of items) {
    const piece = pieces.at(-1) as Bytes[];
    piece.push(item);
    const [feedKey, isSigned] = signedFeedOf(item);
    if (isSigned) open.delete(feedKey);
    else open.add(feedKey);
    if (piece.length >= least && open.size === 0) pieces.push([]);
  }
  return pieces.filter(({ length }) => length > 0);
}

/** Whose feed, and whether it is signed; of what is no entry that it is. */
function signedFeedOf(item: Bytes): readonly [string, boolean] {
  try {
    return [itemPlaceOf(item).feedKey, isSignedItem(item)];
  } catch (error) {
    return [String(notAnEntry(error)), true];
  }
}

/** Lets each entry without a signature know which of the others covers it. */
function coverAll(unsigned: ReadonlySet<Entry>, entries: readonly Entry[]): void {
  // The same entry may stand there more than once.
  const places = Map.groupBy(unsigned, (entry) => `${entry.feedKey} ${entry.seq}`);
  for (const next of entries) {
    for (const entry of places.get(`${next.feedKey} ${next.seq - 1}`) ?? []) if (isCoverOf(next, entry)) entry.cover = next;
  }
}

/**
 * The same items in the same order, without the signatures that others of them cover, in runs that fit one frame. What is no entry stays as it is.
 */
export async function thinItems(items: readonly Bytes[]): Promise<Bytes[]> {
  const entries = await Promise.all(items.map((item) => readItem(item, roomOfItem(item)).then(({ entry }) => entry, notAnEntry)));
  const thinned = [...items];
  for (const chain of chainsOf(entries)) {
    let run = { count: 0, bytes: 0 };
    // SECURITY: what goes before may be unsigned, and covered by the first signature here (mixed-runs.test.ts: "makes no run too long whose beginning is elsewhere").
    let isBeginningHere = entries[chain[0] as number]?.seq === 0;
    for (const [i, place] of chain.entries()) {
      const entry = entries[place] as Entry;
      run = { count: run.count + 1, bytes: run.bytes + entry.size };
      if (!entry.isSigned) continue;
      if (!isBeginningHere) {
        isBeginningHere = true;
        run = { count: 0, bytes: 0 };
        continue;
      }
      // What follows up to the next signature comes along in any case.
      const rest = chain.slice(i + 1).map((next) => entries[next] as Entry);
      const forced = rest.slice(0, 1 + rest.findIndex(({ isSigned }) => isSigned));
      const bytes = forced.reduce((sum, { size }) => sum + size, run.bytes);
      const isCovered = forced.length > 0 && run.count + forced.length <= RUN_MAX_ENTRIES && bytes <= RUN_MAX_BYTES;
      if (isCovered) thinned[place] = joinEntryItem({ ...parseEntryItem(entry.itemBytes), sig: NO_SIGNATURE });
      else run = { count: 0, bytes: 0 };
    }
  }
  return thinned;
}

function notAnEntry(error: unknown): null {
  if (error instanceof ParleyError) return null;
  throw error;
}

/** Places of entries of which each follows the one before it in its feed. */
function chainsOf(entries: readonly (Entry | null)[]): number[][] {
  const chains: number[][] = [];
  const open = new Map<string, number[]>();
  for (const [place, entry] of entries.entries()) {
    if (entry === null) continue;
    const chain = open.get(entry.feedKey);
    const before = entries[chain?.at(-1) ?? -1] ?? null;
    if (chain !== undefined && before !== null && isCoverOf(entry, before)) chain.push(place);
    else {
      const fresh = [place];
      open.set(entry.feedKey, fresh);
      chains.push(fresh);
    }
  }
  return chains;
}
