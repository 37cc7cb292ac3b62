/**
 * Keys for what is at rest: a master key of 32 random bytes, wrapped by a passphrase or by a key that the browser keeps, and
 * subkeys of it, one a purpose.
 */
import { lpBytes } from '../lib/byte-writer.js';
import { labelledBytes, utf8Bytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { systemClock } from '../lib/clock.js';
import type { Clock } from '../lib/clock.js';
import { importAndWipe } from './aes-gcm.js';
import type { AesGcmKey } from './aes-gcm.js';
import { NO_BYTES, hkdfSha256, pbkdf2Sha256, randomBytes } from './primitives.js';

/** Never fewer rounds than this (OWASP's figure for PBKDF2-HMAC-SHA-256). */
export const PBKDF2_MIN_ROUNDS = 600_000;

/** Never more either, so that an odd clock at calibration cannot make a vault that takes minutes to open. */
export const PBKDF2_MAX_ROUNDS = 20_000_000;

/** Calibration rounds to this, since the last digits would only be noise. */
const PBKDF2_ROUNDING = 50_000;

/** A shorter measurement would be mostly start-up and clock granularity (browsers round to as much as 16.7 ms). */
const PBKDF2_MEASURE_MS = 50;

/**
 * The key that a passphrase stands for: PBKDF2-HMAC-SHA-256 of its NFKC form, since keyboards and systems compose the same letters differently.
 * The salt has 16 bytes or more; there are 1 to 2³² − 1 rounds.
 */
export async function deriveFromPassphrase(passphrase: string, salt: Bytes, rounds: number): Promise<AesGcmKey> {
  return importAndWipe(await pbkdf2Sha256(utf8Bytes(passphrase.normalize('NFKC')), salt, rounds, 32));
}

/**
 * How many rounds take about `targetMs` milliseconds on this machine, in steps of 50,000; never under 600,000. Measures for about 50 to 150 ms.
 */
export async function calibratePbkdf2(targetMs = 700, clock: Clock = systemClock): Promise<number> {
  let rounds = PBKDF2_ROUNDING / 2;
  let elapsed: number;
  do {
    rounds *= 2;
    const start = clock.now();
    await pbkdf2Sha256(randomBytes(16), randomBytes(16), rounds, 32);
    elapsed = clock.now() - start;
  } while (elapsed < PBKDF2_MEASURE_MS && rounds < PBKDF2_MAX_ROUNDS);
  const fit = Math.round((rounds * targetMs) / Math.max(elapsed, 1) / PBKDF2_ROUNDING) * PBKDF2_ROUNDING;
  return Math.min(PBKDF2_MAX_ROUNDS, Math.max(PBKDF2_MIN_ROUNDS, fit));
}

/**
 * The key for one purpose: `HKDF(ikm=master, salt="", info="parley/1 vault " ‖ label ‖ lp(context)…, 32)`. Labels are words of `a-z`, and contexts
 * shorter than 8 KiB: so the first byte of a length is in no label, and nothing can be read in two ways.
 */
export async function subkey(master: Bytes, label: string, ...context: readonly Bytes[]): Promise<AesGcmKey> {
  // SECURITY: one key a purpose and place (vault-keys.test.ts: "gives unrelated keys to any two different purposes").
  const info = labelledBytes(`parley/1 vault ${label}`, ...context.map(lpBytes));
  return importAndWipe(await hkdfSha256(master, NO_BYTES, info, 32));
}

/**
 * A key that never leaves the browser: non-extractable, to be kept in IndexedDB as it is, used through `AesGcmKey`. Whoever can run code on
 * the same origin, or copy the browser's profile, can use it.
 */
export function createDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
