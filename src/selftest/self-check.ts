/**
 * What the checks of the self-test say when something is not as it should be.
 */
import type { Bytes } from '../lib/bytes.js';
import { errorCodeOf } from '../lib/errors.js';

/** Something came out otherwise than it has to. `message` says what, for whoever is told of it: names of algorithms and standards, in no language of people's. */
export class SelfCheckError extends Error {
  override readonly name = 'SelfCheckError';
}

/** Throws `SelfCheckError` unless these bytes, or this text, are what has to come out (bytes: hexadecimal). */
export function mustBe(what: string, found: Bytes | string, wanted: string): void {
  if ((typeof found === 'string' ? found : found.toHex()) !== wanted) throw new SelfCheckError(what);
}

/** Throws `SelfCheckError` when something is taken that has to be refused, which is done with a `ParleyError`; any other failure is passed on, being no refusal. */
export async function mustBeRefused(what: string, attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (errorCodeOf(error) === null) throw error;
    return;
  }
  throw new SelfCheckError(what);
}
