/**
 * The safety number that two people compare: libsignal's numeric fingerprint, version 1 (rust/protocol/src/fingerprint.rs of signalapp/libsignal),
 * with the raw 32-byte pk as key and the fingerprint as id.
 *
 * Thirty digits are about 100 bits, and 5200 rounds make each guess at a look-alike key dearer.
 */
import { digitGroupsOf } from '../lib/base-text.js';
import { u16Bytes } from '../lib/byte-writer.js';
import type { Bytes } from '../lib/bytes.js';
import { sha512 } from './primitives.js';

const SAFETY_NUMBER_VERSION = 0;

const SAFETY_NUMBER_ROUNDS = 5200;

/** Rounds between two pauses: about 2 ms of work. */
const SAFETY_ROUNDS_BETWEEN_PAUSES = 200;

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
export async function safetyNumberHalf({ key, id }: SafetyNumberSide): Promise<string> {
  let hash = await sha512(u16Bytes(SAFETY_NUMBER_VERSION), key, id, key);
  for (let done = 1; done < SAFETY_NUMBER_ROUNDS; done++) {
    hash = await sha512(hash, key);
    // Awaiting is not enough: Chromium answers small digests so fast that no other task gets its turn.
    if (done % SAFETY_ROUNDS_BETWEEN_PAUSES === 0) await nextTask();
  }
  return digitGroupsOf(hash.subarray(0, 30));
}

/** The 60 digits of two halves, whichever comes first. */
export function joinSafetyNumber(oneHalf: string, otherHalf: string): string {
  return [oneHalf, otherHalf].sort().join('');
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
