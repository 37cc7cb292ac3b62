import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';
import { thinItems } from './covering.js';
import type { Entry } from './entry.js';
import { packItems } from './item-packing.js';
import { PackedItems } from './packed-items.js';
import { handMadeEntry, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { PACKED_V1, PACKED_V1_ITEMS } from './packed-items-v1.fixture.js';

/** Entries of every sort: of three feeds, erased, with many parents, of a kind of tomorrow, of a fork; and what is no entry. */
async function variedItems(): Promise<Bytes[]> {
  const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as [TestMember, TestMember, TestMember];
  for (let i = 0; i < 12; i++) {
    await [ann, bob, cem][i % 3]?.text(`message "${i}" 😀\n`);
    if (i % 4 === 3) for (const each of [ann, bob, cem]) each.learn(ann, bob, cem);
  }
  const text = await bob.text('to be erased');
  const erase = await bob.write('erase', { entry: text.id });
  const parents = ann.held.slice(0, 8).map(({ id }) => id);
  const many = await handMadeEntry(cem.key, { parents: parents.sort((a, b) => (a.toHex() < b.toHex() ? -1 : 1)), kind: 200, time: 5 });
  const twin = await handMadeEntry(bob.key, { ...text.body, body: {}, payloadBytes: utf8Bytes('{"text":"twin","more":1}') });
  const foreign = await handMadeEntry(ann.key, { rid: new Uint8Array(16).fill(9) });
  const entries: readonly Entry[] = [...ann.held, ...bob.held.slice(-3), erase, text.withoutPayload(), many, twin, foreign];
  const items = entries.map(({ itemBytes }) => itemBytes);
  const lying = Uint8Array.from(items[0] as Bytes);
  lying[lying.length - 3] = 0x20;
  return [...items, lying, new Uint8Array(0), utf8Bytes('no entry'), ...(await thinItems(items)).slice(0, 20)];
}

/** The items of what was packed, one by one. */
async function unpackItems(packed: Bytes): Promise<Bytes[]> {
  return (await PackedItems.read(packed, null)).all().map(({ bytes }) => bytes);
}

async function codeOfUnpacking(packed: Bytes): Promise<string | null> {
  try {
    await unpackItems(packed);
    return null;
  } catch (error) {
    return errorCodeOf(error) ?? String(error);
  }
}

describe('log/item-packing', () => {
  it('gives back whatever it packed, in whatever order', async () => {
    const items = await variedItems();
    expect(await unpackItems(await packItems(items))).to.deep.equal(items);
    expect(await unpackItems(await packItems([]))).to.deep.equal([]);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...items, ...items]), async (some) => {
        expect(await unpackItems(await packItems(some))).to.deep.equal(some);
      }),
      { numRuns: 40 },
    );
  });

  it('reads and writes what it did when the form came to be', async () => {
    const items = PACKED_V1_ITEMS.map((item) => Uint8Array.fromHex(item));
    const thinned = await thinItems(items);
    expect((await unpackItems(Uint8Array.fromHex(PACKED_V1))).map((item) => item.toHex())).to.deep.equal(
      thinned.map((item) => item.toHex()),
    );
    expect((await packItems(thinned)).toHex()).to.equal(PACKED_V1);
    expect(thinned.at(-1)).to.deep.equal(items.at(-1));
  });

  it('writes messages of fifty characters, thinned, in 77 bytes each', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    for (let i = 0; i < 250; i++) {
      await (i % 2 === 0 ? ann : bob).text(String(i).padEnd(50, '.'));
      ann.learn(bob);
      bob.learn(ann);
    }
    const items = ann.held.map(({ itemBytes }) => itemBytes);
    const [plain, packed, thinned] = [items, [await packItems(items)], [await packItems(await thinItems(items))]].map((parts) =>
      parts.reduce((sum, { length }) => sum + length, 0),
    );
    expect(plain).to.be.greaterThan(300 * items.length);
    expect(packed).to.be.within(135 * items.length, 140 * items.length);
    expect(thinned).to.be.within(70 * items.length, 77 * items.length);
  });

  it('refuses what was cut short or goes on', async () => {
    const packed = await packItems((await variedItems()).slice(0, 12));
    for (let length = 0; length < packed.length; length += 7)
      expect(await codeOfUnpacking(packed.slice(0, length)), `${length}`).to.equal('malformed');
    expect(await codeOfUnpacking(Uint8Array.of(...packed, 0))).to.equal('malformed');
    // A row that names a feed, or an entry before it, that is not there.
    expect(
      await codeOfUnpacking(Uint8Array.of(1, 0, ...new Uint8Array(16), 1 + 4 + 16, 0, ...new Uint8Array(36), 0, 16, ...new Uint8Array(32))),
    ).to.equal('malformed');
    expect(
      await codeOfUnpacking(
        Uint8Array.of(1, 1, ...new Uint8Array(56), 1 + 4 + 16 + 32, 0, ...new Uint8Array(36), 1, 0, 16, ...new Uint8Array(32)),
      ),
    ).to.equal('malformed');
  });
});
