import { expect } from '@open-wc/testing';
import { countingBytes, flippedAt, outcomeOf } from './crypto-expectations.fixture.js';
import { redeemSignature, tokenSigningKey, verifyRedeem } from './invite-token.js';

const token = countingBytes(0, 16);
const rid = countingBytes(0x10, 16);
const pk = countingBytes(0x20, 32);

describe('crypto/invite-token', () => {
  it('gives the inviter and the newcomer the same key', async () => {
    const [inviter, newcomer] = await Promise.all([tokenSigningKey(token), tokenSigningKey(token.slice())]);
    expect(inviter.pk.toHex()).to.equal(newcomer.pk.toHex());
    expect(await verifyRedeem(inviter.pk, rid, pk, await redeemSignature(newcomer, rid, pk))).to.equal(true);
  });

  it('gives another key to a token with any one byte changed', async () => {
    const keys = await Promise.all([token, ...Array.from(token, (_, at) => flippedAt(token, at))].map(tokenSigningKey));
    expect(new Set(keys.map((key) => key.pk.toHex())).size).to.equal(17);
  });

  it('is worth nothing to another person or in another room', async () => {
    const key = await tokenSigningKey(token);
    const sig = await redeemSignature(key, rid, pk);
    for (let at = 0; at < pk.length; at++) expect(await verifyRedeem(key.pk, rid, flippedAt(pk, at), sig), `pk ${at}`).to.equal(false);
    for (let at = 0; at < rid.length; at++) expect(await verifyRedeem(key.pk, flippedAt(rid, at), pk, sig), `rid ${at}`).to.equal(false);
    for (let at = 0; at < sig.length; at++) expect(await verifyRedeem(key.pk, rid, pk, flippedAt(sig, at)), `sig ${at}`).to.equal(false);
    const other = await tokenSigningKey(flippedAt(token, 0));
    expect(await verifyRedeem(other.pk, rid, pk, sig)).to.equal(false);
  });

  it('refuses arguments of a wrong length', async () => {
    const key = await tokenSigningKey(token);
    expect(await outcomeOf(() => tokenSigningKey(countingBytes(0, 15)))).to.equal('RangeError');
    expect(await outcomeOf(() => redeemSignature(key, countingBytes(0, 15), pk))).to.equal('RangeError');
    expect(await outcomeOf(() => redeemSignature(key, rid, countingBytes(0, 31)))).to.equal('RangeError');
    expect(await outcomeOf(() => verifyRedeem(key.pk, countingBytes(0, 17), pk, new Uint8Array(64)))).to.equal('RangeError');
  });
});
