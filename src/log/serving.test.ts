import { expect } from '@open-wc/testing';
import { errorCodeOf } from '../lib/errors.js';
import type { Entry } from './entry.js';
import { LOG_FRAME_MAX_BYTES, NEEDS_PER_LINK_MAX } from './log-limits.js';
import { describeLog, handMadeEntry, makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';
import { Serving } from './serving.js';
import { parsePushFrame } from './sync-frames.js';

/** Everything that is served, frame by frame, as ids. */
function drain(serving: Serving, idOf: ReadonlyMap<string, string>): string[][] {
  const frames: string[][] = [];
  for (let frame = serving.next(); frame !== null; frame = serving.next()) {
    expect(frame.data.length).to.be.at.most(LOG_FRAME_MAX_BYTES);
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
    const serving = new Serving(ann.log);
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
    const serving = new Serving(ann.log);
    serving.want({ isUrgent: false, credit: 10, ranges: [{ feedKey, from: 0, to: 2 }] });
    serving.want({ isUrgent: true, credit: 0, ranges: [{ feedKey, from: 2, to: 3 }] });
    serving.push([ann.held[3] as Entry]);
    expect(drain(serving, idsByItem(ann))).to.deep.equal([[ids[3]], [ids[2]], [ids[0], ids[1]]]);
  });

  it('gives what precedes an entry by name only where there are branches', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as [TestMember, TestMember];
    const texts = [await bob.text('0'), await bob.text('1'), await bob.text('2')];
    const [zero, one, two] = texts.map((entry) => entry.idText);
    ann.learn(bob);
    const needed = (theirCount: number): string[] => {
      const serving = new Serving(ann.log);
      serving.need([two as string, '00'.repeat(32)], () => theirCount);
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
    const serving = new Serving(ann.log);
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
    const needing = new Serving(ann.log);
    const ids = Array.from({ length: 256 }, () => '00'.repeat(32));
    for (let i = 0; i < NEEDS_PER_LINK_MAX / 256; i++) needing.need(ids, () => 0);
    expect(() => needing.need(ids.slice(0, 1), () => 0)).to.throw('too-large');
  });
});
