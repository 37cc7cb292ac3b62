import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { startHeartbeat } from './heartbeat.js';
import type { Heartbeat } from './heartbeat.js';
import { LINK_FRAME } from './frame-types.js';
import { LinkRecorder, LinkScene, settleCrypto } from './link-pair.fixture.js';

/** A clock that can jump, as clocks do when the machine sleeps: timers that became due meanwhile run late. */
class SleepyClock extends FakeClock {
  #sleptNow = 0;
  #sleptWall = 0;

  override now(): number {
    return super.now() + this.#sleptNow;
  }

  override wall(): number {
    return super.wall() + this.#sleptWall;
  }

  /** The machine sleeps; `isCounted` is whether the browser's `now` goes on meanwhile. */
  sleep(ms: number, isCounted: boolean): void {
    this.#sleptWall += ms;
    if (isCounted) this.#sleptNow += ms;
  }
}

interface Watched {
  readonly clock: SleepyClock;
  readonly heartbeat: Heartbeat;
  readonly pings: number[];
  readonly deaths: number[];
  sentAt: number;
}

function watch(): Watched {
  const clock = new SleepyClock();
  const pings: number[] = [];
  const deaths: number[] = [];
  const watched = { clock, pings, deaths, sentAt: 0 };
  const sender = {
    get lastSentAt() {
      return watched.sentAt;
    },
    sendUrgent: () => {
      pings.push(clock.now());
      watched.sentAt = clock.now();
    },
  };
  const heartbeat = startHeartbeat(clock, sender, () => deaths.push(clock.now()));
  return Object.assign(watched, { heartbeat });
}

describe('heartbeat', () => {
  it('pings every 5 s and is dead at 15 s when nothing comes', async () => {
    const { clock, pings, deaths } = watch();
    await clock.advance(14_999);
    expect(pings).to.deep.equal([5_000, 10_000]);
    expect(deaths).to.deep.equal([]);
    await clock.advance(1);
    expect(deaths).to.deep.equal([15_000]);
    await clock.advance(60_000);
    expect([pings.length, deaths.length]).to.deep.equal([2, 1]);
  });

  it('pings nobody while both sides are talking', async () => {
    const watched = watch();
    for (let i = 0; i < 100; i++) {
      await watched.clock.advance(1_000);
      watched.sentAt = watched.clock.now();
      watched.heartbeat.heard();
    }
    expect(watched.pings).to.deep.equal([]);
  });

  it('pings while only one side is talking, whichever', async () => {
    const talking = watch();
    for (let i = 0; i < 12; i++) {
      await talking.clock.advance(1_000);
      talking.sentAt = talking.clock.now();
    }
    expect(talking.pings).to.deep.equal([5_000, 10_000]);
    const listening = watch();
    for (let i = 0; i < 12; i++) {
      await listening.clock.advance(1_000);
      listening.heartbeat.heard();
    }
    expect(listening.pings).to.deep.equal([5_000, 10_000]);
  });

  it('counts 15 s from what was heard last', async () => {
    const { clock, heartbeat, deaths } = watch();
    await clock.advance(14_000);
    heartbeat.heard();
    await clock.advance(14_999);
    expect(deaths).to.deep.equal([]);
    await clock.advance(1);
    expect(deaths).to.deep.equal([29_000]);
  });

  it('does nothing once stopped', async () => {
    const { clock, heartbeat, pings, deaths } = watch();
    heartbeat.stop();
    await clock.advance(60_000);
    expect([pings.length, deaths.length]).to.deep.equal([0, 0]);
  });

  for (const isCounted of [true, false]) {
    it(`asks before it gives up when the machine has slept and its clock ${isCounted ? 'went on' : 'stood still'}`, async () => {
      const { clock, heartbeat, pings, deaths } = watch();
      await clock.advance(1_000);
      clock.sleep(3_600_000, isCounted);
      await clock.advance(4_000);
      expect(pings.length).to.equal(1);
      expect(deaths).to.deep.equal([]);
      heartbeat.heard();
      await clock.advance(14_000);
      expect(deaths).to.deep.equal([]);
    });
  }

  it('gives up 5 s after waking when nobody answers', async () => {
    const { clock, pings, deaths } = watch();
    clock.sleep(3_600_000, true);
    await clock.advance(5_000);
    expect([pings.length, deaths.length]).to.deep.equal([1, 0]);
    await clock.advance(5_000);
    expect(deaths.length).to.equal(1);
  });

  it('gives up also where every tick is late', async () => {
    const { clock, deaths } = watch();
    for (let i = 0; i < 4; i++) {
      clock.sleep(60_000, true);
      await clock.advance(5_000);
    }
    expect(deaths.length).to.equal(1);
  });
});

describe('link, as time passes', () => {
  it('lives for as long as both sides do, with about one ping in 5 s, and renews its keys on the way', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled } = await scene.pair();
    await settleCrypto();
    const before = scene.seen.length;
    await scene.advanceLively(55_000);
    expect([dialler.isClosed, dialled.isClosed]).to.deep.equal([false, false]);
    const sent = scene.seen.slice(before).map((message) => message.bytes[1]);
    const count = (type: number): number => sent.filter((seen) => seen === type).length;
    expect(count(LINK_FRAME.ping)).to.be.within(11, 22);
    expect(count(LINK_FRAME.pong)).to.be.within(11, 22);
    await scene.advanceLively(20_000);
    expect([dialler.isClosed, dialled.isClosed]).to.deep.equal([false, false]);
    expect(scene.seen.some((message) => message.bytes[3] === 1)).to.equal(true);
  });

  it('is dead on both sides 15 s after the last that was heard', async () => {
    const scene = await LinkScene.make();
    const { dialler, dialled, wire } = await scene.pair();
    const ends = [new LinkRecorder(dialler), new LinkRecorder(dialled)];
    await settleCrypto();
    await scene.advanceLively(3_000);
    wire.die();
    await scene.clock.advance(11_999);
    expect(ends.map((end) => end.codes.length)).to.deep.equal([0, 0]);
    await scene.clock.advance(1);
    expect(ends.map((end) => end.codes)).to.deep.equal([['link-dead'], ['link-dead']]);
  });
});
