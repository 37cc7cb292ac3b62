import { expect } from '@open-wc/testing';
import { hexOf } from '../lib/bytes.js';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { Redials } from './redials.js';

class RedialScene {
  readonly clock = new FakeClock();
  readonly linked = new Set<string>();
  readonly dials: [number, number][] = [];
  random = 0.5;
  readonly redials = new Redials({
    clock: this.clock,
    random: () => this.random,
    isLinked: (fpHex) => this.linked.has(fpHex),
    dial: ({ fp, slot }) => {
      this.dials.push([this.clock.now(), (fp[0] as number) * 10 + slot]);
      return Promise.resolve();
    },
  });

  lose(fill: number, wasInitiator = true, slot = 0): void {
    this.redials.lost({ fp: new Uint8Array(32).fill(fill), slot }, wasInitiator);
  }
}

describe('Redials', () => {
  it('tries four times, later and later, and then leaves it', async () => {
    const scene = new RedialScene();
    scene.lose(1, true, 2);
    await scene.clock.advance(600_000);
    expect(scene.dials).to.deep.equal([
      [500, 12],
      [2_500, 12],
      [8_500, 12],
      [28_500, 12],
    ]);
  });

  it('lets the side that dialled try first', async () => {
    const scene = new RedialScene();
    scene.lose(1, false);
    await scene.clock.advance(5_000);
    expect(scene.dials.map(([at]) => at)).to.deep.equal([2_500, 4_500]);
  });

  it('spreads the tries by a quarter in both directions', async () => {
    for (const [random, at] of [
      [0, 375],
      [1, 625],
    ] as const) {
      const scene = new RedialScene();
      scene.random = random;
      scene.lose(1);
      await scene.clock.advance(700);
      expect(scene.dials).to.deep.equal([[at, 10]]);
    }
  });

  it('stops when there is a link again', async () => {
    const scene = new RedialScene();
    scene.lose(1);
    await scene.clock.advance(600);
    scene.linked.add(hexOf(new Uint8Array(32).fill(1)));
    await scene.clock.advance(60_000);
    expect(scene.dials).to.have.length(1);
  });

  it('begins anew with the shortest wait when the link is lost again', async () => {
    const scene = new RedialScene();
    scene.lose(1);
    await scene.clock.advance(2_600);
    scene.lose(1);
    await scene.clock.advance(600);
    expect(scene.dials.map(([at]) => at)).to.deep.equal([500, 2_500, 3_100]);
  });

  it('tries each person by themselves, and nobody once stopped', async () => {
    const scene = new RedialScene();
    scene.lose(1);
    scene.lose(2);
    await scene.clock.advance(600);
    expect(scene.dials.map(([, whom]) => whom)).to.deep.equal([10, 20]);
    scene.redials.stop();
    scene.lose(3);
    await scene.clock.advance(60_000);
    expect(scene.dials).to.have.length(2);
  });
});
