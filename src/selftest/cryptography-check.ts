/**
 * Whether this browser computes what the standards say, with published answers; and refuses what they say is not to be taken.
 */
import { AesGcmKey } from '../crypto/aes-gcm.js';
import { signingKeyFromSeed, verifyEd25519 } from '../crypto/ed25519.js';
import { hkdfSha256, hmacSha256, pbkdf2Sha256, randomBytes, sha256, sha512 } from '../crypto/primitives.js';
import { generateX25519, x25519 } from '../crypto/x25519.js';
import { x25519PairFromPrivate } from '../crypto/x25519-known.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { SelfCheckError, mustBe, mustBeRefused } from './self-check.js';

const hex = (text: string): Bytes => Uint8Array.fromHex(text);

/** RFC 8032, 7.1, test 2. */
const signed = {
  seed: hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'),
  pk: hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
  message: hex('72'),
  sig: hex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ),
};

/** McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16. */
const sealed = {
  key: hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'),
  nonce: hex('cafebabefacedbaddecaf888'),
  aad: hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
  plaintext: hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  ),
  ciphertext: hex(
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
  ),
};

/** The same with its last bit changed. */
function spoilt(bytes: Bytes): Bytes {
  const changed = bytes.slice();
  changed[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return changed;
}

async function checkHashes(): Promise<void> {
  mustBe('SHA-256 (FIPS 180-4)', await sha256(utf8Bytes('abc')), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  mustBe(
    'SHA-512 (FIPS 180-4)',
    await sha512(utf8Bytes('abc')),
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  );
  mustBe(
    'HMAC-SHA-256 (RFC 4231)',
    await hmacSha256(utf8Bytes('Jefe'), utf8Bytes('what do ya want for nothing?')),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  mustBe(
    'HKDF-SHA-256 (RFC 5869)',
    await hkdfSha256(new Uint8Array(22).fill(0x0b), hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9'), 42),
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  );
  mustBe(
    'PBKDF2-HMAC-SHA-256 (RFC 7914)',
    await pbkdf2Sha256(utf8Bytes('passwd'), utf8Bytes('salt'), 1, 64),
    '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783',
  );
}

async function checkSealing(): Promise<void> {
  const { nonce, aad, plaintext, ciphertext } = sealed;
  const key = await AesGcmKey.import(sealed.key);
  mustBe('AES-256-GCM', await key.seal(nonce, plaintext, aad), ciphertext.toHex());
  mustBe('AES-256-GCM, opening', await key.open(nonce, ciphertext, aad), plaintext.toHex());
  await mustBeRefused('AES-256-GCM: a changed tag', () => key.open(nonce, spoilt(ciphertext), aad));
  await mustBeRefused('AES-256-GCM: other associated data', () => key.open(nonce, ciphertext, spoilt(aad)));
}

async function checkAgreement(): Promise<void> {
  const alice = await x25519PairFromPrivate(hex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a'));
  const bob = hex('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
  mustBe('X25519 (RFC 7748)', await x25519(alice, bob), '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742');
  const [one, other] = [await generateX25519(), await generateX25519()];
  mustBe('X25519, with fresh keys', await x25519(one, other.publicKey), (await x25519(other, one.publicKey)).toHex());
  await mustBeRefused('X25519: a key of small order', () => x25519(one, new Uint8Array(32)));
}

async function checkSignatures(): Promise<void> {
  const { seed, pk, message, sig } = signed;
  const key = await signingKeyFromSeed(seed);
  mustBe('Ed25519, the public key (RFC 8032)', key.pk, pk.toHex());
  mustBe('Ed25519 (RFC 8032)', await key.sign(message), sig.toHex());
  if (!(await verifyEd25519(pk, message, sig))) throw new SelfCheckError('Ed25519, verifying');
  for (const [what, ...claim] of [
    ['a changed message', pk, spoilt(message), sig],
    ['a changed signature', pk, message, spoilt(sig)],
    ['another key', spoilt(pk), message, sig],
    // Signs anything for R and S of zeros where nobody looks.
    ['a key of small order', hex(`01${'00'.repeat(31)}`), message, hex(`01${'00'.repeat(63)}`)],
  ] as const)
    if (await verifyEd25519(...claim)) throw new SelfCheckError(`Ed25519: ${what}`);
}

/** Rejects with `SelfCheckError` for the first answer that is wrong. */
export async function checkCryptography(): Promise<void> {
  await checkHashes();
  await checkSealing();
  await checkAgreement();
  await checkSignatures();
  if (randomBytes(32).toHex() === randomBytes(32).toHex()) throw new SelfCheckError('random bytes: the same twice');
}
