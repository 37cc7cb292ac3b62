import { expect } from '@open-wc/testing';
import type { KnockAnswer } from './room-frames.js';
import { isPhaseOver, standingAfterAnswer, standingAfterLog } from './room-phase.js';
import type { Evidence, Phase, RoomStanding } from './room-phase.js';

const PHASES: readonly Phase[] = ['entering', 'asking', 'syncing', 'in', 'refused', 'removed', 'broken'];
const at = (phase: Phase): RoomStanding => ({ phase, error: null });
const everything: Evidence = { isForked: false, state: 'member', isInviterKnown: true };

describe('room phase', () => {
  it('is over when only the person can change it', () => {
    expect(PHASES.filter(isPhaseOver)).to.deep.equal(['refused', 'removed', 'broken']);
  });

  const answers: readonly [KnockAnswer, RoomStanding][] = [
    ['asking', at('asking')],
    ['admitted', at('syncing')],
    ['refused', { phase: 'refused', error: 'knock-refused' }],
    ['invite-expired', { phase: 'refused', error: 'invite-expired' }],
    ['invite-used', { phase: 'refused', error: 'invite-used' }],
    ['invite-unknown', { phase: 'refused', error: 'invite-unknown' }],
  ];
  for (const [answer, standing] of answers) {
    it(`after the answer "${answer}" is ${standing.phase}`, () => {
      for (const phase of ['entering', 'asking', 'syncing'] as const)
        expect(standingAfterAnswer(at(phase), answer)).to.deep.equal(standing);
    });

    it(`is not moved by "${answer}" once one is in or it is over`, () => {
      for (const phase of ['in', 'refused', 'removed', 'broken'] as const) {
        const before = at(phase);
        expect(standingAfterAnswer(before, answer)).to.equal(before);
      }
    });
  }

  it('is in only when the log leads from the founder to the inviter and to oneself', () => {
    expect(standingAfterLog(at('syncing'), everything)).to.deep.equal(at('in'));
    for (const missing of [{ state: undefined }, { isInviterKnown: false }]) {
      const before = at('syncing');
      expect(standingAfterLog(before, { ...everything, ...missing })).to.equal(before);
    }
  });

  it('needs no answer when the log already says that one is in', () => {
    expect(standingAfterLog(at('entering'), everything)).to.deep.equal(at('in'));
    expect(standingAfterLog(at('asking'), everything)).to.deep.equal(at('in'));
  });

  it('is removed, or broken, whatever it was before, and a fork outweighs the rest', () => {
    for (const phase of PHASES) {
      for (const state of ['removed', 'left'] as const) {
        const removed = { ...everything, state };
        expect(standingAfterLog(at(phase), removed)).to.deep.equal({ phase: 'removed', error: 'room-removed' });
        expect(standingAfterLog(at(phase), { ...removed, isForked: true })).to.deep.equal({ phase: 'broken', error: 'room-forked' });
      }
    }
  });

  it('stays in while one is a member, and says so when what let one in counts no more', () => {
    const before = at('in');
    expect(standingAfterLog(before, everything)).to.equal(before);
    expect(standingAfterLog(before, { ...everything, state: undefined })).to.deep.equal({ phase: 'refused', error: 'link-refused' });
  });

  it('is not brought back by the log once it is over', () => {
    const before: RoomStanding = { phase: 'refused', error: 'knock-refused' };
    expect(standingAfterLog(before, everything)).to.equal(before);
  });
});
