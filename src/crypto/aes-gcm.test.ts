import { expect } from '@open-wc/testing';
import { utf8Bytes } from '../lib/bytes.js';
import { AesGcmKey, counterNonce, openWithRandomNonce, sealWithRandomNonce } from './aes-gcm.js';
import { countingBytes, flippedAt, outcomeOf } from './crypto-expectations.fixture.js';

const nonce = countingBytes(1, 12);
const aad = utf8Bytes('place');

describe('crypto/aes-gcm', () => {
  it('seals as the test cases of the GCM specification say', async () => {
    const key = await AesGcmKey.import(new Uint8Array(32));
    const zeroNonce = new Uint8Array(12);
    const nothing = new Uint8Array(0);
    expect((await key.seal(zeroNonce, nothing, nothing)).toHex()).to.equal('530f8afbc74536b9a963b4f1c4cb738b');
    expect((await key.seal(zeroNonce, new Uint8Array(16), nothing)).toHex()).to.equal(
      'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
    );
  });

  it('opens what it sealed, from nothing to a whole frame, and views into larger arrays', async () => {
    const key = await AesGcmKey.import(countingBytes(0, 32));
    for (const length of [0, 1, 15, 16, 17, 4096, 65_536]) {
      const plaintext = countingBytes(3, length + 10).subarray(5, 5 + length);
      const sealed = await key.seal(nonce, plaintext, aad);
      expect(sealed.length).to.equal(length + 16);
      expect(await key.open(nonce, sealed, aad)).to.deep.equal(plaintext.slice());
    }
  });

  it('refuses a ciphertext, nonce, AAD or key with any one byte changed', async () => {
    const keyBytes = countingBytes(0, 32);
    const key = await AesGcmKey.import(keyBytes);
    const sealed = await key.seal(nonce, utf8Bytes('hello'), aad);
    for (let at = 0; at < sealed.length; at++)
      expect(await outcomeOf(() => key.open(nonce, flippedAt(sealed, at), aad)), `byte ${at}`).to.equal('not-authentic');
    for (let at = 0; at < nonce.length; at++)
      expect(await outcomeOf(() => key.open(flippedAt(nonce, at), sealed, aad)), `nonce ${at}`).to.equal('not-authentic');
    for (let at = 0; at < aad.length; at++)
      expect(await outcomeOf(() => key.open(nonce, sealed, flippedAt(aad, at))), `aad ${at}`).to.equal('not-authentic');
    for (let at = 0; at < keyBytes.length; at++) {
      const other = await AesGcmKey.import(flippedAt(keyBytes, at));
      expect(await outcomeOf(() => other.open(nonce, sealed, aad)), `key ${at}`).to.equal('not-authentic');
    }
  });

  it('calls what is shorter than a tag not authentic', async () => {
    const key = await AesGcmKey.import(countingBytes(0, 32));
    for (const length of [0, 1, 15])
      expect(await outcomeOf(() => key.open(nonce, new Uint8Array(length), aad)), `${length}`).to.equal('not-authentic');
  });

  it('refuses keys and nonces of another length', async () => {
    for (const length of [0, 16, 24, 31, 33])
      expect(await outcomeOf(() => AesGcmKey.import(new Uint8Array(length))), `${length}`).to.equal('RangeError');
    const key = await AesGcmKey.import(countingBytes(0, 32));
    for (const length of [0, 8, 11, 13, 16]) {
      expect(await outcomeOf(() => key.seal(new Uint8Array(length), aad, aad)), `${length}`).to.equal('RangeError');
      expect(await outcomeOf(() => key.open(new Uint8Array(length), new Uint8Array(16), aad)), `${length}`).to.equal('RangeError');
    }
  });

  it('does not need the key bytes after importing', async () => {
    const keyBytes = countingBytes(0, 32);
    const key = await AesGcmKey.import(keyBytes);
    const sealed = await key.seal(nonce, aad, aad);
    keyBytes.fill(0);
    expect(await key.open(nonce, sealed, aad)).to.deep.equal(aad);
  });

  it('uses a key that WebCrypto holds, if it is fit for both', async () => {
    const fit = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const oneWay = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['decrypt']);
    const other = await crypto.subtle.generateKey({ name: 'AES-CBC', length: 256 }, false, ['encrypt', 'decrypt']);
    const key = new AesGcmKey(fit);
    expect(await key.open(nonce, await key.seal(nonce, aad, aad), aad)).to.deep.equal(aad);
    for (const unfit of [oneWay, other])
      expect(await outcomeOf(() => new AesGcmKey(unfit).seal(nonce, aad, aad))).to.equal('InvalidAccessError');
  });

  it('writes counters as four zero bytes and eight big-endian', () => {
    const table: [number, string][] = [
      [0, '000000000000000000000000'],
      [1, '000000000000000000000001'],
      [255, '0000000000000000000000ff'],
      [256, '000000000000000000000100'],
      [2 ** 31, '000000000000000080000000'],
      [2 ** 32 - 1, '0000000000000000ffffffff'],
      [2 ** 32, '000000000000000100000000'],
      [2 ** 32 + 5, '000000000000000100000005'],
      [Number.MAX_SAFE_INTEGER, '00000000001fffffffffffff'],
    ];
    for (const [n, text] of table) expect(counterNonce(n).toHex()).to.equal(text);
    for (const n of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => counterNonce(n)).to.throw(RangeError);
  });

  it('seals at rest under a fresh nonce each time and notices every change', async () => {
    const key = await AesGcmKey.import(countingBytes(0, 32));
    const plaintext = utf8Bytes('at rest');
    const sealed = await sealWithRandomNonce(key, plaintext, aad);
    expect(sealed.length).to.equal(12 + plaintext.length + 16);
    expect(sealed.toHex()).to.not.equal((await sealWithRandomNonce(key, plaintext, aad)).toHex());
    expect(await openWithRandomNonce(key, sealed, aad)).to.deep.equal(plaintext);
    for (let at = 0; at < sealed.length; at++)
      expect(await outcomeOf(() => openWithRandomNonce(key, flippedAt(sealed, at), aad)), `byte ${at}`).to.equal('not-authentic');
    for (let length = 0; length < sealed.length; length++) {
      expect(await outcomeOf(() => openWithRandomNonce(key, sealed.slice(0, length), aad)), `${length} bytes`).to.equal('not-authentic');
    }
    expect(await outcomeOf(() => openWithRandomNonce(key, sealed, Uint8Array.fromHex('00')))).to.equal('not-authentic');
  });
});
