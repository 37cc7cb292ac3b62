import { expect } from '@open-wc/testing';
import { FetchPlan } from './fetch-plan.js';
import { Fetching } from './fetching.js';
import { FEEDS_PER_AUTHOR_MAX, REMOTE_FEEDS_MAX } from './log-limits.js';
import { makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';

const lineOf = (author: number, feed: number): { feedKey: string; count: number; headText: string } => ({
  feedKey: author.toString(16).padStart(64, '0') + feed.toString(16).padStart(16, '0'),
  count: 1,
  headText: '00'.repeat(32),
});

describe('log/fetching', () => {
  it('ignores feeds beyond so many of one author', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const fetching = new Fetching(ann.log, new FetchPlan());
    fetching.heard(
      Array.from({ length: FEEDS_PER_AUTHOR_MAX + 5 }, (_, i) => lineOf(1, i)),
      true,
    );
    fetching.heard([{ ...lineOf(1, 0), count: 2 }, lineOf(2, 0)], true);
    const { theirs } = fetching;
    expect(theirs.size).to.equal(FEEDS_PER_AUTHOR_MAX + 1);
    expect([lineOf(1, 0), lineOf(2, 0), lineOf(1, FEEDS_PER_AUTHOR_MAX)].map(({ feedKey }) => theirs.get(feedKey))).to.deep.equal([
      2,
      1,
      undefined,
    ]);
  });

  it('refuses endless lists of feeds of unknown authors, and does not mind those of people', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const ofMany = new Fetching(ann.log, new FetchPlan());
    ofMany.heard(
      Array.from({ length: REMOTE_FEEDS_MAX }, (_, i) => lineOf(i, 0)),
      true,
    );
    ofMany.heard([{ ...lineOf(0, 0), feedKey: bob.pkHex + '00'.repeat(8) }], true);
    expect(ofMany.theirs.size).to.equal(REMOTE_FEEDS_MAX + 1);
    expect(() => ofMany.heard([lineOf(REMOTE_FEEDS_MAX, 0)], true)).to.throw('too-large');
  });

  it('does not ask for what lies beyond a fork', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const text = await bob.text('0');
    ann.log.addFork({ authorHex: bob.pkHex, feedKey: text.feedKey, seq: 1, proofBytes: new Uint8Array(0) });
    const fetching = new Fetching(ann.log, new FetchPlan());
    fetching.heard([{ feedKey: text.feedKey, count: 5, headText: text.idText }], true);
    fetching.ask({});
    expect(fetching.progress).to.deep.equal({ wanted: 1, received: 0 });
  });

  it('asks for nothing because of receipts', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const fetching = new Fetching(ann.log, new FetchPlan());
    const feedKey = [...ann.log.feeds().keys()][0] as string;
    expect(
      fetching.heardVector(
        new Map([
          [feedKey, 9],
          [lineOf(1, 1).feedKey, 9],
        ]),
      ),
    ).to.deep.equal(new Map([[feedKey, 9]]));
    fetching.heard([], true);
    expect([fetching.ask({}), fetching.theirs.get(feedKey), fetching.theirs.size]).to.deep.equal([[], 1, 1]);
  });

  it('gives credit back as entries are dealt with, and none for what is not wanted', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const fetching = new Fetching(ann.log, new FetchPlan());
    fetching.received(400, false);
    expect(fetching.handled(400)).to.deep.equal([]);
    fetching.heard([{ ...lineOf(1, 0), count: 10 }], true);
    expect(fetching.ask({}).length).to.equal(1);
    fetching.received(10, true);
    expect([fetching.handled(10), fetching.progress]).to.deep.equal([[], { wanted: 10, received: 10 }]);
  });
});
