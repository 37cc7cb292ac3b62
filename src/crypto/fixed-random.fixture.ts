/**
 * What is random, given: for test vectors in which salts, keys and nonces are fixed.
 */
import type { Bytes } from '../lib/bytes.js';

/** Runs `work`, in which the browser's random bytes are these, in order; rejects when others are asked for, or some are left. */
export async function withRandom<Result>(given: readonly Bytes[], work: () => Promise<Result>): Promise<Result> {
  const left = [...given];
  const original = crypto.getRandomValues;
  crypto.getRandomValues = <Values extends ArrayBufferView | null>(values: Values): Values => {
    const next = left.shift();
    if (!(values instanceof Uint8Array) || next?.length !== values.length) throw new RangeError('other random bytes than were given');
    values.set(next);
    return values;
  };
  try {
    const result = await work();
    if (left.length > 0) throw new RangeError('fewer random bytes than were given');
    return result;
  } finally {
    crypto.getRandomValues = original;
  }
}
