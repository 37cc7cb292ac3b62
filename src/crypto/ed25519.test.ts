import { expect } from '@open-wc/testing';
import { concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { countingBytes, flippedAt, outcomeOf } from './crypto-expectations.fixture.js';
import { generateSigningKey, importSigningKey, signingKeyFromSeed, verifyEd25519 } from './ed25519.js';

/** RFC 8032 section 7.1, tests 1 to 3: seed, public key, message, signature. */
const rfc8032 = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
].map((row) => row.map((text) => Uint8Array.fromHex(text))) as [Bytes, Bytes, Bytes, Bytes][];

const message = utf8Bytes('a message');

/** Adds L to S: the same number modulo L, so the equation still holds. */
function withSecondS(sig: Bytes): Bytes {
  const order = Uint8Array.fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
  const changed = sig.slice();
  let carry = 0;
  for (let i = 0; i < 32; i++) {
    carry += (sig[32 + i] as number) + (order[i] as number);
    changed[32 + i] = carry & 0xff;
    carry >>= 8;
  }
  return changed;
}

describe('crypto/ed25519', () => {
  it('signs and verifies as RFC 8032 says', async () => {
    for (const [seed, pk, text, sig] of rfc8032) {
      const key = await signingKeyFromSeed(seed);
      expect(key.pk.toHex()).to.equal(pk.toHex());
      expect((await key.sign(text)).toHex()).to.equal(sig.toHex());
      expect(await verifyEd25519(pk, text, sig)).to.equal(true);
    }
  });

  it('exports 48 bytes that hold the seed, and imports them again', async () => {
    for (const [seed, pk] of rfc8032) {
      const pkcs8 = await (await signingKeyFromSeed(seed)).exportPkcs8();
      expect(pkcs8.toHex()).to.equal(`302e020100300506032b657004220420${seed.toHex()}`);
      const again = await importSigningKey(pkcs8);
      expect(again.pk.toHex()).to.equal(pk.toHex());
      expect((await again.exportPkcs8()).toHex()).to.equal(pkcs8.toHex());
    }
    const fresh = await generateSigningKey();
    const again = await importSigningKey(await fresh.exportPkcs8());
    expect(again.pk.toHex()).to.equal(fresh.pk.toHex());
    expect(await verifyEd25519(fresh.pk, message, await again.sign(message))).to.equal(true);
  });

  it('makes a different key each time', async () => {
    expect((await generateSigningKey()).pk.toHex()).to.not.equal((await generateSigningKey()).pk.toHex());
  });

  it('calls anything but an exported key malformed', async () => {
    const pkcs8 = await (await generateSigningKey()).exportPkcs8();
    for (let length = 0; length < pkcs8.length; length++)
      expect(await outcomeOf(() => importSigningKey(pkcs8.slice(0, length))), `${length} bytes`).to.equal('malformed');
    expect(await outcomeOf(() => importSigningKey(concatBytes(pkcs8, Uint8Array.of(0))))).to.equal('malformed');
    for (let at = 0; at < 16; at++)
      expect(await outcomeOf(() => importSigningKey(flippedAt(pkcs8, at))), `byte ${at}`).to.equal('malformed');
  });

  it('refuses a seed of another length', async () => {
    for (const length of [0, 31, 33])
      expect(await outcomeOf(() => signingKeyFromSeed(new Uint8Array(length))), `${length}`).to.equal('malformed');
  });

  it('refuses a signature, message or key with any one byte changed', async () => {
    const key = await signingKeyFromSeed(countingBytes(7, 32));
    const sig = await key.sign(message);
    expect(await verifyEd25519(key.pk, message, sig)).to.equal(true);
    for (let at = 0; at < sig.length; at++) expect(await verifyEd25519(key.pk, message, flippedAt(sig, at)), `sig ${at}`).to.equal(false);
    for (let at = 0; at < message.length; at++)
      expect(await verifyEd25519(key.pk, flippedAt(message, at), sig), `message ${at}`).to.equal(false);
    for (let at = 0; at < key.pk.length; at++) expect(await verifyEd25519(flippedAt(key.pk, at), message, sig), `pk ${at}`).to.equal(false);
    expect(await verifyEd25519(flippedAt(key.pk, 31, 0x80), message, sig)).to.equal(false);
  });

  it('refuses what engines would accept or disagree about', async () => {
    const identity = '0100000000000000000000000000000000000000000000000000000000000000';
    const forged = Uint8Array.fromHex(identity + '00'.repeat(32));
    // A small-order key with R = the neutral point and S = 0 fits any message in Chromium and Firefox.
    expect(await verifyEd25519(Uint8Array.fromHex(identity), message, forged)).to.equal(false);
    // The same key written with y ≥ p fits in one of them only.
    expect(
      await verifyEd25519(Uint8Array.fromHex('eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'), message, forged),
    ).to.equal(false);
    const key = await generateSigningKey();
    expect(await verifyEd25519(key.pk, message, withSecondS(await key.sign(message)))).to.equal(false);
  });

  it('would accept that forgery without the strict rules, in this browser', async () => {
    const identity = Uint8Array.fromHex('0100000000000000000000000000000000000000000000000000000000000000');
    const engineKey = await crypto.subtle.importKey('raw', identity, 'Ed25519', false, ['verify']);
    expect(await crypto.subtle.verify('Ed25519', engineKey, concatBytes(identity, new Uint8Array(32)), message)).to.equal(true);
  });

  it('calls wrong lengths and keys that are no point false, without throwing', async () => {
    const key = await generateSigningKey();
    const sig = await key.sign(message);
    for (const length of [0, 31, 33])
      expect(await verifyEd25519(new Uint8Array(length).fill(9), message, sig), `pk of ${length}`).to.equal(false);
    for (const length of [0, 63, 65])
      expect(await verifyEd25519(key.pk, message, new Uint8Array(length).fill(9)), `sig of ${length}`).to.equal(false);
    // No point of the curve has y = 2 or y = 7.
    for (const y of [2, 7])
      expect(await verifyEd25519(concatBytes(Uint8Array.of(y), new Uint8Array(31)), message, sig), `y = ${y}`).to.equal(false);
  });

  it('keeps answering right with more people than it keeps keys for', async () => {
    const people = await Promise.all(Array.from({ length: 300 }, () => generateSigningKey()));
    const sigs = await Promise.all(people.map((person) => person.sign(message)));
    for (const round of [0, 1]) {
      const right = await Promise.all(people.map((person, i) => verifyEd25519(person.pk, message, sigs[i] as Bytes)));
      expect(
        right.every((isRight) => isRight),
        `round ${round}`,
      ).to.equal(true);
      const wrong = await Promise.all(people.map((person, i) => verifyEd25519(person.pk, message, sigs[(i + 1) % 300] as Bytes)));
      expect(
        wrong.some((isRight) => isRight),
        `round ${round}`,
      ).to.equal(false);
    }
  });
});
