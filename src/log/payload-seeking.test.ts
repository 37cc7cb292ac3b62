import { expect } from '@open-wc/testing';
import type { Entry } from './entry.js';
import { FetchPlan } from './fetch-plan.js';
import { Fetching } from './fetching.js';
import { freeCaps, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { ReadyQueue } from './ready-queue.js';
import type { SyncShared } from './serving.js';
import { LOG_FRAME, parseVectorFrame, parseWantFrame } from './sync-frames.js';
import type { FeedRange, LogFrame } from './sync-frames.js';

/**
 * Ann holds these of Bob's, the first three of five without what they say; links of hers to Bob and to Cem, who have them all. Cem was `heard` first, and Bob
 * then: what was asked of each.
 */
async function stripped(): Promise<{
  readonly ann: TestMember;
  readonly texts: readonly Entry[];
  readonly shared: SyncShared;
  readonly bob: Fetching;
  readonly cem: Fetching;
  readonly heard: readonly (readonly FeedRange[])[];
}> {
  const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as [TestMember, TestMember, TestMember];
  const texts: Entry[] = [];
  for (const text of ['one', 'two', 'three', 'four', 'five']) texts.push(await bob.text(text));
  ann.take(texts.map((entry, i) => (i < 3 ? entry.withoutPayload() : entry)));
  const shared = { log: ann.log, queue: new ReadyQueue(ann.log, freeCaps(), () => undefined), plan: new FetchPlan() };
  const lines = [{ feedKey: texts[0]?.feedKey ?? '', count: 5, headText: texts[4]?.idText ?? '' }];
  const links = [bob, cem].map(({ key }) => new Fetching(shared, key.pk)) as [Fetching, Fetching];
  const heard = links.toReversed().map((link) => rangesIn(link.heard({ isLast: true, lines })));
  return { ann, texts, shared, bob: links[0], cem: links[1], heard };
}

const rangesIn = (frames: readonly LogFrame[]): FeedRange[] =>
  frames.filter(({ type }) => type === LOG_FRAME.want).flatMap(({ data }) => parseWantFrame(data).ranges);

describe('log/payload-seeking', () => {
  it('asks at once one who brings nothing new, when all was heard', async () => {
    const { texts, shared, cem, heard } = await stripped();
    expect(heard[0]).to.deep.equal([{ feedKey: texts[0]?.feedKey, from: 0, to: 3 }]);
    shared.plan.setStalled(cem, true);
    const dan = new Fetching(shared, new Uint8Array(32));
    const lines = [{ feedKey: texts[0]?.feedKey ?? '', count: 5, headText: texts[4]?.idText ?? '' }];
    expect(rangesIn(dan.heard({ isLast: false, lines }))).to.deep.equal([]);
    expect(rangesIn(dan.heard({ isLast: true, lines: [] })).length).to.equal(1);
    expect(rangesIn(dan.heard({ isLast: true, lines }))).to.deep.equal([]);
  });

  it('asks for all that is withheld together, over one link, and over the next once that has answered', async () => {
    const { ann, texts, shared, bob, cem, heard } = await stripped();
    const all = [{ feedKey: texts[0]?.feedKey, from: 0, to: 3 }];
    expect(heard).to.deep.equal([all, []]);
    expect([rangesIn(bob.seekMissing()), rangesIn(cem.seekMissing()), shared.plan.payloads.takeOver()]).to.deep.equal([[], [], false]);
    const before = cem.came;
    cem.received({ isAskedFor: true, items: texts.slice(0, 2).map((entry) => entry.withoutPayload().itemBytes) });
    expect([cem.came - before, shared.plan.payloads.takeOver()]).to.deep.equal([2, false]);
    cem.received({ isAskedFor: true, items: [(texts[2] as Entry).itemBytes] });
    ann.take([texts[2] as Entry]);
    expect([shared.plan.payloads.takeOver(), shared.plan.payloads.takeOver()]).to.deep.equal([true, false]);
    // Once over a link.
    expect(rangesIn(cem.seekMissing())).to.deep.equal([]);
    expect(rangesIn(bob.seekMissing())).to.deep.equal([{ ...all[0], to: 2 }]);
  });

  it('asks over another link when one ends, or brings nothing', async () => {
    for (const give of ['release', 'setStalled'] as const) {
      const { shared, bob, cem } = await stripped();
      shared.plan[give](cem, true);
      expect(rangesIn(bob.seekMissing()).length, give).to.equal(1);
    }
  });

  it('acknowledges past what its author has not any more, when the author says so, and nobody else', async () => {
    const { ann, texts, bob, cem, shared } = await stripped();
    const { feedKey } = texts[0] as Entry;
    const bare = texts.slice(0, 3).map((entry) => entry.withoutPayload().itemBytes);
    cem.received({ isAskedFor: true, items: bare });
    expect([cem.handled(3), ann.log.ackCount(feedKey)]).to.deep.equal([[], 0]);
    expect(shared.plan.payloads.takeOver()).to.equal(true);
    // Unasked it says nothing.
    bob.received({ isAskedFor: false, items: bare });
    expect(ann.log.ackCount(feedKey)).to.equal(0);
    bob.seekMissing();
    bob.received({ isAskedFor: true, items: bare });
    const acks = bob.handled(6).filter(({ type }) => type === LOG_FRAME.ack);
    expect(acks.flatMap(({ data }) => [...parseVectorFrame(data)])).to.deep.equal([[feedKey, 5]]);
    expect(ann.log.payloads.withheld().length).to.equal(3);
  });
});
