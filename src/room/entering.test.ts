import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { Entering } from './entering.js';

class EnteringScene {
  readonly clock = new FakeClock();
  readonly dials: [number, 'lobby' | 'inviter'][] = [];
  isIn = false;
  hasLinks = false;
  isLobbyAnswering = false;
  readonly entering = new Entering({
    clock: this.clock,
    random: () => 0.5,
    isIn: () => this.isIn,
    hasLinks: () => this.hasLinks,
    dialLobby: () => {
      this.dials.push([this.clock.now(), 'lobby']);
      return Promise.resolve(this.isLobbyAnswering);
    },
    dialInviter: () => {
      this.dials.push([this.clock.now(), 'inviter']);
      return Promise.resolve();
    },
  });

  times(whom: 'lobby' | 'inviter'): number[] {
    return this.dials.filter(([, dialled]) => dialled === whom).map(([at]) => at);
  }
}

describe('Entering', () => {
  it('dials the lobby, then the inviter, then both again, later and later', async () => {
    const scene = new EnteringScene();
    scene.entering.begin();
    await scene.clock.advance(90_000);
    expect(scene.times('lobby')).to.deep.equal([0, 1_000, 4_000, 12_000, 27_000, 57_000, 87_000]);
    expect(scene.times('inviter')).to.deep.equal(scene.times('lobby'));
  });

  it('leaves the inviter in peace when somebody in the lobby answers', async () => {
    const scene = new EnteringScene();
    scene.isLobbyAnswering = true;
    scene.hasLinks = true;
    scene.entering.begin();
    await scene.clock.advance(300_000);
    expect(scene.dials).to.deep.equal([[0, 'lobby']]);
  });

  it('goes on when whoever was asked has gone', async () => {
    const scene = new EnteringScene();
    scene.isLobbyAnswering = true;
    scene.hasLinks = true;
    scene.entering.begin();
    await scene.clock.advance(10_000);
    scene.hasLinks = false;
    scene.entering.again();
    await scene.clock.advance(4_000);
    expect(scene.times('lobby')).to.deep.equal([0, 13_000]);
  });

  it('begins anew with the shortest wait', async () => {
    const scene = new EnteringScene();
    scene.entering.begin();
    await scene.clock.advance(20_000);
    scene.entering.begin();
    await scene.clock.advance(1_000);
    expect(scene.times('lobby').slice(-2)).to.deep.equal([20_000, 21_000]);
  });

  it('ends when one is in, and when it is stopped', async () => {
    for (const end of ['in', 'stop'] as const) {
      const scene = new EnteringScene();
      scene.entering.begin();
      await scene.clock.advance(500);
      if (end === 'in') scene.isIn = true;
      else scene.entering.stop();
      await scene.clock.advance(300_000);
      scene.entering.again();
      await scene.clock.advance(300_000);
      expect(scene.times('lobby').length).to.be.at.most(2);
      expect(scene.times('lobby').at(-1)).to.be.at.most(1_000);
    }
  });
});
