import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { StatePace, BETWEEN_KEYS_MS } from './state-pace.js';

const EVERY = 60;
const KEY = { type: 'change-draft', ridHex: 'aa', text: 'x' } as const;

describe('StatePace', () => {
  let clock: FakeClock;
  let pace: StatePace;
  let made: number[];
  let begun: number;
  beforeEach(() => {
    clock = new FakeClock();
    made = [];
    begun = clock.now();
    pace = new StatePace(clock, () => made.push(clock.now() - begun));
  });

  it('makes the first state at once, and those of a burst in steps', async () => {
    for (let i = 0; i < 20; i++) {
      pace.changed(EVERY);
      await clock.advance(10);
    }
    expect(made).to.deep.equal([0, 60, 120, 180]);
  });

  it('makes them between two keys while somebody types', async () => {
    for (let at = 0; at < 700; at += 10) {
      if (at % 70 === 0) pace.did(KEY);
      pace.changed(EVERY);
      await clock.advance(10);
    }
    // Twenty milliseconds after a key, and never just before one.
    expect(made.length).to.be.greaterThan(8);
    for (const at of made) expect(at % 70, String(made)).to.equal(20);
  });

  it('waits for a key no longer than a pause', async () => {
    pace.changed(EVERY);
    await clock.advance(100);
    pace.did(KEY);
    await clock.advance(50);
    pace.changed(EVERY);
    await clock.advance(BETWEEN_KEYS_MS - 51);
    expect(made).to.deep.equal([0]);
    await clock.advance(1);
    expect(made).to.deep.equal([0, 100 + BETWEEN_KEYS_MS]);
  });

  it('keeps nothing waiting by keys that come faster than they are shown', async () => {
    for (let at = 0; at < 1_000; at += 10) {
      pace.did(KEY);
      pace.changed(EVERY);
      await clock.advance(10);
    }
    expect(made.length).to.be.greaterThan(2);
  });

  it('shows at once what somebody does who typed before, and goes on holding up what comes by itself', async () => {
    pace.changed(EVERY);
    await clock.advance(1_000);
    pace.did(KEY);
    await clock.advance(30);
    pace.changed(EVERY);
    pace.did({ type: 'mark-read', ridHex: 'aa' });
    await clock.advance(1);
    expect(made).to.deep.equal([0]);
    pace.did({ type: 'send', ridHex: 'aa', text: 'x' });
    await clock.advance(0);
    expect(made).to.deep.equal([0, 1_031]);
  });

  it('makes none once it was stopped', async () => {
    pace.changed(EVERY);
    pace.stop();
    await clock.advance(1_000);
    expect(made).to.deep.equal([]);
  });
});
