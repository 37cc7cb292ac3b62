import { expect } from '@open-wc/testing';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import { countingBytes, outcomeOf } from './crypto-expectations.fixture.js';
import { hashLabelled, hkdfSha256, hmacSha256, pbkdf2Sha256, randomBytes, sha256, sha512 } from './primitives.js';

const nothing = new Uint8Array(0);

describe('crypto/primitives', () => {
  it('hashes as FIPS 180-4 says', async () => {
    expect((await sha256(utf8Bytes('abc'))).toHex()).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect((await sha256()).toHex()).to.equal('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect((await sha512(utf8Bytes('abc'))).toHex()).to.equal(
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    );
  });

  it('hashes parts as if they were joined', async () => {
    const whole = countingBytes(0, 50);
    expect(await sha256(whole.subarray(0, 7), nothing, whole.subarray(7))).to.deep.equal(await sha256(whole));
    expect(await sha512(whole.subarray(0, 49), whole.subarray(49))).to.deep.equal(await sha512(whole));
    expect(await hashLabelled('parley/1 test', whole)).to.deep.equal(await sha256(concatBytes(utf8Bytes('parley/1 test'), whole)));
  });

  it('makes HMACs as RFC 4231 says', async () => {
    expect((await hmacSha256(Uint8Array.fromHex('0b'.repeat(20)), utf8Bytes('Hi There'))).toHex()).to.equal(
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    );
    expect((await hmacSha256(utf8Bytes('Jefe'), utf8Bytes('what do ya want '), utf8Bytes('for nothing?'))).toHex()).to.equal(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(
      (await hmacSha256(Uint8Array.fromHex('aa'.repeat(131)), utf8Bytes('Test Using Larger Than Block-Size Key - Hash Key First'))).toHex(),
    ).to.equal('60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54');
  });

  it('derives as RFC 5869 says, with an empty salt and info too', async () => {
    const first = await hkdfSha256(Uint8Array.fromHex('0b'.repeat(22)), countingBytes(0, 13), countingBytes(0xf0, 10), 42);
    expect(first.toHex()).to.equal('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865');
    const second = await hkdfSha256(countingBytes(0, 80), countingBytes(0x60, 80), countingBytes(0xb0, 80), 82);
    expect(second.toHex()).to.equal(
      'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
    );
    const third = await hkdfSha256(Uint8Array.fromHex('0b'.repeat(22)), nothing, nothing, 42);
    expect(third.toHex()).to.equal('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8');
  });

  it('refuses HKDF lengths above 8160', async () => {
    const lengths = [8161, 100_000];
    const outcomes = await Promise.all(lengths.map((length) => outcomeOf(() => hkdfSha256(nothing, nothing, nothing, length))));
    expect(outcomes).to.not.include('ok');
    expect((await hkdfSha256(countingBytes(0, 32), nothing, nothing, 1)).length).to.equal(1);
    expect((await hkdfSha256(countingBytes(0, 32), nothing, nothing, 8160)).length).to.equal(8160);
  });

  it('stretches as RFC 7914 says', async () => {
    const stretched = await pbkdf2Sha256(utf8Bytes('passwd'), utf8Bytes('salt'), 1, 64);
    expect(stretched.toHex()).to.equal(
      '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783',
    );
  });

  it('refuses impossible rounds', async () => {
    for (const rounds of [0, -1, Number.NaN, 2 ** 32]) {
      expect(await outcomeOf(() => pbkdf2Sha256(nothing, nothing, rounds, 32)), `${rounds}`).to.not.equal('ok');
    }
  });

  it('gives as many random bytes as asked for, also above what one call of the browser gives', () => {
    for (const count of [0, 1, 32, 65_536, 65_537, 200_000]) expect(randomBytes(count).length).to.equal(count);
    expect(randomBytes(16).toHex()).to.not.equal(randomBytes(16).toHex());
    // The last chunk is filled as well: 64 zero bytes have odds of 2⁻⁵¹².
    expect(
      randomBytes(200_000)
        .subarray(-64)
        .some((byte) => byte !== 0),
    ).to.equal(true);
  });
});
