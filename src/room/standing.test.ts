import { expect } from '@open-wc/testing';
import { settle } from '../lib/fake-clock.fixture.js';
import { Standing } from './standing.js';
import type { StandingRoom } from './standing.js';

/** A room in which reading who is there takes until the gate opens. */
class StandingScene {
  refreshes = 0;
  gate = Promise.withResolvers<void>();
  readonly faults: unknown[] = [];
  readonly standing: Standing;

  constructor() {
    const pk = new Uint8Array(32);
    const log = { members: () => new Map([[pk.toHex(), { state: 'member' }]]), isStopped: false };
    this.standing = new Standing({
      setup: { identity: { pk }, inviterFp: null },
      history: { log, receipts: { isLeaveKnown: false }, intake: { isSettled: true } },
      people: {
        by: () => null,
        refresh: () => {
          this.refreshes++;
          return this.gate.promise;
        },
      },
      links: { mesh: { current: new Map() } },
      failed: (error: unknown) => this.faults.push(error),
      entered: () => undefined,
    } as unknown as StandingRoom);
  }
}

describe('Standing', () => {
  it('reads who is there twice, however many frames come meanwhile', async () => {
    const scene = new StandingScene();
    let done = 0;
    for (let i = 0; i < 10_000; i++) scene.standing.reviewOnce(() => done++);
    expect(scene.refreshes).to.equal(1);
    scene.gate.resolve();
    await settle();
    expect([scene.refreshes, done, scene.standing.now.phase]).to.deep.equal([2, 2, 'in']);
    scene.standing.reviewOnce(() => done++);
    await settle();
    expect([scene.refreshes, done]).to.deep.equal([3, 3]);
  });

  it('goes on reading after it failed once, which is told', async () => {
    const scene = new StandingScene();
    const fault = new Error('gone');
    scene.standing.reviewOnce(() => undefined);
    scene.gate.reject(fault);
    await settle();
    scene.gate = Promise.withResolvers();
    scene.gate.resolve();
    scene.standing.reviewOnce(() => undefined);
    await settle();
    expect([scene.faults, scene.refreshes, scene.standing.now.phase]).to.deep.equal([[fault], 2, 'in']);
  });
});
