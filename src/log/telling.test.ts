import { expect } from '@open-wc/testing';
import { makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { LOG_FRAME, parseHaveFrame, parseVectorFrame } from './sync-frames.js';
import { Telling } from './telling.js';

describe('log/telling', () => {
  it('tells each thing once', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const text = await bob.text('1');
    ann.learn(bob);
    const telling = new Telling(ann.log, bob.pkHex);
    expect(telling.all().map(({ data }) => parseHaveFrame(data).lines.length)).to.deep.equal([2]);
    expect(telling.news([text.feedKey], new Map())).to.deep.equal([]);
    const next = await bob.text('2');
    ann.learn(bob);
    expect(telling.news([text.feedKey], new Map([[text.feedKey, 2]]))).to.deep.equal([]);
    const [have] = telling.news([text.feedKey], new Map());
    expect(have === undefined ? null : parseHaveFrame(have.data)).to.deep.equal({
      isLast: true,
      lines: [{ feedKey: text.feedKey, count: 2, headText: next.idText }],
    });
    expect(telling.news([text.feedKey], new Map())).to.deep.equal([]);
    const [ack] = telling.acks();
    expect([ack?.type, ack === undefined ? null : parseVectorFrame(ack.data)]).to.deep.equal([LOG_FRAME.ack, new Map([[text.feedKey, 2]])]);
    expect([telling.acks(), telling.acksFor([next])]).to.deep.equal([[], []]);
    const reads = telling.reads(ann.log.feeds());
    expect(reads.map(({ type, data }) => [type, parseVectorFrame(data)])).to.deep.equal([[LOG_FRAME.read, new Map([[text.feedKey, 2]])]]);
    expect(telling.reads(ann.log.feeds())).to.deep.equal([]);
  });

  it('names the feed that was written to last first', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const [first] = ann.held;
    const text = await bob.text('later');
    ann.learn(bob);
    const feeds = (): string[] =>
      new Telling(ann.log, bob.pkHex).all().flatMap(({ data }) => parseHaveFrame(data).lines.map(({ feedKey }) => feedKey));
    expect(feeds()).to.deep.equal([text.feedKey, first?.feedKey]);
    await ann.text('latest');
    expect(feeds()).to.deep.equal([first?.feedKey, text.feedKey]);
  });
});
