import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Json } from '../vault/vault.js';
import {
  acceptedFromBackup,
  mergeGreatest,
  mergeLists,
  mergePersons,
  personOf,
  roomForBackup,
  roomFromBackup,
  textListOf,
} from './backup-merge.js';
import { UNKNOWN_PERSON } from './records.js';
import type { PersonRecord } from './records.js';

const person: fc.Arbitrary<PersonRecord> = fc
  .record({
    name: fc.constantFrom('', 'Ben', 'Cleo'),
    verifiedAt: fc.option(fc.nat(3)),
    isMismatched: fc.boolean(),
    lastSasAt: fc.option(fc.nat(3)),
    clearedForks: fc.subarray(['a 1', 'b 2', 'c 3']),
  })
  .map((each) => ({ ...each, verifiedAt: each.isMismatched ? null : each.verifiedAt }));
const counts: fc.Arbitrary<Json> = fc.option(
  fc.dictionary(fc.constantFrom('ann', 'ben'), fc.dictionary(fc.constantFrom('f', 'g'), fc.tuple(fc.nat(9), fc.nat(9)))),
);
const list = fc.subarray(['a', 'b', 'c', 'd']);

/** What has to hold of a merge, for the order of two backups not to matter, and for one to be taken in twice. */
function expectMerging<Value>(values: fc.Arbitrary<Value>, merge: (a: Value, b: Value) => Value): void {
  const same = (a: Value, b: Value): void => {
    expect(a).to.deep.equal(b);
  };
  fc.assert(
    fc.property(values, values, values, (a, b, c) => {
      same(merge(merge(a, b), b), merge(a, b));
      same(merge(merge(c, a), b), merge(merge(c, b), a));
      same(merge(a, merge(b, c)), merge(merge(a, b), c));
    }),
  );
}

describe('backup merge', () => {
  it('does not depend on the order of two backups, and takes in each once, for people', () => {
    expectMerging(person, mergePersons);
  });

  it('does not depend on the order of two backups, and takes in each once, for counts, times and lists', () => {
    expectMerging(counts, mergeGreatest);
    expectMerging(list, (a, b) => mergeLists(a, b));
  });

  it('never loses that somebody did not match', () => {
    fc.assert(
      fc.property(person, person, (a, b) => {
        const merged = mergePersons(a, b);
        expect(merged.isMismatched).to.equal(a.isMismatched || b.isMismatched);
        if (merged.isMismatched) expect(merged.verifiedAt).to.equal(null);
      }),
    );
  });

  it('takes the newer verification, with the forks that it cleared and no others', () => {
    const older = { ...UNKNOWN_PERSON, name: 'Ben', verifiedAt: 4, lastSasAt: 9, clearedForks: ['a 1', 'b 2'] };
    const newer = { ...UNKNOWN_PERSON, name: 'Benjamin', verifiedAt: 5, clearedForks: ['a 1'] };
    for (const merged of [mergePersons(older, newer), mergePersons(newer, older)]) expect(merged).to.deep.equal({ ...newer, lastSasAt: 9 });
  });

  it('takes a person who is known in one of them', () => {
    const known = { ...UNKNOWN_PERSON, name: 'Ben', verifiedAt: 4 };
    expect(mergePersons(personOf(null), personOf({ name: 'Ben', verifiedAt: 4 }))).to.deep.equal(known);
  });

  it('asks anew about everybody in whom something is wrong', () => {
    const fp = 'ab'.repeat(32);
    const accepted = [`${fp} unverified`, `${fp} changed`, `${fp} forked`, `${fp} unverified mismatched`, 'anything'];
    expect(acceptedFromBackup(accepted)).to.deep.equal([`${fp} unverified`]);
  });

  it('lets nothing of one installation into the record of a room', () => {
    const room = { secret: 's', label: 'Kitchen', slot: 2, slotToken: 'x', lobbyToken: 'y', telling: { read: false } };
    const kept = { secret: 's', label: 'Kitchen', telling: { read: false } };
    expect(roomForBackup(room)).to.deep.equal(kept);
    const begun = roomFromBackup(kept);
    expect(begun).to.include({ label: 'Kitchen', slot: 0 });
    expect(begun['slotToken']).not.to.equal(roomFromBackup(kept)['slotToken']);
  });

  it('keeps what is here where the other is of another form', () => {
    expect(mergeGreatest({ ann: 1 }, ['x'])).to.deep.equal({ ann: 1 });
    expect(mergeGreatest({ ann: { f: [1, 2] } }, { ann: { f: [2, 1] }, ben: 3 })).to.deep.equal({ ann: { f: [2, 2] }, ben: 3 });
    expect(textListOf(['a', 1, null, 'b'])).to.deep.equal(['a', 'b']);
    expect(textListOf({ a: 1 })).to.deep.equal([]);
  });
});
