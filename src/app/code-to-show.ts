/**
 * From whatever was thrown to what can be said.
 */
import { errorCodeOf } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';

/** The code of an expected failure; anything else is a fault of ours, goes to the console, and is called so on screen. */
export function codeToShow(error: unknown): ErrorCode {
  const code = errorCodeOf(error);
  if (code === null) reportError(error);
  return code ?? 'unexpected';
}
