import { expect } from '@open-wc/testing';
import { UNKNOWN_PERSON } from './records.js';
import { locksComposer, trustIn } from './trust.js';
import type { TrustEvidence, TrustSubject } from './trust.js';
import type { Trust } from './people-state.js';

const verifiedBen = { ...UNKNOWN_PERSON, name: 'Ben', verifiedAt: 1 };
const nobody: TrustEvidence = { ownFpHex: 'me', pinned: new Set(), verified: new Map(), forked: new Set() };
const ben: TrustSubject = { fpHex: 'ben', name: 'Ben', isMismatched: false };
const ana: TrustSubject = { fpHex: 'ana', name: 'Ana', isMismatched: false };
const verifiedAna = { ...UNKNOWN_PERSON, name: 'Ana', verifiedAt: 1 };

/** The trust in somebody whom Ana let in. */
const trustBehindAna = (subject: TrustSubject, evidence: TrustEvidence): Trust => trustIn(subject, ana, evidence);

describe('trust', () => {
  it('knows oneself', () => {
    expect(trustBehindAna({ ...ben, fpHex: 'me' }, nobody)).to.equal('self');
  });

  it('is unverified when nothing speaks for a person', () => {
    expect(trustBehindAna(ben, nobody)).to.equal('unverified');
  });

  it('ranks verified over invited over vouched', () => {
    const vouched = { ...nobody, verified: new Map([['ana', verifiedAna]]) };
    expect(trustBehindAna(ben, vouched)).to.equal('vouched');
    const invited = { ...vouched, pinned: new Set(['ben']) };
    expect(trustBehindAna(ben, invited)).to.equal('invited');
    const verified = { ...invited, verified: new Map([['ben', verifiedBen]]) };
    expect(trustBehindAna(ben, verified)).to.equal('verified');
  });

  it('lets a fork outrank a verification', () => {
    expect(trustBehindAna(ben, { ...nobody, verified: new Map([['ben', verifiedBen]]), forked: new Set(['ben']) })).to.equal('forked');
  });

  it('says "changed" of a stranger under the name of somebody verified, however it is typed', () => {
    const evidence = { ...nobody, pinned: new Set(['other']), verified: new Map([['ben', verifiedBen]]) };
    for (const name of ['Ben', ' ben ', 'BEN', 'Ｂｅｎ'])
      expect(trustBehindAna({ ...ben, fpHex: 'other', name }, evidence)).to.equal('changed');
    expect(trustBehindAna({ ...ben, fpHex: 'other', name: 'Benno' }, evidence)).to.equal('invited');
  });

  it('says "changed" of somebody verified who takes the name of somebody else verified', () => {
    const verified = new Map([
      ['ben', verifiedBen],
      ['ana', verifiedAna],
    ]);
    const evidence = { ...nobody, verified };
    expect(trustBehindAna({ ...ben, name: 'aNa\u200B' }, evidence)).to.equal('changed');
    expect(trustBehindAna({ ...ben, name: 'Benjamin' }, evidence)).to.equal('verified');
    expect(trustBehindAna({ ...ben, name: 'BEN' }, evidence)).to.equal('verified');
    // Verified again under the name that another has as well: two people of one name.
    const both = { ...nobody, verified: new Map([...verified, ['ben', { ...verifiedBen, name: 'Ana' }]]) };
    expect(trustBehindAna({ ...ben, name: 'Ana' }, both)).to.equal('verified');
  });

  it('is not deceived by characters that nobody sees', () => {
    const evidence = { ...nobody, verified: new Map([['ben', verifiedBen]]) };
    for (const name of ['B\u00ADen', 'Ben\u3164', 'B\u200De\uFE0Fn', '\u2800Ben', 'Ben\u{E0061}']) {
      expect(trustBehindAna({ ...ben, fpHex: 'other', name }, evidence), name).to.equal('changed');
    }
  });

  it('takes back what an invite or a voucher gave after "They don\'t match"', () => {
    expect(trustBehindAna({ ...ben, isMismatched: true }, { ...nobody, pinned: new Set(['ben']) })).to.equal('unverified');
  });

  it('lets only who is verified now vouch', () => {
    const verified = new Map([
      ['ana', verifiedAna],
      ['ben', verifiedBen],
    ]);
    const cem: TrustSubject = { fpHex: 'cem', name: 'Cem', isMismatched: false };
    const behind = (admitter: TrustSubject | null, evidence: TrustEvidence): Trust => trustIn(cem, admitter, evidence);
    expect(behind(ana, { ...nobody, verified })).to.equal('vouched');
    expect(behind({ ...ana, name: 'Anabel' }, { ...nobody, verified })).to.equal('vouched');
    // Forked; under the name of somebody else verified; an impostor under a verified name; pinned by the invite; oneself; nobody.
    expect(behind(ana, { ...nobody, verified, forked: new Set(['ana']) })).to.equal('unverified');
    expect(behind({ ...ana, name: 'BEN' }, { ...nobody, verified })).to.equal('unverified');
    expect(behind({ ...ana, fpHex: 'other' }, { ...nobody, verified })).to.equal('unverified');
    expect(behind(ana, { ...nobody, pinned: new Set(['ana']) })).to.equal('unverified');
    expect(behind(ana, { ...nobody, verified, ownFpHex: 'ana' })).to.equal('unverified');
    expect(behind(null, { ...nobody, verified })).to.equal('unverified');
    // "They don't match" takes the verification away, so there is nobody left who vouches.
    expect(behind({ ...ana, isMismatched: true }, nobody)).to.equal('unverified');
  });

  it('lets vouching reach one step and no further', () => {
    const evidence = { ...nobody, verified: new Map([['ana', verifiedAna]]) };
    expect(trustBehindAna(ben, evidence)).to.equal('vouched');
    expect(trustIn({ fpHex: 'cem', name: 'Cem', isMismatched: false }, ben, evidence)).to.equal('unverified');
  });

  it('locks the composer for unverified, changed and forked, and for nobody else', () => {
    const locking = (['self', 'verified', 'invited', 'vouched', 'unverified', 'changed', 'forked'] as const).filter(locksComposer);
    expect(locking).to.deep.equal(['unverified', 'changed', 'forked']);
  });
});
