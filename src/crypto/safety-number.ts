/**
 * The safety number that two people compare: libsignal's numeric fingerprint, version 1 (rust/protocol/src/fingerprint.rs of signalapp/libsignal),
 * with the raw 32-byte pk as key and the fingerprint as id.
 *
 * Thirty digits are about 100 bits, and 5200 rounds make each guess at a look-alike key dearer.
 */
import { u16Bytes } from '../lib/byte-writer.js';
import type { Bytes } from '../lib/bytes.js';
import { sha512 } from './primitives.js';

const SAFETY_NUMBER_VERSION = 0;

const SAFETY_NUMBER_ROUNDS = 5200;

/** Rounds between two pauses: about 2 ms of work. */
const SAFETY_ROUNDS_BETWEEN_PAUSES = 200;

/** SHA-512's output in bytes. */
const SAFETY_HASH_LENGTH = 64;

/** One of the two people. */
export interface SafetyNumberSide {
  /** The public key, 32 bytes in Parley. */
  readonly key: Bytes;
  /** The stable id: the fingerprint in Parley. */
  readonly id: Bytes;
}

/**
 * One person's 30 digits: the same in everybody's eyes, so worth keeping. Takes 5200 hashes one after the other, 40 to 150 ms, and lets the page
 * breathe meanwhile.
 */
export async function safetyNumberHalf(side: SafetyNumberSide): Promise<string> {
  const round = new Uint8Array(SAFETY_HASH_LENGTH + side.key.length);
  round.set(side.key, SAFETY_HASH_LENGTH);
  let hash = await sha512(u16Bytes(SAFETY_NUMBER_VERSION), side.key, side.id, side.key);
  for (let done = 1; done < SAFETY_NUMBER_ROUNDS; done++) {
    round.set(hash);
    hash = await sha512(round);
    // Awaiting is not enough: Chromium answers small digests so fast that no other task gets its turn.
    if (done % SAFETY_ROUNDS_BETWEEN_PAUSES === 0) await nextTask();
  }
  let digits = '';
  const view = new DataView(hash.buffer);
  for (let at = 0; at < 30; at += 5) {
    const chunk = view.getUint8(at) * 2 ** 32 + view.getUint32(at + 1);
    digits += String(chunk % 100_000).padStart(5, '0');
  }
  return digits;
}

/** The 60 digits of two halves, whichever comes first. */
export function joinSafetyNumber(oneHalf: string, otherHalf: string): string {
  return oneHalf < otherHalf ? oneHalf + otherHalf : otherHalf + oneHalf;
}

/** The 60 digits that both people see. The order of the arguments does not matter. */
export async function safetyNumberOf(one: SafetyNumberSide, other: SafetyNumberSide): Promise<string> {
  const [oneHalf, otherHalf] = await Promise.all([safetyNumberHalf(one), safetyNumberHalf(other)]);
  return joinSafetyNumber(oneHalf, otherHalf);
}

/** Resolves in a later task. A message rather than a timer, since browsers stretch chained timers to 4 ms, and to a second in hidden tabs. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
