/**
 * The frames of an emoji comparison (DESIGN section 4, "Verification").
 *
 *     starter → committer   START
 *     committer → starter   COMMIT   commitment32
 *     starter → committer   NONCE    nonce32
 *     committer → starter   REVEAL   nonce32
 */
import type { ErrorCode } from '../lib/errors.js';

/** Frame types on the wire. */
export const SAS_FRAME = {
  start: 0x20,
  commit: 0x21,
  nonce: 0x22,
  reveal: 0x23,
  /** One byte, the place of a reason in `SAS_CANCEL_CODES`; ends the try on both sides. */
  cancel: 0x24,
} as const;

/** How many bytes of data the types of `SAS_FRAME` have, in their order. */
const SAS_FRAME_LENGTHS: readonly number[] = [0, 32, 32, 32, 1];

/** Why a try ends without emoji, and what that means to the other side; in the order of the byte in a CANCEL frame. */
export const SAS_CANCEL_CODES = {
  /** The person stopped it. */
  stopped: 'sas-stopped',
  /** The last try was less than a minute ago. */
  tooSoon: 'sas-too-soon',
  /** The other side broke the order, revealed something else than it had committed to, or went silent. */
  broken: 'sas-failed',
  /** The person says that the emoji differ. */
  different: 'sas-different',
} as const satisfies Record<string, ErrorCode>;

/** The name of a reason. */
export type SasCancelReason = keyof typeof SAS_CANCEL_CODES;

/** Whether frames of this type go to the `SasSession`. */
export function isSasFrameType(type: number): boolean {
  return sasFrameLength(type) !== undefined;
}

/** How many bytes of data such a frame has, `undefined` for all other types. */
export function sasFrameLength(type: number): number | undefined {
  return SAS_FRAME_LENGTHS[type - SAS_FRAME.start];
}
