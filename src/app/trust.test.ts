import { expect } from '@open-wc/testing';
import { UNKNOWN_PERSON } from './records.js';
import { locksComposer, trustIn } from './trust.js';
import type { TrustEvidence, TrustSubject } from './trust.js';

const verifiedBen = { ...UNKNOWN_PERSON, name: 'Ben', verifiedAt: 1 };
const nobody: TrustEvidence = { ownFpHex: 'me', pinned: new Set(), verified: new Map(), forked: new Set() };
const ben: TrustSubject = { fpHex: 'ben', name: 'Ben', admittedByFpHex: 'ana', isMismatched: false };

describe('trust', () => {
  it('knows oneself', () => {
    expect(trustIn({ ...ben, fpHex: 'me' }, nobody)).to.equal('self');
  });

  it('is unverified when nothing speaks for a person', () => {
    expect(trustIn(ben, nobody)).to.equal('unverified');
  });

  it('ranks verified over invited over vouched', () => {
    const vouched = { ...nobody, verified: new Map([['ana', { ...UNKNOWN_PERSON, name: 'Ana', verifiedAt: 1 }]]) };
    expect(trustIn(ben, vouched)).to.equal('vouched');
    const invited = { ...vouched, pinned: new Set(['ben']) };
    expect(trustIn(ben, invited)).to.equal('invited');
    const verified = { ...invited, verified: new Map([['ben', verifiedBen]]) };
    expect(trustIn(ben, verified)).to.equal('verified');
  });

  it('lets a fork outrank a verification', () => {
    expect(trustIn(ben, { ...nobody, verified: new Map([['ben', verifiedBen]]), forked: new Set(['ben']) })).to.equal('forked');
  });

  it('says "changed" of a stranger under the name of somebody verified, however it is typed', () => {
    const evidence = { ...nobody, pinned: new Set(['other']), verified: new Map([['ben', verifiedBen]]) };
    for (const name of ['Ben', ' ben ', 'BEN', 'Ｂｅｎ']) expect(trustIn({ ...ben, fpHex: 'other', name }, evidence)).to.equal('changed');
    expect(trustIn({ ...ben, fpHex: 'other', name: 'Benno' }, evidence)).to.equal('invited');
  });

  it('says "changed" of somebody verified who takes the name of somebody else verified', () => {
    const verified = new Map([
      ['ben', verifiedBen],
      ['ana', { ...UNKNOWN_PERSON, name: 'Ana', verifiedAt: 1 }],
    ]);
    const evidence = { ...nobody, verified };
    expect(trustIn({ ...ben, name: 'aNa\u200B' }, evidence)).to.equal('changed');
    expect(trustIn({ ...ben, name: 'Benjamin' }, evidence)).to.equal('verified');
    expect(trustIn({ ...ben, name: 'BEN' }, evidence)).to.equal('verified');
    // Verified again under the name that another has as well: two people of one name.
    const both = { ...nobody, verified: new Map([...verified, ['ben', { ...verifiedBen, name: 'Ana' }]]) };
    expect(trustIn({ ...ben, name: 'Ana' }, both)).to.equal('verified');
  });

  it('is not deceived by characters that nobody sees', () => {
    const evidence = { ...nobody, verified: new Map([['ben', verifiedBen]]) };
    for (const name of ['B\u00ADen', 'Ben\u3164', 'B\u200De\uFE0Fn', '\u2800Ben', 'Ben\u{E0061}']) {
      expect(trustIn({ ...ben, fpHex: 'other', name }, evidence), name).to.equal('changed');
    }
  });

  it('takes back what an invite or a voucher gave after "They don\'t match"', () => {
    expect(trustIn({ ...ben, isMismatched: true }, { ...nobody, pinned: new Set(['ben']) })).to.equal('unverified');
  });

  it('locks the composer for unverified, changed and forked, and for nobody else', () => {
    const locking = (['self', 'verified', 'invited', 'vouched', 'unverified', 'changed', 'forked'] as const).filter(locksComposer);
    expect(locking).to.deep.equal(['unverified', 'changed', 'forked']);
  });
});
