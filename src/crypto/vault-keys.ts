/**
 * Keys for what is at rest (DESIGN section 5): a master key of 32 random bytes, wrapped by a passphrase or by a key that the browser keeps, and
 * subkeys of it, one a purpose.
 */
import { lpBytes } from '../lib/byte-writer.js';
import { asciiBytes, concatBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { systemClock } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { AesGcmKey, openWithRandomNonce, sealWithRandomNonce } from './aes-gcm.js';
import { hkdfSha256, pbkdf2Sha256, randomBytes } from './primitives.js';
import { requireLength } from './require-length.js';

/** Never fewer rounds than this (OWASP's figure for PBKDF2-HMAC-SHA-256). */
export const PBKDF2_MIN_ROUNDS = 600_000;

/** Never more either, so that an odd clock at calibration cannot make a vault that takes minutes to open. */
export const PBKDF2_MAX_ROUNDS = 20_000_000;

/** Calibration rounds to this, since the last digits would only be noise. */
const PBKDF2_ROUNDING = 50_000;

/** A shorter measurement would be mostly start-up and clock granularity (browsers round to as much as 16.7 ms). */
const PBKDF2_MEASURE_MS = 50;

const MASTER_KEY_LENGTH = 32;

/**
 * The key that a passphrase stands for: PBKDF2-HMAC-SHA-256 of its NFKC form, since keyboards and systems compose the same letters differently. Throws
 * `RangeError` when the passphrase is empty, the salt is shorter than 16 bytes, or `rounds` is not 1 to 2³² − 1.
 */
export async function deriveFromPassphrase(passphrase: string, salt: Bytes, rounds: number): Promise<AesGcmKey> {
  if (passphrase === '') throw new RangeError('passphrase is empty');
  if (salt.length < 16) throw new RangeError(`salt has ${salt.length} bytes, at least 16`);
  const password = utf8Bytes(passphrase.normalize('NFKC'));
  try {
    return await importAndWipe(await pbkdf2Sha256(password, salt, rounds, 32));
  } finally {
    password.fill(0);
  }
}

/**
 * How many rounds take about `targetMs` milliseconds on this machine, in steps of 50,000; never under 600,000. Measures for about 50 to 150 ms.
 */
export async function calibratePbkdf2(targetMs = 700, clock: Clock = systemClock): Promise<number> {
  const password = randomBytes(16);
  const salt = randomBytes(16);
  let rounds = PBKDF2_ROUNDING;
  for (;;) {
    const start = clock.now();
    await pbkdf2Sha256(password, salt, rounds, 32);
    const elapsed = clock.now() - start;
    if (elapsed >= PBKDF2_MEASURE_MS || rounds >= PBKDF2_MAX_ROUNDS) return roundsFor(rounds, elapsed, targetMs);
    rounds *= 2;
  }
}

function roundsFor(measuredRounds: number, elapsed: number, targetMs: number): number {
  const fit = Math.round((measuredRounds * targetMs) / Math.max(elapsed, 1) / PBKDF2_ROUNDING) * PBKDF2_ROUNDING;
  return Math.min(PBKDF2_MAX_ROUNDS, Math.max(PBKDF2_MIN_ROUNDS, fit));
}

/**
 * The key for one purpose: `HKDF(ikm=master, salt="", info="parley/1 vault " ‖ label ‖ lp(context)…, 32)`. `label` is of `a-z`, `0-9`, space and "-", so
 * that it cannot run into what follows. Throws `RangeError` on another label, a context of 8 KiB or more, or a master key that has not 32 bytes.
 */
export async function subkey(master: Bytes, label: string, ...context: readonly Bytes[]): Promise<AesGcmKey> {
  requireLength('master', master, MASTER_KEY_LENGTH);
  if (!/^[a-z0-9 -]+$/u.test(label)) throw new RangeError(`label is not of a-z, 0-9, space and "-": ${label}`);
  // Below 8 KiB the first length byte is under 0x20, which no label holds: label and contexts cannot be read in two ways.
  if (context.some((part) => part.length >= 0x2000)) throw new RangeError('context has 8 KiB or more');
  // SECURITY: one key a purpose and place (vault-keys.test.ts: "gives unrelated keys to any two different purposes").
  const info = concatBytes(asciiBytes(`parley/1 vault ${label}`), ...context.map(lpBytes));
  return importAndWipe(await hkdfSha256(master, new Uint8Array(0), info, 32));
}

/** A new master key, 32 random bytes: to be wiped by the caller when the vault closes. */
export function createMasterKey(): Bytes {
  return randomBytes(MASTER_KEY_LENGTH);
}

/**
 * A key that never leaves the browser: non-extractable, to be kept in IndexedDB as it is, used through `AesGcmKey.fromCryptoKey`. Whoever can run code on
 * the same origin, or copy the browser's profile, can use it.
 */
export async function createDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Seals a master key under a passphrase's or a device's key: `nonce12 ‖ ciphertext32 ‖ tag16`, 60 bytes. `aad` names the parameters, so that they cannot be exchanged. */
export async function wrapMasterKey(wrappingKey: AesGcmKey, master: Bytes, aad: Bytes): Promise<Bytes> {
  requireLength('master', master, MASTER_KEY_LENGTH);
  return sealWithRandomNonce(wrappingKey, master, aad);
}

/** The master key that `wrapMasterKey` sealed. Throws `ParleyError('not-authentic')` when the key, the parameters or the bytes are not the ones. */
export async function unwrapMasterKey(wrappingKey: AesGcmKey, wrapped: Bytes, aad: Bytes): Promise<Bytes> {
  const master = await openWithRandomNonce(wrappingKey, wrapped, aad);
  requireLength('wrapped master', master, MASTER_KEY_LENGTH);
  return master;
}

async function importAndWipe(keyBytes: Bytes): Promise<AesGcmKey> {
  try {
    return await AesGcmKey.import(keyBytes);
  } finally {
    keyBytes.fill(0);
  }
}
