/**
 * The primitives of docs/PROTOCOL.md section 2, from the noble libraries: Ed25519 and X25519, both strict, AES-256-GCM, SHA-2, HMAC and HKDF.
 */
import { randomBytes } from 'node:crypto';
import { gcm } from '@noble/ciphers/aes.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256, sha512 as nobleSha512 } from '@noble/hashes/sha2.js';
import { fromHex, hex, join } from './bytes.js';
import type { Part } from './bytes.js';

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The y of the points whose order divides 8. */
const SMALL_Y = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]);

/** The five u that lead to nothing but zeros. */
export const SMALL_U: readonly Uint8Array[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
].map(fromHex);

/** p, p + 1, p + 9 and others, as no honest side writes them: not below p = 2²⁵⁵ − 19 with the top bit counted. */
export const NOT_CANONICAL: readonly Uint8Array[] = [
  `f6${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
  `ff${'ff'.repeat(30)}7f`,
  `09${'00'.repeat(30)}80`,
  'ff'.repeat(32),
  `ed${'ff'.repeat(30)}7f`,
].map(fromHex);

/** So many random bytes. */
export function random(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length));
}

export function sha256(...parts: readonly Part[]): Uint8Array {
  return nobleSha256(join(...parts));
}

export function sha512(...parts: readonly Part[]): Uint8Array {
  return nobleSha512(join(...parts));
}

/** RFC 5869 with SHA-256. */
export function hkdfSha256(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return hkdf(nobleSha256, ikm, salt, info, length);
}

/** Noise's own HKDF (section 7): `count` outputs of 32 bytes. */
export function noiseHkdf(ck: Uint8Array, input: Uint8Array, count: number): readonly Uint8Array[] {
  const key = hmac(nobleSha256, ck, input);
  const outputs: Uint8Array[] = [];
  for (let i = 1; i <= count; i++) outputs.push(hmac(nobleSha256, key, join(outputs.at(-1) ?? new Uint8Array(), Uint8Array.of(i))));
  return outputs;
}

/** AES-256-GCM: ciphertext and then a tag of 16 bytes. */
export function encrypt(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  return gcm(key, nonce, aad).encrypt(plaintext);
}

/** Throws when the tag does not fit. */
export function decrypt(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  return gcm(key, nonce, aad).decrypt(ciphertext);
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes.toReversed())}`);
}

/** A public key or R that a verifier refuses before it looks at anything else. */
function isQuestionable(point: Uint8Array): boolean {
  const y = point.slice();
  y[31] = (y[31] ?? 0) & 0x7f;
  return littleEndian(y) >= P || SMALL_Y.has(hex(y));
}

export function publicKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed);
}

export function sign(seed: Uint8Array, ...parts: readonly Part[]): Uint8Array {
  return ed25519.sign(join(...parts), seed);
}

/** Strict, as in section 2. */
export function isSignedBy(pk: Uint8Array, signature: Uint8Array, ...parts: readonly Part[]): boolean {
  if (pk.length !== 32 || signature.length !== 64) return false;
  if (isQuestionable(pk) || isQuestionable(signature.slice(0, 32)) || littleEndian(signature.slice(32)) >= L) return false;
  return ed25519.verify(signature, join(...parts), pk, { zip215: false });
}

export function exchangeKey(secret: Uint8Array): Uint8Array {
  return x25519.getPublicKey(secret);
}

/** Strict, as in section 2: throws for a key that is refused. */
export function exchange(secret: Uint8Array, theirs: Uint8Array): Uint8Array {
  if (littleEndian(theirs) >= P || SMALL_U.some((small) => hex(small) === hex(theirs))) throw new RangeError('X25519 key refused');
  return x25519.getSharedSecret(secret, theirs);
}

/** What an attacker who does not care makes of any key. */
export function carelessExchange(secret: Uint8Array, theirs: Uint8Array): Uint8Array {
  try {
    return x25519.getSharedSecret(secret, theirs);
  } catch {
    // noble throws when the shared secret is all zeros, and for nothing else here.
    return new Uint8Array(32);
  }
}
