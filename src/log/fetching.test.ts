import { expect } from '@open-wc/testing';
import { utf8Bytes } from '../lib/bytes.js';
import { NO_SIGNATURE, joinEntryItem, parseEntryItem } from './entry-item.js';
import type { EntryItem } from './entry-item.js';
import { FetchPlan } from './fetch-plan.js';
import { Fetching } from './fetching.js';
import { FEEDS_MAX, FEEDS_PER_AUTHOR_MAX } from './log-limits.js';
import { addTo, freeCaps, handMadeEntry, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import type { RoomLog } from './log.js';
import { ReadyQueue } from './ready-queue.js';
import { LOG_FRAME, parseNeedFrame, parseWantFrame } from './sync-frames.js';
import type { HaveLine, LogFrame } from './sync-frames.js';

const lineOf = (author: number, feed: number): HaveLine => ({
  feedKey: author.toString(16).padStart(64, '0') + feed.toString(16).padStart(16, '0'),
  count: 1,
  headText: '00'.repeat(32),
});

function fetchingFor(log: RoomLog): Fetching {
  return new Fetching({ log, queue: new ReadyQueue(log, freeCaps(), () => undefined), plan: new FetchPlan() }, new Uint8Array(32));
}

describe('log/fetching', () => {
  it('ignores feeds beyond so many of one author', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const fetching = fetchingFor(ann.log);
    fetching.heard({ isLast: true, lines: Array.from({ length: FEEDS_PER_AUTHOR_MAX + 5 }, (_, i) => lineOf(1, i)) });
    fetching.heard({ isLast: true, lines: [{ ...lineOf(1, 0), count: 2 }, lineOf(2, 0)] });
    const theirs = fetching.remoteVector;
    expect(theirs.size).to.equal(FEEDS_PER_AUTHOR_MAX + 1);
    expect([lineOf(1, 0), lineOf(2, 0), lineOf(1, FEEDS_PER_AUTHOR_MAX)].map(({ feedKey }) => theirs.get(feedKey))).to.deep.equal([
      2,
      1,
      undefined,
    ]);
  });

  it('refuses endless lists of feeds of unknown authors, and does not mind those of people', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const ofMany = fetchingFor(ann.log);
    ofMany.heard({ isLast: true, lines: Array.from({ length: FEEDS_MAX }, (_, i) => lineOf(i, 0)) });
    ofMany.heard({ isLast: true, lines: [{ ...lineOf(0, 0), feedKey: bob.pkHex + '00'.repeat(8) }] });
    expect(ofMany.remoteVector.size).to.equal(FEEDS_MAX + 1);
    expect(() => ofMany.heard({ isLast: true, lines: [lineOf(FEEDS_MAX, 0)] })).to.throw('too-large');
  });

  it('looks only at what a later HAVE names, however much was named before', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const plan = new FetchPlan();
    const asked: string[] = [];
    const claim = plan.claim.bind(plan);
    plan.claim = (owner, feedKey, ...range) => {
      asked.push(feedKey);
      return claim(owner, feedKey, ...range);
    };
    const fetching = new Fetching({ log: ann.log, queue: new ReadyQueue(ann.log, freeCaps(), () => undefined), plan }, new Uint8Array(32));
    fetching.heard({ isLast: false, lines: Array.from({ length: 100 }, (_, i) => lineOf(i, 0)) });
    expect(asked).to.have.length(0);
    fetching.heard({ isLast: true, lines: [lineOf(100, 0)] });
    expect(asked).to.have.length(101);
    fetching.heard({ isLast: true, lines: [] });
    fetching.heard({ isLast: false, lines: [{ ...lineOf(7, 0), count: 2 }] });
    expect(asked.slice(101)).to.deep.equal([lineOf(7, 0).feedKey]);
    fetching.replan();
    expect(asked).to.have.length(203);
  });

  it('does not ask for what lies beyond a fork', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const text = await bob.text('0');
    ann.log.addFork({ authorHex: bob.pkHex, feedKey: text.feedKey, seq: 1, proofBytes: new Uint8Array(0) });
    const lines = [{ feedKey: text.feedKey, count: 5, headText: text.idText }];
    const wants = fetchingFor(ann.log).heard({ isLast: true, lines });
    expect(wants.flatMap(({ data }) => parseWantFrame(data).ranges)).to.deep.equal([{ feedKey: text.feedKey, from: 0, to: 1 }]);
  });

  it("asks for the other branch, also when it was told before one's own was stored", async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const text = await bob.text('0');
    const { feed, seq, prev, parents, time } = text.body;
    const twin = await handMadeEntry(bob.key, { feed, seq, prev, parents, time, payloadBytes: utf8Bytes('{"text":"twin"}') });
    const needs = (frames: readonly LogFrame[]): string[] =>
      frames.flatMap(({ type, data }) => (type === LOG_FRAME.need ? parseNeedFrame(data) : []));
    const fetchings = [twin, twin, text].map(({ idText }) => {
      const fetching = fetchingFor(ann.log);
      const lines = [{ feedKey: text.feedKey, count: 1, headText: idText }];
      expect(needs(fetching.heard({ isLast: true, lines }))).to.deep.equal([]);
      return fetching;
    });
    // Held as well now, and told again: once is enough.
    addTo(ann.log, text);
    const [later, again, same] = fetchings as [Fetching, Fetching, Fetching];
    expect(needs(later.announce([text], false))).to.deep.equal([twin.idText]);
    expect(needs(later.announce([text], false))).to.deep.equal([]);
    expect(needs(again.heard({ isLast: true, lines: [{ feedKey: text.feedKey, count: 1, headText: twin.idText }] }))).to.deep.equal([
      twin.idText,
    ]);
    expect(needs(again.announce([text], false))).to.deep.equal([]);
    expect(needs(same.announce([text], false))).to.deep.equal([]);
  });

  it('gives credit back as entries are dealt with, and none for what is not wanted', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    const fetching = fetchingFor(ann.log);
    const items = (count: number): Uint8Array<ArrayBuffer>[] =>
      Array.from({ length: count }, () => ann.held.map((entry) => entry.itemBytes)).flat();
    fetching.received({ isAskedFor: false, items: items(400) });
    expect(fetching.handled(400)).to.deep.equal([]);
    expect(fetching.heard({ isLast: true, lines: [{ ...lineOf(1, 0), count: 10 }] }).length).to.equal(1);
    expect(fetching.isCaughtUp).to.equal(false);
    fetching.received({ isAskedFor: true, items: items(10) });
    expect([fetching.handled(10), fetching.isCaughtUp]).to.deep.equal([[], true]);
  });

  it('does not take for an answer what was not asked for, whatever it is called, nor what is here', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const texts = [await bob.text('0'), await bob.text('1'), await bob.text('2')];
    const fetching = fetchingFor(ann.log);
    const push = (...entries: readonly { readonly itemBytes: Uint8Array<ArrayBuffer> }[]): number => {
      fetching.received({ isAskedFor: true, items: entries.map(({ itemBytes }) => itemBytes) });
      return fetching.came;
    };
    expect(push(...ann.held, ...texts.slice(2))).to.equal(0);
    fetching.heard({ isLast: true, lines: [{ feedKey: texts[0]?.feedKey as string, count: 2, headText: '00'.repeat(32) }] });
    expect(push(...texts.slice(0, 2))).to.equal(2);
  });

  it('takes what covers an entry together with it, also when that is more than its author may have here now', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const texts = [await bob.text('0'), await bob.text('1'), await bob.text('2'), await bob.text('3')];
    const [one, two, three, four] = texts.map(({ itemBytes }) => parseEntryItem(itemBytes)) as [EntryItem, EntryItem, EntryItem, EntryItem];
    const run = [{ ...one, sig: NO_SIGNATURE }, { ...two, sig: NO_SIGNATURE }, three, four].map(joinEntryItem);
    const queue = new ReadyQueue(ann.log, freeCaps(), () => undefined);
    queue.caps.isOver = (_, seq) => seq > 0;
    const fetching = new Fetching({ log: ann.log, queue, plan: new FetchPlan() }, bob.key.pk);
    expect(fetching.received({ isAskedFor: true, items: run })).to.deep.equal(run.slice(0, 3));
  });

  it('does not count what only comes along as what it asked for', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const items = [await bob.text('0'), await bob.text('1'), await bob.text('2')].map(({ itemBytes }) => itemBytes);
    const fetching = fetchingFor(ann.log);
    fetching.heard({ isLast: true, lines: [{ ...lineOf(1, 0), count: 2 }] });
    fetching.received({ isAskedFor: true, items });
    expect([fetching.isCaughtUp, fetching.underWay]).to.deep.equal([false, { asked: 2, left: 2 }]);
  });
});
