import { expect } from '@open-wc/testing';
import { utf8Bytes } from '../lib/bytes.js';
import { countingBytes, outcomeOf } from './crypto-expectations.fixture.js';
import { verifyEd25519 } from './ed25519.js';
import { createIdentity, fingerprintOf, importIdentity } from './identity.js';

describe('crypto/identity', () => {
  it('has the fingerprint of its key and signs with it', async () => {
    const identity = await createIdentity();
    expect(identity.fp).to.deep.equal(await fingerprintOf(identity.pk));
    expect(identity.fp.length).to.equal(32);
    const message = utf8Bytes('mine');
    expect(await verifyEd25519(identity.pk, message, await identity.sign(message))).to.equal(true);
  });

  it('is the same after export and import', async () => {
    const identity = await createIdentity();
    const pkcs8 = await identity.exportPkcs8();
    const again = await importIdentity(pkcs8);
    expect(again.pk.toHex()).to.equal(identity.pk.toHex());
    expect(again.fp.toHex()).to.equal(identity.fp.toHex());
    const message = utf8Bytes('still mine');
    expect(await verifyEd25519(identity.pk, message, await again.sign(message))).to.equal(true);
    expect((await again.exportPkcs8()).toHex()).to.equal(pkcs8.toHex());
  });

  it('does not need the exported bytes after importing', async () => {
    const pkcs8 = await (await createIdentity()).exportPkcs8();
    const again = await importIdentity(pkcs8);
    pkcs8.fill(0);
    expect(await verifyEd25519(again.pk, again.fp, await again.sign(again.fp))).to.equal(true);
  });

  it('refuses what is not an identity', async () => {
    expect(await outcomeOf(() => importIdentity(new Uint8Array(48)))).to.equal('malformed');
    expect(await outcomeOf(() => importIdentity(new Uint8Array(0)))).to.equal('malformed');
    expect(await outcomeOf(() => fingerprintOf(countingBytes(0, 31)))).to.equal('RangeError');
  });
});
