import { expect } from '@open-wc/testing';
import { countingBytes, flippedAt } from './crypto-expectations.fixture.js';
import { authMessage, exporterOf, linkPrologue } from './link-keys.js';
import type { LinkBinding } from './link-keys.js';

const binding: LinkBinding = {
  rid: countingBytes(0, 16),
  peerIdInitiator: 'abc',
  peerIdResponder: 'defg',
  dtlsInitiator: countingBytes(0x20, 32),
  dtlsResponder: countingBytes(0x40, 32),
};
const h = countingBytes(1, 32);
const pk = countingBytes(2, 32);
const run = countingBytes(3, 8);
const caps = countingBytes(4, 4);

describe('crypto/link-keys', () => {
  it('differs when any part of the binding differs', () => {
    const others: LinkBinding[] = [
      { ...binding, rid: flippedAt(binding.rid, 15) },
      { ...binding, peerIdInitiator: 'abd' },
      { ...binding, peerIdResponder: 'deff' },
      { ...binding, peerIdInitiator: 'defg', peerIdResponder: 'abc' },
      // The same letters cut elsewhere.
      { ...binding, peerIdInitiator: 'abcd', peerIdResponder: 'efg' },
      { ...binding, dtlsInitiator: flippedAt(binding.dtlsInitiator, 0) },
      { ...binding, dtlsResponder: flippedAt(binding.dtlsResponder, 31) },
      { ...binding, dtlsInitiator: binding.dtlsResponder, dtlsResponder: binding.dtlsInitiator },
    ];
    const texts = [binding, ...others].map((one) => linkPrologue(one).toHex());
    expect(new Set(texts).size).to.equal(texts.length);
  });

  it('refuses parts of a wrong length', () => {
    expect(() => linkPrologue({ ...binding, rid: countingBytes(0, 15) })).to.throw(RangeError, 'rid');
    expect(() => linkPrologue({ ...binding, dtlsInitiator: countingBytes(0, 20) })).to.throw(RangeError, 'dtlsInitiator');
    expect(() => linkPrologue({ ...binding, dtlsResponder: countingBytes(0, 48) })).to.throw(RangeError, 'dtlsResponder');
    expect(() => authMessage('initiator', countingBytes(0, 31), pk, run, caps)).to.throw(RangeError, 'h has');
    expect(() => authMessage('initiator', h, countingBytes(0, 33), run, caps)).to.throw(RangeError, 'pk');
    expect(() => authMessage('initiator', h, pk, countingBytes(0, 7), caps)).to.throw(RangeError, 'run');
    expect(() => authMessage('initiator', h, pk, run, countingBytes(0, 3))).to.throw(RangeError, 'caps');
  });

  it('keeps the two roles apart', () => {
    expect(authMessage('initiator', h, pk, run, caps).toHex()).to.not.equal(authMessage('responder', h, pk, run, caps).toHex());
  });

  it('signs over every part', () => {
    const texts = [
      authMessage('initiator', h, pk, run, caps),
      authMessage('initiator', flippedAt(h, 0), pk, run, caps),
      authMessage('initiator', h, flippedAt(pk, 31), run, caps),
      authMessage('initiator', h, pk, flippedAt(run, 7), caps),
      authMessage('initiator', h, pk, run, flippedAt(caps, 3)),
    ].map((bytes) => bytes.toHex());
    expect(new Set(texts).size).to.equal(texts.length);
  });

  it('exports a secret that depends on the chaining key and on the hash', async () => {
    const ck = countingBytes(9, 32);
    const secrets = await Promise.all([
      exporterOf(ck, h),
      exporterOf(flippedAt(ck, 0), h),
      exporterOf(ck, flippedAt(h, 0)),
      exporterOf(h, ck),
    ]);
    expect(new Set(secrets.map((bytes) => bytes.toHex())).size).to.equal(4);
  });
});
