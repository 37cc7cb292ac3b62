/**
 * The frame types that belong to the link itself. 0 and 6 to 15 are reserved, 16 (0x10) to 127 are padded types of whoever uses the link, 128 (0x80)
 * to 255 are its bulk types. The whole table is in docs/PROTOCOL.md.
 */
import type { ErrorCode } from '../lib/errors.js';

/** Numbers on the wire. */
export const LINK_FRAME = {
  /** Who is speaking: `pk32 ‖ run8 ‖ caps4 ‖ sig64`. Frame 0 of every epoch in each direction, and nothing else. */
  auth: 1,
  /** A Noise message of a rekey. */
  rekey: 2,
  /** Eight random bytes. */
  ping: 3,
  /** The eight bytes of the ping it answers. */
  pong: 4,
  /** One byte of `CLOSE_REASON`: the last frame of a link that ends on purpose. */
  close: 5,
} as const;

/** The lowest type that is not the link's own. */
export const FIRST_USER_FRAME_TYPE = 0x10;

/** The lowest type that is not padded. */
export const FIRST_BULK_FRAME_TYPE = 0x80;

/** How long the other side has to close the channel after our CLOSE, in milliseconds: closing it ourselves at once could overtake the frame. */
export const CLOSE_WAIT_MS = 1_000;

/** Why a link ends on purpose: the byte in a CLOSE frame. */
export const CLOSE_REASON = {
  /** Leaving: the room or the page is closed. */
  bye: 0,
  /** A newer link to the same person took over. */
  replaced: 1,
  /** The other person is not, or no longer, somebody to talk to here. */
  refused: 2,
} as const;

/** The name of a reason. */
export type CloseReason = keyof typeof CLOSE_REASON;

const CLOSE_CODES: readonly ErrorCode[] = ['link-ended', 'link-replaced', 'link-refused'];

/** What the data of the other side's CLOSE means: `frame-invalid` unless it is one known byte. */
export function codeOfClose(data: Uint8Array): ErrorCode {
  return (data.length === 1 ? CLOSE_CODES[data[0] as number] : undefined) ?? 'frame-invalid';
}

/** Whether frames of this type travel unpadded. */
export function isBulkFrameType(type: number): boolean {
  return type >= FIRST_BULK_FRAME_TYPE;
}
