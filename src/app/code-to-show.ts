/**
 * From whatever was thrown to what can be said.
 */
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';

/** The code of an expected failure; anything else is a fault of ours, goes to the console, and is called so on screen. */
export function codeToShow(error: unknown): ErrorCode {
  const code = errorCodeOf(error);
  if (code === null) reportError(error);
  return code ?? 'unexpected';
}

/** What `read` gives. Whatever it throws over a value that is not as it should be becomes the cause of a `ParleyError` with this code. */
export function readAs<Value>(code: ErrorCode, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new ParleyError(code, { cause: error });
  }
}
