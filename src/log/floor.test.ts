import { expect } from '@open-wc/testing';
import { floorSteps, planFloor } from './floor.js';
import { makeRoom } from './log-world.fixture.js';
import type { TestMember } from './log-world.fixture.js';

type Three = [TestMember, TestMember, TestMember];

const everything = (): number => Number.POSITIVE_INFINITY;

describe('log/floor', () => {
  it('leaves the newest, over all feeds', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    for (const text of ['one', 'two', 'three']) {
      await ann.text(`Ann ${text}`);
      await bob.text(`Bob ${text}`);
    }
    ann.learn(bob);
    const counts = [1, 2, 5, 6, 7].map((keep) => planFloor(ann.log, keep, everything).count);
    expect(counts).to.deep.equal([5, 4, 1, 0, 0]);
    ann.log.setFloor(planFloor(ann.log, 2, everything).floor);
    expect(ann.texts()).to.deep.equal(['Ann three', 'Bob three']);
    // Never a lower one.
    expect(planFloor(ann.log, 7, everything).floor).to.deep.equal(ann.log.payloads.floor);
  });

  it('goes no further in a feed than it may', async () => {
    const [ann, bob] = (await makeRoom('Ann', 'Bob')) as Three;
    for (const text of ['one', 'two', 'three']) await bob.text(text);
    ann.learn(bob);
    const { count, floor } = planFloor(ann.log, 1, () => 1);
    ann.log.setFloor(floor);
    expect([count, ann.texts()]).to.deep.equal([1, ['two', 'three']]);
  });

  it('leaves what was withheld, and what does not count', async () => {
    const [ann, bob, cem] = (await makeRoom('Ann', 'Bob', 'Cem')) as Three;
    const stripped = await bob.text('stripped');
    for (const text of ['two', 'three']) await bob.text(text);
    await cem.text('counts');
    await ann.remove(cem);
    await cem.text('does not');
    ann.take([...bob.held.filter((entry) => entry !== stripped), stripped.withoutPayload()]);
    ann.learn(cem);
    await ann.text('new');
    const { floor, count } = planFloor(ann.log, 1, everything);
    ann.log.setFloor(floor);
    expect([count, ann.log.payloads.withheld()]).to.deep.equal([0, [stripped.idText]]);
    ann.take([stripped]);
    expect(ann.texts()).to.deep.equal(['stripped', 'two', 'three', 'new']);
    expect(planFloor(ann.log, 1, everything).count).to.equal(3);
  });

  it('is reached in steps of so many, each higher than the one before', () => {
    const [a, b, c] = ['a', 'b', 'c'] as const;
    const from = new Map([[a, 2]]);
    const to = new Map([
      [a, 5],
      [b, 4],
      [c, 1],
    ]);
    const steps = [...floorSteps(from, to, 4)].map((step) => Object.fromEntries(step));
    expect(steps).to.deep.equal([
      { a: 5, b: 1 },
      { a: 5, b: 4, c: 1 },
      { a: 5, b: 4, c: 1 },
    ]);
    expect([...floorSteps(to, to, 4)]).to.deep.equal([to]);
  });
});
