/**
 * The frames of an emoji comparison (DESIGN section 4, "Verification").
 *
 *     starter → committer   START
 *     committer → starter   COMMIT   commitment32
 *     starter → committer   NONCE    nonce32
 *     committer → starter   REVEAL   nonce32
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';

/** Frame types on the wire. */
export const SAS_FRAME = {
  start: 0x20,
  commit: 0x21,
  nonce: 0x22,
  reveal: 0x23,
  /** One byte of `SAS_CANCEL_REASON`; ends the try on both sides. */
  cancel: 0x24,
} as const;

/** Why a try ends without emoji: the byte in a CANCEL frame. */
export const SAS_CANCEL_REASON = {
  /** The person stopped it. */
  stopped: 0,
  /** The last try was less than a minute ago. */
  tooSoon: 1,
  /** The other side broke the order, revealed something else than it had committed to, or went silent. */
  broken: 2,
  /** The person says that the emoji differ. */
  different: 3,
} as const;

/** The name of a reason. */
export type SasCancelReason = keyof typeof SAS_CANCEL_REASON;

const SAS_FRAME_LENGTHS: ReadonlyMap<number, number> = new Map([
  [SAS_FRAME.start, 0],
  [SAS_FRAME.commit, 32],
  [SAS_FRAME.nonce, 32],
  [SAS_FRAME.reveal, 32],
  [SAS_FRAME.cancel, 1],
]);

/** Whether frames of this type go to the `SasSession`. */
export function isSasFrameType(type: number): boolean {
  return SAS_FRAME_LENGTHS.has(type);
}

/** Throws `ParleyError('sas-failed')` unless the data has the length that its type has, and `RangeError` when the type is none of these. */
export function requireSasFrame(type: number, data: Bytes): void {
  const length = SAS_FRAME_LENGTHS.get(type);
  if (length === undefined) throw new RangeError(`type ${type} is not a frame of an emoji comparison`);
  if (data.length !== length) throw new ParleyError('sas-failed', `type ${type} with ${data.length} bytes`);
}
