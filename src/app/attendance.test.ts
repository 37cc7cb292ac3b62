import { expect } from '@open-wc/testing';
import { FakeClock } from '../lib/fake-clock.fixture.js';
import { Attendance } from './attendance.js';

const MINUTE = 60_000;

/** Somebody at a page, and every answer to whether they are away. */
function attend(isVisible = true): { readonly clock: FakeClock; readonly answers: boolean[]; readonly attendance: Attendance } {
  const clock = new FakeClock();
  const answers: boolean[] = [];
  return { clock, answers, attendance: new Attendance(clock, isVisible, (isAway) => answers.push(isAway)) };
}

describe('Attendance', () => {
  it('calls away whose page was hidden for a minute, and not before', async () => {
    const { clock, answers, attendance } = attend();
    attendance.noticed('hidden');
    await clock.advance(MINUTE - 1);
    expect(answers).to.deep.equal([]);
    await clock.advance(1);
    expect(answers).to.deep.equal([true]);
  });

  it('calls away who touched nothing for five minutes, however often they did before', async () => {
    const { clock, answers, attendance } = attend();
    for (let minute = 0; minute < 20; minute++) {
      await clock.advance(MINUTE);
      attendance.noticed('input');
    }
    await clock.advance(5 * MINUTE - 1);
    expect(answers).to.deep.equal([]);
    await clock.advance(1);
    expect(answers).to.deep.equal([true]);
  });

  it('has them back with a touch, and with a look at the page', async () => {
    const { clock, answers, attendance } = attend();
    await clock.advance(5 * MINUTE);
    attendance.noticed('input');
    expect(answers).to.deep.equal([true, false]);
    attendance.noticed('hidden');
    await clock.advance(MINUTE);
    attendance.noticed('shown');
    expect(answers).to.deep.equal([true, false, true, false]);
    await clock.advance(5 * MINUTE);
    expect(answers.at(-1)).to.equal(true);
  });

  it('minds no page that is hidden for less than a minute, nor one that is hidden twice', async () => {
    const { clock, answers, attendance } = attend();
    for (let i = 0; i < 4; i++) {
      attendance.noticed('hidden');
      await clock.advance(MINUTE - 1);
      attendance.noticed('shown');
      await clock.advance(1_000);
    }
    expect(answers).to.deep.equal([]);
  });

  it('begins with a page that is hidden already', async () => {
    const { clock, answers } = attend(false);
    await clock.advance(MINUTE);
    expect(answers).to.deep.equal([true]);
  });

  it('finds out nothing once it is stopped', async () => {
    const { clock, answers, attendance } = attend();
    attendance.stop();
    await clock.advance(10 * MINUTE);
    expect(answers).to.deep.equal([]);
  });
});
