import { expect } from '@open-wc/testing';
import { errorCodeOf } from '../lib/errors.js';
import { thinItems, verifyEntryItems } from './covering.js';
import { itemPlaceOf } from './entry-item.js';
import { loadEntry } from './packed-items.js';
import type { Entry } from './entry.js';
import { FetchPlan } from './fetch-plan.js';
import { NEEDS_PER_LINK_MAX } from './log-limits.js';
import { TEST_RID, describeLog, handMadeEntry, makeRoom, freeCaps } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { RoomLog } from './log.js';
import { ReadyQueue } from './ready-queue.js';
import { Serving } from './serving.js';
import { LOG_FRAME, parseHaveFrame, parsePushFrame, parseVectorFrame } from './sync-frames.js';
import type { LogFrame } from './sync-frames.js';

function servingOf(person: TestMember, remote = person): Serving {
  const { log } = person;
  return new Serving({ log, queue: new ReadyQueue(log, freeCaps(), () => undefined), plan: new FetchPlan() }, remote.key.pk);
}

/** Everything that is served, frame by frame, as ids. */
function drain(serving: Serving, idOf: ReadonlyMap<string, string>): string[][] {
  const frames: string[][] = [];
  for (let frame = serving.nextPush(); frame !== null; frame = serving.nextPush()) {
    expect(frame.data.length).to.be.at.most(32_764);
    frames.push(parsePushFrame(frame.data).items.map((item) => idOf.get(item.toHex()) as string));
  }
  return frames;
}

function idsByItem(person: TestMember): ReadonlyMap<string, string> {
  return new Map(person.held.map((entry) => [entry.itemBytes.toHex(), entry.idText]));
}

describe('log/serving', () => {
  it('serves ranges of all feeds in the order of the log, causes first, in full frames', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    for (let i = 0; i < 60; i++) {
      await (i % 2 === 0 ? ann : bob).text('x'.repeat(1500));
      if (i % 3 === 0) ann.learn(bob);
      if (i % 3 === 1) bob.learn(ann);
    }
    ann.learn(bob);
    const serving = servingOf(ann);
    const ranges = [...ann.log.feeds()].map(([feedKey, to]) => ({ feedKey, from: 0, to }));
    serving.want({ isUrgent: false, credit: 1000, ranges: ranges.slice(0, 1) });
    serving.want({ isUrgent: false, credit: 0, ranges: ranges.slice(1) });
    const frames = drain(serving, idsByItem(ann));
    expect(frames.flat()).to.deep.equal(ann.log.timeline.slice(0, 100).map((entry) => entry.idText));
    expect(frames.length).to.be.within(3, 4);
  });

  it('serves its own new entries before what is wanted, and urgent ranges before others', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    for (const text of ['1', '2', '3']) await ann.text(text);
    const ids = ann.held.map((entry) => entry.idText);
    const feedKey = (ann.held[0] as Entry).feedKey;
    const serving = servingOf(ann);
    serving.want({ isUrgent: false, credit: 10, ranges: [{ feedKey, from: 0, to: 2 }] });
    serving.want({ isUrgent: true, credit: 0, ranges: [{ feedKey, from: 2, to: 3 }] });
    serving.hasHeard = true;
    serving.remoteVector.set(feedKey, 3);
    serving.announce([ann.held[3] as Entry], true);
    expect(drain(serving, idsByItem(ann))).to.deep.equal([[ids[3]], [ids[2]], [ids[0], ids[1]]]);
  });

  it('gives what precedes an entry by name only where there are branches', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const texts = [await bob.text('0'), await bob.text('1'), await bob.text('2')];
    const [zero, one, two] = texts.map((entry) => entry.idText);
    ann.learn(bob);
    const needed = (theirCount: number): string[] => {
      const serving = servingOf(ann);
      serving.remoteVector.set((texts[0] as Entry).feedKey, theirCount);
      serving.need([two as string, '00'.repeat(32)]);
      return drain(serving, idsByItem(ann)).flat();
    };
    // They say they have less of the feed: only this one is missing.
    expect(needed(2)).to.deep.equal([two]);
    // They say they have that place: so theirs is another branch.
    expect(needed(3)).to.deep.equal([zero, one, two]);
    const { feed, seq, prev } = (texts[1] as Entry).body;
    ann.take([await handMadeEntry(bob.key, { feed, seq, prev })]);
    expect(needed(0)).to.deep.equal([one, two]);
    expect(describeLog(ann.log)).to.not.equal(null);
  });

  it('refuses to be asked for everything again and again', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    for (let i = 0; i < 100; i++) await ann.text('x');
    const feedKey = (ann.held[0] as Entry).feedKey;
    const serving = servingOf(ann);
    let rounds = 0;
    let code: string | null = null;
    while (code === null && rounds < 100_000) {
      try {
        serving.want({ isUrgent: false, credit: 0, ranges: [{ feedKey, from: 0, to: 101 }] });
        rounds++;
      } catch (error) {
        code = errorCodeOf(error);
      }
    }
    expect([code, rounds]).to.deep.equal(['too-large', Math.floor((202 + 65_536) / 101)]);
    const needing = servingOf(ann);
    const ids = Array.from({ length: 256 }, () => '00'.repeat(32));
    for (let i = 0; i < NEEDS_PER_LINK_MAX / 256; i++) needing.need(ids);
    expect(() => needing.need(ids.slice(0, 1))).to.throw('too-large');
  });

  describe('of what has no signature of its own', () => {
    /** Ann's log as the vault gives it back once it was thinned: her entries and Bob's by turns. */
    async function thinnedRoom(): Promise<{ ann: TestMember; log: RoomLog; entries: readonly Entry[] }> {
      const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
      for (let i = 0; i < 40; i++) {
        await (i % 2 === 0 ? ann : bob).text(`${i}`);
        if (i % 5 === 0) ann.learn(bob);
        if (i % 7 === 0) bob.learn(ann);
      }
      ann.learn(bob);
      const items = await thinItems(ann.held.map(({ itemBytes }) => itemBytes));
      const entries = await Promise.all(items.map((item) => loadEntry({ bytes: item }, TEST_RID)));
      const log = new RoomLog(TEST_RID, ann.key.pk);
      log.addAll(entries);
      expect(describeLog(log)).to.deep.equal(describeLog(ann.log));
      return { ann, log, entries };
    }

    const servingFor = (log: RoomLog): Serving =>
      new Serving({ log, queue: new ReadyQueue(log, freeCaps(), () => undefined), plan: new FetchPlan() }, new Uint8Array(32));

    it('serves it with what covers it, each once, and all of it arrives', async () => {
      const { ann, log } = await thinnedRoom();
      const serving = servingFor(log);
      serving.want({ isUrgent: false, credit: 1000, ranges: [...log.feeds()].map(([feedKey, to]) => ({ feedKey, from: 0, to })) });
      const newcomer = new RoomLog(TEST_RID, ann.key.pk);
      let count = 0;
      for (let frame = serving.nextPush(); frame !== null; frame = serving.nextPush()) {
        const { items } = parsePushFrame(frame.data);
        count += items.length;
        newcomer.addAll(await verifyEntryItems(items, TEST_RID));
      }
      expect(count).to.equal(ann.held.length);
      expect(describeLog(newcomer)).to.deep.equal(describeLog(ann.log));
    });

    it('takes along what comes after the range, and sends it again when it is asked for again', async () => {
      const { log, entries } = await thinnedRoom();
      const [feedKey] = log.feeds().keys() as Iterable<string> as [string];
      const feed = entries.filter((entry) => entry.feedKey === feedKey);
      const serving = servingFor(log);
      const places = (from: number, to: number): number[] => {
        serving.want({ isUrgent: false, credit: to - from, ranges: [{ feedKey, from, to }] });
        const items = parsePushFrame((serving.nextPush() as LogFrame).data).items.map((item) => item.toHex());
        expect(serving.nextPush()).to.equal(null);
        return items.map((item) => feed.findIndex(({ itemBytes }) => itemBytes.toHex() === item));
      };
      const all = feed.map((_, i) => i);
      expect(places(0, 2)).to.deep.equal(all);
      expect(places(3, 5)).to.deep.equal(all.slice(3));
      expect(places(4, 5)).to.deep.equal(all.slice(4));
      expect(places(feed.length - 1, feed.length)).to.deep.equal(all.slice(-1));
    });

    it('counts what a run brings along as asked for', async () => {
      const { log } = await thinnedRoom();
      const [feedKey] = log.feeds().keys() as Iterable<string> as [string];
      const serving = servingFor(log);
      let sent = 0;
      expect(() => {
        for (let rounds = 0; rounds < 100_000; rounds++) {
          serving.want({ isUrgent: false, credit: 1, ranges: [{ feedKey, from: 0, to: 1 }] });
          sent += parsePushFrame((serving.nextPush() as LogFrame).data).items.length;
        }
      }).to.throw('too-large');
      expect(sent).to.be.within(65_536, 65_536 + 200);
    });

    it('serves nothing whose cover was lost, and goes on', async () => {
      const { ann, entries } = await thinnedRoom();
      const [feedKey] = ann.log.feeds().keys() as Iterable<string> as [string];
      const log = new RoomLog(TEST_RID, ann.key.pk);
      const end = entries.findLast((entry) => entry.feedKey === feedKey) as Entry;
      log.addAll(entries.filter((entry) => entry !== end));
      for (const entry of entries) if (entry.cover === end) entry.cover = null;
      const serving = servingFor(log);
      serving.want({ isUrgent: false, credit: 1000, ranges: [...log.feeds()].map(([key, to]) => ({ feedKey: key, from: 0, to })) });
      const keys = new Set<string>();
      for (let frame = serving.nextPush(); frame !== null; frame = serving.nextPush())
        for (const item of parsePushFrame(frame.data).items) keys.add(itemPlaceOf(item).feedKey);
      expect([...keys]).to.deep.equal([...log.feeds().keys()].filter((key) => key !== feedKey));
    });
  });

  it('tells each thing once', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const text = await bob.text('1');
    ann.learn(bob);
    const serving = servingOf(ann, bob);
    const told = (frames: readonly LogFrame[]): unknown[] =>
      frames.map(({ type, data }) => (type === LOG_FRAME.have ? parseHaveFrame(data).lines.length : [type, parseVectorFrame(data)]));
    expect(told(serving.start())).to.deep.equal([2, [LOG_FRAME.ack, new Map([[text.feedKey, 1]])]]);
    expect(serving.announce([text], false)).to.deep.equal([]);
    const next = await bob.text('2');
    ann.learn(bob);
    serving.remoteVector.set(text.feedKey, 2);
    expect(told(serving.announce([next], false))).to.deep.equal([[LOG_FRAME.ack, new Map([[text.feedKey, 2]])]]);
    serving.remoteVector.clear();
    const [have] = serving.announce([next], false);
    expect(have === undefined ? null : parseHaveFrame(have.data)).to.deep.equal({
      isLast: true,
      lines: [{ feedKey: text.feedKey, count: 2, headText: next.idText }],
    });
    expect(serving.announce([next], false)).to.deep.equal([]);
    expect(told(serving.tellRead(ann.log.feeds()))).to.deep.equal([[LOG_FRAME.read, new Map([[text.feedKey, 2]])]]);
    expect(serving.tellRead(ann.log.feeds())).to.deep.equal([]);
    const forkAt = (seq: number): number =>
      serving.announceForks([{ authorHex: bob.pkHex, feedKey: text.feedKey, seq, proofBytes: text.id }]).length;
    expect([forkAt(1), forkAt(1), forkAt(0), forkAt(1)]).to.deep.equal([1, 0, 1, 0]);
  });

  it('names the feed that was written to last first', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const [first] = ann.held;
    const text = await bob.text('later');
    ann.learn(bob);
    const feeds = (): string[] => parseHaveFrame((servingOf(ann, bob).start()[0] as LogFrame).data).lines.map(({ feedKey }) => feedKey);
    expect(feeds()).to.deep.equal([text.feedKey, first?.feedKey]);
    await ann.text('latest');
    expect(feeds()).to.deep.equal([first?.feedKey, text.feedKey]);
  });

  it('does not sort all that waits for every frame that asks for little', async () => {
    const [ann] = (await makeRoom('Ann')) as [TestMember];
    for (let i = 0; i < 300; i++) await ann.text(`${i}`);
    const feedKey = ann.held[0]?.feedKey as string;
    let looks = 0;
    for (const { idText } of ann.held) {
      const node = ann.log.graph.get(idText) as { eff: number };
      const { eff } = node;
      Object.defineProperty(node, 'eff', {
        get: () => {
          looks++;
          return eff;
        },
      });
    }
    const serving = servingOf(ann);
    const want = (from: number, to: number): void => serving.want({ isUrgent: false, credit: 0, ranges: [{ feedKey, from, to }] });
    want(0, 301);
    looks = 0;
    for (let i = 0; i < 10_000; i++) want((i * 7) % 300, ((i * 7) % 300) + 1);
    for (let i = 0; i < 10_000; i++) serving.want({ isUrgent: false, credit: 0, ranges: [] });
    // Two for each step of a search among at most 10,301: sorting would look at all of them each time.
    expect(looks).to.be.below(10_000 * 2 * 16);
    serving.want({ isUrgent: false, credit: 20_000, ranges: [] });
    const served = drain(serving, idsByItem(ann)).flat();
    expect(served).to.have.length(10_301);
    expect(served.filter((id, i) => i > 0 && id !== served[i - 1])).to.have.length(300);
  });
});
