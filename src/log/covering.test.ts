import { expect } from '@open-wc/testing';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import { coveredRunOf, isCoverOf, thinItems, verifyEntryItems } from './covering.js';
import { NO_SIGNATURE, joinEntryItem, parseEntryItem } from './entry-item.js';
import type { Entry } from './entry.js';
import { RUN_MAX_ENTRIES } from './log-limits.js';
import { TEST_RID, handMadeEntry, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';

/** The item without its signature. */
function unsigned({ itemBytes }: Entry): Bytes {
  return joinEntryItem({ ...parseEntryItem(itemBytes), sig: NO_SIGNATURE });
}

async function verdict(...items: readonly Bytes[]): Promise<string> {
  try {
    return `${(await verifyEntryItems(items, TEST_RID)).length} verified`;
  } catch (error) {
    return errorCodeOf(error) ?? String(error);
  }
}

async function writeTexts(member: TestMember, count: number, text = 'x'): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) entries.push(await member.text(text));
  return entries;
}

const isSigned = (item: Bytes): boolean => parseEntryItem(item).sig.some((byte) => byte !== 0);

describe('log/covering', () => {
  it('keeps one signature for a run of a feed, and verifies the rest by it', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    for (let i = 0; i < 8; i++) await (i % 2 === 0 ? ann : bob).text(`${i}`);
    ann.learn(bob);
    const items = ann.held.map(({ itemBytes }) => itemBytes);
    const thinned = await thinItems(items);
    expect(thinned.filter(isSigned)).to.have.length(2);
    const entries = await verifyEntryItems(thinned, TEST_RID);
    expect(entries.map(({ idText }) => idText)).to.deep.equal(ann.held.map(({ idText }) => idText));
    expect(entries.every((entry) => coveredRunOf(entry)?.at(-1)?.isSigned)).to.equal(true);
    // Thinning again changes nothing; in any order the same verify.
    expect(await thinItems(thinned)).to.deep.equal(thinned);
    expect(await verdict(...thinned.toReversed())).to.equal(`${thinned.length} verified`);
  });

  it('makes no run that is longer than may be, or than a frame', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const small = (await writeTexts(ann, 100)).map(({ itemBytes }) => itemBytes);
    const large = (await writeTexts(ann, 12, 'x'.repeat(5000))).map(({ itemBytes }) => itemBytes);
    const lengths = async (items: readonly Bytes[]): Promise<number[]> => {
      const ends = (await thinItems(items)).flatMap((item, i) => (isSigned(item) ? i : []));
      return ends.map((end, i) => end - (ends[i - 1] ?? -1));
    };
    expect(await lengths(small)).to.deep.equal([1, 32, 32, 32, 3]);
    expect(await lengths(large)).to.deep.equal([1, 2, 2, 2, 2, 2, 1]);
    // What is a run already is not made longer than may be.
    const some = await thinItems(small.slice(8, 40));
    expect(await lengths([...small.slice(0, 8), ...some, ...small.slice(40, 60)])).to.deep.equal([1, 8, 32, 19]);
  });

  it('refuses a run with any byte changed', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const [one, two, three] = (await writeTexts(ann, 3)) as [Entry, Entry, Entry];
    const run = [unsigned(one), unsigned(two), three.itemBytes];
    expect(await verdict(...run)).to.equal('3 verified');
    for (const [i, item] of run.entries()) {
      for (let at = 0; at < item.length; at++) {
        const changed = Uint8Array.from(item);
        changed[at] = (changed[at] as number) ^ 1;
        expect(await verdict(...run.with(i, changed)), `${i} at ${at}`).to.be.oneOf([
          'not-authentic',
          'malformed',
          'version-unknown',
          'too-large',
        ]);
      }
    }
  }).timeout(60_000);

  it('refuses what nothing covers', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const [one, two, three, four] = (await writeTexts(ann, 4)) as [Entry, Entry, Entry, Entry];
    const other = await bob.text('other');
    expect(await verdict(unsigned(one))).to.equal('not-authentic');
    expect(await verdict(unsigned(one), unsigned(two))).to.equal('not-authentic');
    expect(await verdict(unsigned(one), three.itemBytes)).to.equal('not-authentic');
    expect(await verdict(unsigned(four), three.itemBytes)).to.equal('not-authentic');
    expect(await verdict(unsigned(one), other.itemBytes)).to.equal('not-authentic');
    expect(await verdict(unsigned(one), two.itemBytes, unsigned(three), four.itemBytes)).to.equal('4 verified');
  });

  it('refuses an unsigned entry that only somebody else cites', async () => {
    const [ann, mallory] = (await makeRoom('Ann', 'Mallory')) as [TestMember, TestMember];
    const feed = new Uint8Array(8).fill(4);
    // Never signed by Ann.
    const forged = await handMadeEntry(mallory.key, { feed, body: { pk: ann.key.pk } });
    const [item, prev] = [unsigned(forged), forged.id];
    const citing = await handMadeEntry(mallory.key, { feed, seq: 1, prev });
    expect(await verdict(item, citing.itemBytes)).to.equal('not-authentic');
    expect([isCoverOf(citing, forged), citing.seq, citing.body.prev.toHex() === forged.idText]).to.deep.equal([false, 1, true]);
    // Nor in another feed of one's own, nor out of its place.
    const own = await handMadeEntry(mallory.key, { feed });
    const [elsewhere, later] = [
      await handMadeEntry(mallory.key, { feed: new Uint8Array(8), seq: 1, prev: own.id }),
      await handMadeEntry(mallory.key, { feed, seq: 2, prev: own.id }),
    ];
    expect(await verdict(unsigned(own), elsewhere.itemBytes)).to.equal('not-authentic');
    expect(await verdict(unsigned(own), later.itemBytes)).to.equal('not-authentic');
    expect(await verdict(unsigned(own), (await handMadeEntry(mallory.key, { feed, seq: 1, prev: own.id })).itemBytes)).to.equal(
      '2 verified',
    );
  });

  it('refuses a run that is longer than may be', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const entries = await writeTexts(ann, RUN_MAX_ENTRIES + 1);
    const run = [...entries.slice(0, -1).map(unsigned), (entries.at(-1) as Entry).itemBytes];
    expect(await verdict(...run.slice(1))).to.equal(`${RUN_MAX_ENTRIES} verified`);
    expect(await verdict(...run)).to.equal('not-authentic');
  });
});
