import { expect } from '@open-wc/testing';
import type { KnockAnswer } from './room-frames.js';
import { errorOfAnswer, isPhaseOver, standingAfterAnswer, standingAfterLog, standingAfterRefusal } from './room-phase.js';
import type { Evidence, Phase, RoomStanding } from './room-phase.js';

const PHASES: readonly Phase[] = ['entering', 'asking', 'syncing', 'in', 'leaving', 'left', 'refused', 'removed', 'broken'];
const at = (phase: Phase): RoomStanding => ({ phase, error: null });
const everything: Evidence = { isForked: false, state: 'member', isInviterKnown: true, isLeaveKnown: false };

describe('room phase', () => {
  it('is over when only the person can change it', () => {
    expect(PHASES.filter(isPhaseOver)).to.deep.equal(['left', 'refused', 'removed', 'broken']);
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
      for (const phase of ['entering', 'asking'] as const) expect(standingAfterAnswer(at(phase), answer)).to.deep.equal(standing);
    });

    it(`stays syncing after the answer "${answer}" of somebody else than who let one in`, () => {
      expect(standingAfterAnswer(at('syncing'), answer)).to.deep.equal(at('syncing'));
    });

    it(`is not moved by "${answer}" once one is in, leaves, or it is over`, () => {
      for (const phase of ['in', 'leaving', 'left', 'refused', 'removed', 'broken'] as const) {
        const before = at(phase);
        expect(standingAfterAnswer(before, answer)).to.equal(before);
      }
    });
  }

  it('goes on when a member does not know the token', () => {
    for (const phase of PHASES) expect(standingAfterAnswer(at(phase), 'invite-unheard')).to.deep.equal(at(phase));
  });

  it('says what is wrong with an answer', () => {
    expect(answers.map(([answer]) => errorOfAnswer(answer))).to.deep.equal(answers.map(([, { error }]) => error));
    expect(errorOfAnswer('invite-unheard')).to.equal('invite-unheard');
  });

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
      const removed = { ...everything, state: 'removed' } as const;
      expect(standingAfterLog(at(phase), removed)).to.deep.equal({ phase: 'removed', error: 'room-removed' });
      for (const state of ['removed', 'left'] as const)
        expect(standingAfterLog(at(phase), { ...removed, state, isForked: true })).to.deep.equal({ phase: 'broken', error: 'room-forked' });
    }
  });

  it('is leaving until it is known that the others know, and then has left for good', () => {
    const left = { ...everything, state: 'left' } as const;
    for (const phase of ['entering', 'in', 'leaving'] as const) {
      expect(standingAfterLog(at(phase), left)).to.deep.equal(at('leaving'));
      expect(standingAfterLog(at(phase), { ...left, isLeaveKnown: true })).to.deep.equal(at('left'));
    }
    expect(standingAfterLog(at('left'), left)).to.deep.equal(at('left'));
  });

  it('has left when a member did not want the link, whatever a stranger does', () => {
    const before = at('leaving');
    expect(standingAfterRefusal(before, true)).to.deep.equal(at('left'));
    expect(standingAfterRefusal(before, false)).to.equal(before);
    expect(standingAfterRefusal(at('asking'), false)).to.deep.equal({ phase: 'refused', error: 'knock-refused' });
    expect(standingAfterRefusal(at('in'), true)).to.deep.equal(at('in'));
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
