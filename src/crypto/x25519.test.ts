import { expect } from '@open-wc/testing';
import type { Bytes } from '../lib/bytes.js';
import { flippedAt, outcomeOf } from './crypto-expectations.fixture.js';
import { x25519PairFromPrivate } from './x25519-known.js';
import { generateX25519, x25519 } from './x25519.js';

const p = 2n ** 255n - 19n;

/** u-coordinates of the two points of order 8 (cr.yp.to/ecdh.html, "Validate"). */
const order8 = [
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
];

function littleEndian(value: bigint): Bytes {
  return Uint8Array.fromHex(value.toString(16).padStart(64, '0')).reverse();
}

describe('crypto/x25519', () => {
  it('agrees with RFC 7748 sections 5.2 and 6.1', async () => {
    const alice = await x25519PairFromPrivate(Uint8Array.fromHex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a'));
    const bob = await x25519PairFromPrivate(Uint8Array.fromHex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'));
    expect(alice.publicKey.toHex()).to.equal('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a');
    expect(bob.publicKey.toHex()).to.equal('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
    const shared = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742';
    expect((await x25519(alice, bob.publicKey)).toHex()).to.equal(shared);
    expect((await x25519(bob, alice.publicKey)).toHex()).to.equal(shared);
    const other = await x25519PairFromPrivate(Uint8Array.fromHex('a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4'));
    expect((await x25519(other, Uint8Array.fromHex('e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c'))).toHex()).to.equal(
      'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
    );
  });

  it('makes fresh pairs whose private half cannot be taken out, and that agree', async () => {
    const [one, other] = await Promise.all([generateX25519(), generateX25519()]);
    expect(one.publicKey.length).to.equal(32);
    expect(one.publicKey.toHex()).to.not.equal(other.publicKey.toHex());
    expect(await x25519(one, other.publicKey)).to.deep.equal(await x25519(other, one.publicKey));
    expect(one.privateKey.extractable).to.equal(false);
  });

  it('refuses every encoding of a low-order point', async () => {
    const pair = await generateX25519();
    const values = [0n, 1n, p - 1n, ...order8].flatMap((u) => [u, u + p]).filter((u) => u < 2n ** 255n);
    expect(values.length).to.equal(7);
    for (const value of values) {
      const encoded = littleEndian(value);
      expect(await outcomeOf(() => x25519(pair, encoded)), value.toString(16)).to.equal('not-authentic');
      expect(await outcomeOf(() => x25519(pair, flippedAt(encoded, 31, 0x80))), `${value.toString(16)} with the top bit`).to.equal(
        'not-authentic',
      );
    }
  });

  it('refuses every u from p to 2²⁵⁵ − 1, and the top bit', async () => {
    const pair = await generateX25519();
    for (let u = p; u < 2n ** 255n; u++)
      expect(await outcomeOf(() => x25519(pair, littleEndian(u))), u.toString(16)).to.equal('not-authentic');
    for (const u of [2n, 9n, p - 2n])
      expect(await outcomeOf(() => x25519(pair, littleEndian(u + 2n ** 255n))), u.toString(16)).to.equal('not-authentic');
  });

  it('takes the neighbours of low-order points', async () => {
    const pair = await generateX25519();
    for (const value of [2n, p - 2n, ...order8.flatMap((u) => [u - 1n, u + 1n])]) {
      expect(await outcomeOf(() => x25519(pair, littleEndian(value))), value.toString(16)).to.equal('ok');
    }
  });

  it('calls a key of another length malformed', async () => {
    const pair = await generateX25519();
    for (const length of [0, 31, 33, 64])
      expect(await outcomeOf(() => x25519(pair, new Uint8Array(length).fill(9))), `${length}`).to.equal('malformed');
  });
});
