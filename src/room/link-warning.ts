/**
 * What went wrong on the way to a link, or in one, and still matters: said beside the connection until a link succeeds.
 */
import type { ErrorCode } from '../lib/errors.js';

/** What may mean that somebody is in between, or is not who they seem; said beside the connection until a link succeeds. */
const DISTRUSTED: ReadonlySet<unknown> = new Set<ErrorCode>([
  'binding-failed',
  'handshake-failed',
  'handshake-unanswered',
  'identity-unexpected',
  'not-authentic',
  'malformed',
  'too-large',
  'frame-invalid',
  'version-unknown',
]);

/**
 * Why one does not get in, said only to whoever is still outside: inside, somebody who is not there is nothing to worry about. But a member who hangs up at
 * the sight of one, while there is a link to nobody, may have heard that one was removed.
 */
const KEEPS_OUT: ReadonlySet<ErrorCode> = new Set([
  'peer-unavailable',
  'dial-timeout',
  'handshake-refused',
  'handshake-timeout',
  'knock-refused',
  'invite-expired',
  'invite-used',
  'invite-unknown',
  'invite-unheard',
]);

/** The warning after an end with `code`. `isInside`: whether one is in the room. */
export function warningAfter(warning: ErrorCode | null, code: ErrorCode, isInside: boolean): ErrorCode | null {
  if (DISTRUSTED.has(code)) return code;
  return KEEPS_OUT.has(code) && !isInside ? lesserWarning(warning, code) : warning;
}

/** The warning after something that outweighs no doubt. */
export function lesserWarning(warning: ErrorCode | null, code: ErrorCode): ErrorCode | null {
  return DISTRUSTED.has(warning) ? warning : code;
}
