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
  /** One byte, the place of a reason in `CLOSE_CODES`: the last frame of a link that ends on purpose. */
  close: 5,
} as const;

/** How many bytes of data each type of `LINK_FRAME` has, by its number. */
export const LINK_FRAME_LENGTHS: readonly (number | undefined)[] = [undefined, 108, 48, 8, 8, 1];

/** The lowest type that is not the link's own. */
export const FIRST_USER_FRAME_TYPE = 0x10;

/** The lowest type that is not padded. */
export const FIRST_BULK_FRAME_TYPE = 0x80;

/** Why a link ends on purpose, and what that means to the other side; in the order of the byte in a CLOSE frame. */
export const CLOSE_CODES = {
  /** Leaving: the room or the page is closed. */
  bye: 'link-ended',
  /** A newer link to the same person took over. */
  replaced: 'link-replaced',
  /** The other person is not, or no longer, somebody to talk to here. */
  refused: 'link-refused',
} as const satisfies Record<string, ErrorCode>;

/** The name of a reason. */
export type CloseReason = keyof typeof CLOSE_CODES;
