import { expect } from '@open-wc/testing';
import { errorCodeOf } from '../lib/errors.js';
import type { Bytes } from '../lib/bytes.js';
import { thinItems } from './covering.js';
import type { Entry } from './entry.js';
import { erasedItemOf, readSignedBody } from './entry-item.js';
import { ByteReader } from '../lib/byte-reader.js';
import { packItems } from './item-packing.js';
import { WholeItem } from './item-source.js';
import { RoomLog } from './log.js';
import { TEST_RID, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { PackedItems, loadEntry } from './packed-items.js';

/** What can be asked of an entry. */
function factsOf(entry: Entry): object {
  const { idText, authorHex, feedKey, seq, time, kind, itemBytes, size, id, body, cited, isSigned, isErased, payload } = entry;
  return { idText, authorHex, feedKey, seq, time, kind, itemBytes, size, id, body, cited, isSigned, isErased, payload };
}

describe('log/packed-items', () => {
  let items: Bytes[];
  let founderPk: Bytes;

  before(async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    for (let i = 0; i < 12; i++) {
      await (i % 3 === 0 ? bob : ann).text(`message ${i}`);
      ann.learn(bob);
      bob.learn(ann);
    }
    founderPk = ann.key.pk;
    const thinned = await thinItems(ann.held.map(({ itemBytes }) => itemBytes));
    const erased = erasedItemOf(readSignedBody(new ByteReader(thinned[6] as Bytes)));
    items = thinned.with(6, erased);
  });

  it('says of every entry what its bytes say', async () => {
    const packed = (await PackedItems.read(await packItems(items), null)).all();
    for (const [i, bytes] of items.entries()) {
      const [rests, travels] = [await loadEntry(packed[i] as { readonly bytes: Bytes }, TEST_RID), await loadEntry({ bytes }, TEST_RID)];
      expect(factsOf(rests), `item ${i}`).to.deep.equal(factsOf(travels));
      expect(factsOf(rests.withoutPayload())).to.deep.equal(factsOf(travels.withoutPayload()));
      const whole = new WholeItem(bytes);
      expect([rests.size, rests.isSigned, rests.isErased]).to.deep.equal([whole.size, whole.isSigned, whole.isErased]);
    }
    expect(items.some((bytes) => new WholeItem(bytes).isSigned) && items.some((bytes) => !new WholeItem(bytes).isSigned)).to.equal(true);
  });

  it('makes the same log', async () => {
    const [packed, whole] = [(await PackedItems.read(await packItems(items), null)).all(), items.map((bytes) => ({ bytes }))];
    const logs = await Promise.all(
      [packed, whole].map(async (each) => {
        const log = new RoomLog(TEST_RID, founderPk);
        log.addAll(await Promise.all(each.map((item) => loadEntry(item, TEST_RID))));
        return log;
      }),
    );
    const [a, b] = logs.map((log) => log.timeline.slice(0, log.timeline.length).map(factsOf));
    expect(a).to.have.length.greaterThan(12);
    expect(a).to.deep.equal(b);
  });

  it('is spared its hashes by hints, believes them, and is not confused by those of another list', async () => {
    const bytes = await packItems(items);
    const { hints } = await PackedItems.read(bytes, null);
    const again = await PackedItems.read(bytes, hints);
    expect(again.hints).to.equal(hints);
    expect(again.all().map((item) => item.bytes)).to.deep.equal(items);
    // Nothing is hashed: what is told is taken for true.
    const told = await PackedItems.read(bytes, new Uint8Array(hints.length).fill(7));
    expect((await loadEntry(told.all()[0] as { readonly bytes: Bytes }, TEST_RID)).idText).to.equal('07'.repeat(32));
    const other = await PackedItems.read(bytes, hints.subarray(64));
    expect(other.hints).to.deep.equal(hints);
  });

  it('holds no entry of another room', async () => {
    const [first] = (await PackedItems.read(await packItems(items), null)).all();
    const code = await loadEntry(first as { readonly bytes: Bytes }, new Uint8Array(16)).catch((error: unknown) => errorCodeOf(error));
    expect(code).to.equal('not-authentic');
  });
});
