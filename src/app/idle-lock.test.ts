import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { IdleLock } from './idle-lock.js';

const MINUTE = 60_000;

/** A machine that can sleep: meanwhile only the wall clock goes on, and no timer runs. */
class SleepyClock extends FakeClock {
  slept = 0;

  override wall(): number {
    return super.wall() + this.slept;
  }
}

/** A lock of 15 minutes, and every time that it locked after. */
function makeIdleLock(): { readonly clock: SleepyClock; readonly locks: number[]; readonly idleLock: IdleLock } {
  const clock = new SleepyClock();
  const locks: number[] = [];
  const idleLock = new IdleLock(clock, (minutes) => locks.push(minutes));
  idleLock.set(15);
  return { clock, locks, idleLock };
}

describe('idle lock', () => {
  it('locks after the time without use, not before, and once', async () => {
    const { clock, locks } = makeIdleLock();
    await clock.advance(15 * MINUTE - 1);
    expect(locks).to.deep.equal([]);
    await clock.advance(1);
    expect(locks).to.deep.equal([15]);
    await clock.advance(60 * MINUTE);
    expect(locks).to.deep.equal([15]);
  });

  it('counts from the last input, and from when the page came into sight; that it goes out of sight is no use', async () => {
    for (const [sign, expected] of [
      ['input', []],
      ['shown', []],
      ['hidden', [15]],
    ] as const) {
      const { clock, locks, idleLock } = makeIdleLock();
      await clock.advance(10 * MINUTE);
      expect(idleLock.noticed(sign)).to.equal(false);
      await clock.advance(5 * MINUTE);
      expect(locks, sign).to.deep.equal(expected);
      await clock.advance(10 * MINUTE);
      expect(locks, sign).to.deep.equal([15]);
    }
  });

  it('never locks while that is the choice, and counts anew from another one', async () => {
    const { clock, locks, idleLock } = makeIdleLock();
    idleLock.set(null);
    await clock.advance(100 * MINUTE);
    expect([locks, idleLock.noticed('input'), idleLock.isOver()]).to.deep.equal([[], false, false]);
    idleLock.set(5);
    await clock.advance(5 * MINUTE - 1);
    expect(locks).to.deep.equal([]);
    await clock.advance(1);
    expect(locks).to.deep.equal([5]);
  });

  it('locks at the first sign after a sleep, which does not count as use', () => {
    for (const sign of ['input', 'shown', 'hidden'] as const) {
      const { clock, locks, idleLock } = makeIdleLock();
      clock.slept += 15 * MINUTE;
      expect(idleLock.noticed(sign)).to.equal(true);
      expect(locks).to.deep.equal([15]);
    }
  });

  it('locks by itself within two seconds of waking, and when asked whether it slept', async () => {
    const { clock, locks } = makeIdleLock();
    await clock.advance(10 * MINUTE);
    clock.slept += 10 * MINUTE;
    await clock.advance(2_000);
    expect(locks).to.deep.equal([15]);
    const other = makeIdleLock();
    other.clock.slept += 15 * MINUTE;
    expect(other.idleLock.isOver()).to.equal(true);
    expect(other.locks).to.deep.equal([15]);
  });

  it('is not kept open by a clock that was put back', async () => {
    const { clock, locks } = makeIdleLock();
    clock.slept -= 60 * MINUTE;
    await clock.advance(15 * MINUTE);
    expect(locks).to.deep.equal([15]);
  });

  it('locks nothing once it is stopped', async () => {
    const { clock, locks, idleLock } = makeIdleLock();
    idleLock.stop();
    await clock.advance(60 * MINUTE);
    expect([locks, idleLock.noticed('input')]).to.deep.equal([[], false]);
  });
});
