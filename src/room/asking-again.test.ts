import { expect } from '@open-wc/testing';
import type { Entry } from '../log/entry.js';
import { AUTHOR_LIMITS } from '../log/log-limits.js';
import { LOG_FRAME, encodeHaveFrames, encodePushFrames, parseVectorFrame, parseWantFrame } from '../log/sync-frames.js';
import { StallWatch } from './asking-again.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import type { SyncSession } from '../log/sync.js';
import { RoomWorld } from './room.fixture.js';
import type { RawLink, TestPerson } from './room.fixture.js';

/** Cleo, who has missed much, and Ben, who says by a link made by hand that he has it. Anna, who has it, is away. */
class StallScene {
  readonly world: RoomWorld;
  readonly raw: RawLink;
  readonly missed: readonly Entry[];

  private constructor(world: RoomWorld, raw: RawLink, missed: readonly Entry[]) {
    this.world = world;
    this.raw = raw;
    this.missed = missed;
  }

  static async make(count: number): Promise<StallScene> {
    const world = await RoomWorld.joined('Anna', 'Ben', 'Cleo');
    const [anna, ben, cleo] = world.people as [TestPerson, TestPerson, TestPerson];
    for (const person of [ben, cleo]) await person.room.close();
    await world.advance(2_000);
    const missed = await Promise.all(Array.from({ length: count }, (_, i) => anna.say(`${i}`)));
    await anna.room.close();
    await world.advance(2_000);
    await cleo.start(world);
    await world.advance(3_000);
    const raw = await world.dial(ben, await (await world.address()).peerIdOf(cleo.identity.fp, 0));
    const scene = new StallScene(world, raw, missed);
    const ends = missed.slice(-1).map(({ feedKey, seq, idText }) => ({ feedKey, count: seq + 1, headText: idText }));
    for (const { type, data } of encodeHaveFrames(ends)) raw.link.send(type, data);
    await world.settle();
    return scene;
  }

  get anna(): TestPerson {
    return this.world.founder;
  }

  get cleo(): TestPerson {
    return this.world.person(2);
  }

  /** Ben brings one of those that he was asked for. */
  async bring(index: number): Promise<void> {
    const [frame] = encodePushFrames([(this.missed[index] as Entry).itemBytes], true);
    this.raw.link.send(LOG_FRAME.push, frame?.data ?? new Uint8Array());
    await this.world.settle();
  }
}

describe('AskingAgain', () => {
  it('asks others for what a member says to have and never sends; progress is counted once', async () => {
    const scene = await StallScene.make(600);
    const { anna, cleo, world } = scene;
    const progress = (): unknown => cleo.room.history.backfill.progress;
    expect(scene.raw.of(LOG_FRAME.want).flatMap((data) => parseWantFrame(data).ranges)).to.have.length.greaterThan(0);
    expect(progress()).to.deep.equal({ done: 0, total: 600 });
    await anna.start(world);
    await world.advance(10_000);
    expect([cleo.texts().length, progress()]).to.deep.equal([0, { done: 0, total: 600 }]);
    await world.advance(20_000);
    expect([cleo.texts().length, progress()]).to.deep.equal([600, null]);
    await world.close();
  });

  it('waits on where nobody else has it, and takes what comes late', async () => {
    const scene = await StallScene.make(3);
    await scene.world.advance(60_000);
    expect(scene.raw.endedWith).to.equal(null);
    for (let i = 0; i < 3; i++) await scene.bring(i);
    expect(scene.cleo.texts()).to.deep.equal(['0', '1', '2']);
    await scene.world.close();
  });

  it('lets a slow link go on as long as something comes', async () => {
    const scene = await StallScene.make(6);
    await scene.anna.start(scene.world);
    for (let i = 0; i < 5; i++) {
      await scene.world.advance(15_000);
      await scene.bring(i);
      expect(scene.cleo.texts()).to.have.length(i + 1);
    }
    await scene.world.close();
  });

  it('stores and acknowledges nothing of one who is over a cap, and asks for it when there is room again', async () => {
    const scene = await StallScene.make(0);
    const { cleo, raw, world } = scene;
    const ben = world.person(1);
    const author = await world.authorOf(ben);
    const entries: Entry[] = [];
    for (const text of ['one', 'two', 'three']) entries.push(await author.write('text', { text }));
    const { caps } = cleo.room.history.shared.queue;
    const feedKey = ben.pkHex + 'ee'.repeat(8);
    for (let seq = 0; seq < AUTHOR_LIMITS.burst; seq++)
      caps.take({ authorHex: ben.pkHex, feedKey, seq, kind: 16, size: 300 } as unknown as Entry);
    const { length } = cleo.history.items;
    const items = entries.map(({ itemBytes }) => itemBytes);
    for (const { type, data } of encodePushFrames(items, false)) raw.link.send(type, data);
    await world.settle();
    expect([cleo.history.items.length, cleo.texts(), raw.of(LOG_FRAME.ack), raw.of(LOG_FRAME.want)]).to.deep.equal([length, [], [], []]);
    await world.advance(2_000);
    const asked = raw.of(LOG_FRAME.want).flatMap((data) => parseWantFrame(data).ranges);
    expect(asked).to.deep.equal([{ feedKey: entries[0]?.feedKey, from: 0, to: 3 }]);
    for (const { type, data } of encodePushFrames(items, true)) raw.link.send(type, data);
    await world.settle();
    expect(cleo.texts()).to.deep.equal(['one', 'two', 'three']);
    expect(raw.of(LOG_FRAME.ack).map((data) => [...parseVectorFrame(data).values()])).to.deep.equal([[3]]);
    await world.close();
  });

  it('is not put off by what comes over a link without having been asked for', async () => {
    const clock = new FakeClock();
    const sync = { came: 0, isOwed: true };
    let stalls = 0;
    const watch = new StallWatch(clock, sync as SyncSession, () => stalls++);
    watch.look();
    for (let i = 0; i < 19; i++) {
      await clock.advance(1_000);
      watch.look();
    }
    expect(stalls).to.equal(0);
    await clock.advance(1_000);
    expect(stalls).to.equal(1);
    sync.isOwed = false;
    watch.look();
    await clock.advance(60_000);
    expect(stalls).to.equal(1);
  });
});
