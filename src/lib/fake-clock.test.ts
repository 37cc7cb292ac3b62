import { expect } from '@open-wc/testing';
import { Alarm, systemClock } from './clock.js';
import { FakeClock } from './fake-clock.fixture.js';

describe('lib/fake-clock', () => {
  it('stands still until it is moved', async () => {
    const clock = new FakeClock(1000);
    const ran: number[] = [];
    clock.after(10, () => ran.push(clock.now()));
    expect(clock.now()).to.equal(0);
    expect(clock.wall()).to.equal(1000);
    await clock.advance(9);
    expect(ran).to.deep.equal([]);
    await clock.advance(1);
    expect(ran).to.deep.equal([10]);
    expect(clock.wall()).to.equal(1010);
  });

  it('runs timers in the order of their times, those of one time in the order they were set', async () => {
    const clock = new FakeClock();
    const ran: string[] = [];
    clock.after(20, () => ran.push('late'));
    clock.after(10, () => ran.push('first of two'));
    clock.after(10, () => ran.push('second of two'));
    clock.after(0, () => ran.push('at once'));
    await clock.advance(30);
    expect(ran).to.deep.equal(['at once', 'first of two', 'second of two', 'late']);
  });

  it('runs what timers and their promises set on the way, at the right time', async () => {
    const clock = new FakeClock();
    const ran: number[] = [];
    const hashTenTimes = async (): Promise<void> => {
      for (let i = 0; i < 10; i++) await crypto.subtle.digest('SHA-256', new Uint8Array(1 << 16));
      clock.after(5, () => ran.push(clock.now()));
    };
    clock.after(10, () => void hashTenTimes());
    await clock.advance(15);
    expect(ran).to.deep.equal([15]);
  });

  it('runs no cancelled timer', async () => {
    const clock = new FakeClock();
    const ran: string[] = [];
    const cancel = clock.after(10, () => ran.push('cancelled before'));
    clock.after(20, () => cancelLater());
    const cancelLater = clock.after(20, () => ran.push('cancelled by a timer of the same time'));
    cancel();
    await clock.advance(30);
    expect(ran).to.deep.equal([]);
  });
});

describe('lib/clock', () => {
  it('lets an alarm ring once, for what it was set to last, and not after it was stopped', async () => {
    const clock = new FakeClock();
    const alarm = new Alarm(clock);
    const ran: string[] = [];
    alarm.stop();
    alarm.set(10, () => ran.push('replaced'));
    alarm.set(20, () => ran.push('last'));
    await clock.advance(100);
    alarm.set(10, () => ran.push('stopped'));
    alarm.stop();
    await clock.advance(100);
    expect(ran).to.deep.equal(['last']);
  });

  it('runs a timer of the browser once, and never a cancelled one', async () => {
    const ran: string[] = [];
    const cancel = systemClock.after(0, () => ran.push('cancelled'));
    cancel();
    await new Promise<void>((resolve) => {
      systemClock.after(1, () => {
        ran.push('run');
        resolve();
      });
    });
    cancel();
    expect(ran).to.deep.equal(['run']);
    expect(Math.abs(systemClock.wall() - Date.now())).to.be.below(1000);
    expect(systemClock.now()).to.be.at.most(performance.now());
  });
});
