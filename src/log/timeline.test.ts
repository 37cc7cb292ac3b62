import { expect } from '@open-wc/testing';
import { TEST_START, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';

describe('timeline', () => {
  it('says how far down an entry stands, and how many stand before a moment', async () => {
    const [ann] = (await makeRoom('Ann', 'Bob')) as [TestMember];
    for (let i = 0; i < 5; i++) await ann.text(`${i}`);
    const { timeline } = ann.log;
    const entries = timeline.slice(0, timeline.length);
    expect(entries.map(({ idText }) => timeline.placeOf(idText))).to.deep.equal(entries.map((_, place) => place));
    expect(entries.map(({ time }) => timeline.placeAt(time))).to.deep.equal(entries.map((_, place) => place));
    expect(entries.map(({ time }) => timeline.placeAt(time + 1))).to.deep.equal(entries.map((_, place) => place + 1));
    expect(timeline.placeAt(TEST_START - 1)).to.equal(0);
    expect(timeline.placeOf('00'.repeat(32))).to.equal(null);
  });

  it('knows where an entry would stand that is not shown', async () => {
    const [ann] = (await makeRoom('Ann', 'Bob')) as [TestMember];
    const kept = await ann.text('before');
    const dropped = await ann.text('dropped');
    await ann.text('after');
    ann.log.setFloor(new Map([[dropped.feedKey, dropped.seq + 1]]));
    const { timeline } = ann.log;
    expect(timeline.slice(0, timeline.length).some(({ idText }) => idText === dropped.idText)).to.equal(false);
    expect(timeline.placeOf(dropped.idText)).to.equal(timeline.placeOf(kept.idText));
    expect(timeline.placeOf(dropped.idText)).to.equal(timeline.length - 1);
  });
});
