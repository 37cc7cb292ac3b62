import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createIdentity } from '../crypto/identity.js';
import { base64UrlOf } from '../lib/base-text.js';
import type { Bytes } from '../lib/bytes.js';
import { Author } from '../log/author.js';
import type { Entry } from '../log/entry.js';
import { thinItems } from '../log/covering.js';
import { erasedItemOf, isSignedItem, readSignedBody } from '../log/entry-item.js';
import { forkOf } from '../log/forks.js';
import { RoomLog } from '../log/log.js';
import { ByteReader } from '../lib/byte-reader.js';
import { newItems, provenForks } from './imported-items.js';
import type { StoredItem } from '../vault/vault.js';

const rid = new Uint8Array(16).fill(7);
const quiet = (): void => undefined;

/** Some entries of one feed. */
async function entriesOf(count: number, inRoom = rid): Promise<Entry[]> {
  const identity = await createIdentity();
  const author = new Author(identity, inRoom, new RoomLog(inRoom, identity.pk), () => 1_000);
  author.resume(null);
  const entries = [await author.write('create', { name: 'Kitchen', by: 'Ana' })];
  while (entries.length < count) entries.push(await author.write('text', { text: `message ${entries.length}` }));
  return entries;
}

const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ idText }) => idText);
const bytesOf = (entries: readonly Entry[]): Bytes[] => entries.map(({ itemBytes }) => itemBytes);
/** As the vault gives them. */
const kept = (items: readonly Bytes[]): StoredItem[] => items.map((bytes) => ({ bytes }));

describe('imported items', () => {
  it('are those that are not there yet, in order, each once', async () => {
    const entries = await entriesOf(5);
    const items = bytesOf(entries);
    const { added, refused } = await newItems(kept(items.slice(0, 2)), [...items, ...items], rid, quiet);
    expect([idsOf(added), refused]).to.deep.equal([idsOf(entries.slice(2)), 0]);
    expect((await newItems(kept(items), items, rid, quiet)).added).to.deep.equal([]);
  });

  it('leaves out what is not signed by who it names', async () => {
    const entries = await entriesOf(4);
    const items = bytesOf(entries);
    const forged = items.map((item, i) => (i === 1 || i === 2 ? item.with(item.length - 1 - i, (item.at(-1 - i) as number) ^ 1) : item));
    const { added, refused } = await newItems([], [...forged, new Uint8Array(3)], rid, quiet);
    expect([idsOf(added), refused]).to.deep.equal([idsOf([entries[0] as Entry, entries[3] as Entry]), 3]);
  });

  it('takes runs with one signature, also beside what is there, and none whose signature is not good', async () => {
    const entries = await entriesOf(700);
    const thinned = await thinItems(bytesOf(entries));
    expect(thinned.filter((item) => !isSignedItem(item)).length).to.be.greaterThan(600);
    expect(await newItems([], thinned, rid, quiet)).to.deep.include({ refused: 0 });
    expect(idsOf((await newItems([], thinned, rid, quiet)).added)).to.deep.equal(idsOf(entries));
    const [from, to] = [40, 50];
    const beside = await newItems(kept([...thinned.slice(0, from), ...thinned.slice(to)]), thinned, rid, quiet);
    expect([idsOf(beside.added), beside.refused]).to.deep.equal([idsOf(entries.slice(from, to)), 0]);
    // The first signature changed: nothing of its run is believed, and everything else is.
    const end = thinned.findIndex(isSignedItem);
    // Behind the length and the body.
    const at = 2 + 256 * (thinned[end]?.[0] ?? 0) + (thinned[end]?.[1] ?? 0);
    const spoilt = thinned.map((item, i) => (i === end ? item.with(at, (item[at] as number) ^ 1) : item));
    const { added, refused } = await newItems([], spoilt, rid, quiet);
    expect([idsOf(added), refused]).to.deep.equal([idsOf(entries.slice(end + 1)), end + 1]);
  });

  it('leaves out what belongs to another room', async () => {
    const other = bytesOf(await entriesOf(2, new Uint8Array(16).fill(8)));
    expect(await newItems([], other, rid, quiet)).to.deep.equal({ added: [], refused: 2, dropped: 0 });
  });

  it('leaves erased what was erased', async () => {
    const identity = await createIdentity();
    const author = new Author(identity, rid, new RoomLog(rid, identity.pk), () => 1_000);
    author.resume(null);
    const text = await author.write('text', { text: 'gone' });
    const erase = await author.write('erase', { entry: text.id });
    const stored = kept([text.withoutPayload().itemBytes, erase.itemBytes]);
    expect(await newItems(stored, [text.itemBytes], rid, quiet)).to.deep.equal({ added: [], refused: 0, dropped: 0 });
  });

  it('bring back what is there without its payload, once, unless it was dropped', async () => {
    const entries = await entriesOf(4);
    const items = bytesOf(entries);
    const bare = items.map((item, i) => (i === 0 ? item : erasedItemOf(readSignedBody(new ByteReader(item)))));
    const back = await newItems(kept(bare), [...items, ...items], rid, quiet);
    expect([idsOf(back.added), back.refused, back.dropped]).to.deep.equal([idsOf(entries.slice(1)), 0, 0]);
    expect(back.added.some(({ isErased }) => isErased)).to.equal(false);
    expect((await newItems(kept([...bare, ...items]), items, rid, quiet)).added).to.deep.equal([]);
    expect((await newItems(kept([...bare, ...items]), bare, rid, quiet)).added).to.deep.equal([]);
    const floor = new Map([[entries[0]?.feedKey ?? '', 3]]);
    const some = await newItems(kept(bare), [...items, ...items], rid, quiet, floor);
    expect([idsOf(some.added), some.dropped]).to.deep.equal([idsOf(entries.slice(3)), 2]);
    // A vault to which they came back holds them twice.
    const twice = await newItems([], [...bare, ...items], rid, quiet);
    expect(twice.added.map(({ isErased }) => isErased)).to.deep.equal([false, true, true, true, false, false, false]);
  });

  it('are the same in the end, whichever of two files comes first, and however often', async () => {
    const entries = await entriesOf(6);
    const files = fc.subarray(bytesOf(entries));
    const take = async (here: readonly Bytes[], file: readonly Bytes[]): Promise<Bytes[]> => [
      ...here,
      ...bytesOf((await newItems(kept(here), file, rid, quiet)).added),
    ];
    const sorted = (items: readonly Bytes[]): string[] => items.map((item) => item.toHex()).sort();
    await fc.assert(
      fc.asyncProperty(files, files, files, async (here, a, b) => {
        const both = await take(await take(here, a), b);
        expect(sorted(both)).to.deep.equal(sorted(await take(await take(here, b), a)));
        expect(await take(both, a)).to.deep.equal(both);
        expect(sorted(both)).to.deep.equal([...new Set(sorted([...here, ...a, ...b]))]);
      }),
      { numRuns: 40 },
    );
  });

  it('are counted as they are dealt with', async () => {
    const items = bytesOf(await entriesOf(3));
    const many = Array.from({ length: 401 }, () => items).flat();
    const counts: number[] = [];
    await newItems(kept(items), many, rid, (count) => counts.push(count));
    expect(counts).to.deep.equal([500, 1000, 1203]);
  });
});

describe('proofs of forks from a file', () => {
  it('are kept when they prove something', async () => {
    const identity = await createIdentity();
    const feed = new Uint8Array(8);
    const both = [];
    for (const name of ['one', 'two']) {
      const author = new Author(identity, rid, new RoomLog(rid, identity.pk), () => 1_000);
      author.resume({ feed, seq: 0, prev: new Uint8Array(32) });
      both.push(await author.write('create', { name, by: 'Ana' }));
    }
    const proof = base64UrlOf(forkOf(both[0] as Entry, both[1] as Entry).proofBytes as Bytes);
    expect(await provenForks([proof, 'AAAA', '*', proof.slice(0, -4)], rid)).to.deep.equal([proof]);
    expect(await provenForks([proof], new Uint8Array(16))).to.deep.equal([]);
  });
});
