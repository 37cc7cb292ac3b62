import { expect } from '@open-wc/testing';
import type { Entry } from '../log/entry.js';
import type { SyncShared } from '../log/sync.js';
import { Backfill } from './backfill.js';
import { RoomWorld } from './room.fixture.js';

function sharedWith(log: object, waiting: readonly object[]): SyncShared {
  return { log, queue: { waiting: () => waiting } } as unknown as SyncShared;
}

function text(n: number, authorHex = 'ann', changes: object = {}): Pick<Entry, 'time' | 'kind' | 'authorHex' | 'isErased'> {
  return { time: n, kind: 16, authorHex, isErased: false, ...changes };
}

describe('backfill', () => {
  it('counts what came of all that was asked for, over all links, unless it is so little that it is here at once', () => {
    const progress = (...links: (readonly [asked: number, left: number])[]): unknown => {
      const sessions = links.map(([asked, left]) => ({ sync: { underWay: { asked, left } } }));
      return new Backfill(sharedWith({}, []), sessions).progress;
    };
    expect(progress()).to.equal(null);
    expect(progress([0, 0])).to.equal(null);
    expect(progress([512, 512])).to.equal(null);
    expect(progress([500, 500], [100, 20])).to.deep.equal({ done: 80, total: 600 });
  });

  it('shows nothing of strangers once the log knows who is in', () => {
    const waiting = [text(2, 'ann'), text(1, 'eve'), text(3, 'ann', { kind: 3 }), text(4, 'ann', { isErased: true })];
    const times = (name: string | null): number[] => {
      const log = { name, isMember: (authorHex: string) => authorHex === 'ann' };
      return new Backfill(sharedWith(log, waiting), []).preview.map(({ time }) => time);
    };
    expect(times('Kitchen')).to.deep.equal([2]);
    expect(times(null)).to.deep.equal([1, 2]);
  });

  it('gives the messages of which something they build on was lost, in the order of their times', () => {
    const cutOff = [text(3), text(1, 'ben'), text(2, 'ann', { kind: 3 }), text(4, 'ann', { isErased: true })];
    const { cutOff: given } = new Backfill(sharedWith({ waiting: () => cutOff }, [text(5)]), []);
    expect(given.map(({ time }) => time)).to.deep.equal([1, 3]);
  });

  it('shows the newest, in their order, and no more than a few screens', () => {
    const waiting = Array.from({ length: 100 }, (_, i) => text((i * 37) % 100));
    const shown = new Backfill(sharedWith({ name: null }, waiting), []).preview.map(({ time }) => time);
    expect(shown).to.deep.equal(Array.from({ length: 64 }, (_, i) => 36 + i));
  });

  it('brings a newcomer the newest messages ahead of the rest, which is not told of as held before it is', async () => {
    const world = await RoomWorld.make('Anna', 'Ben');
    await world.found();
    await Promise.all(Array.from({ length: 1300 }, (_, i) => world.founder.say(`message ${i}`)));
    const ben = world.person(1);
    ben.inviter = world.founder;
    ben.history.hold();
    await ben.start(world);
    await world.founder.room.knocks.admit(ben.fpHex);
    await world.advance(2_500);
    const { backfill, log } = ben.room.history;
    expect(log.timeline.length).to.equal(0);
    expect(backfill.progress?.total).to.equal(1302);
    const texts = backfill.preview.map(({ payload }) => (payload?.kind === 'text' ? payload.text : ''));
    // The admission is the last of the 64 that were asked for ahead.
    expect(texts).to.deep.equal(Array.from({ length: 63 }, (_, i) => `message ${1237 + i}`));
    ben.history.release();
    await world.advance(1_000);
    expect([backfill.progress, backfill.preview.length, ben.texts().length]).to.deep.equal([null, 0, 1300]);
    await world.close();
  });
});
