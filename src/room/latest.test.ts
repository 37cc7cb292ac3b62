import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { Latest } from './latest.js';

describe('Latest', () => {
  it('deals at once with what is said after a calm, and once a while with the last of what follows', async () => {
    const clock = new FakeClock();
    const dealt: (readonly [number, number])[] = [];
    const latest = new Latest<number>(clock, 500, (said) => dealt.push([clock.now(), said]));
    latest.take(1);
    await clock.advance(600);
    for (let i = 2; i < 10_000; i++) latest.take(i);
    await clock.advance(250);
    latest.take(10_000);
    await clock.advance(5_000);
    latest.take(7);
    expect(dealt).to.deep.equal([
      [0, 1],
      [600, 2],
      [1_100, 10_000],
      [5_850, 7],
    ]);
  });
});
