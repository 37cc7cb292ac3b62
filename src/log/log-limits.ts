/**
 * Bounds of the log. They are shared by several of its files. Those marked *protocol* decide whether an entry is valid and are the same for everybody; the others
 * only bound memory, and exceeding them delays, never changes, what the room agrees on (DESIGN section 4, "Sync": nothing is dropped for good).
 */

/** *Protocol.* Bytes of a payload: 12 KiB of UTF-8 JSON. */
export const PAYLOAD_MAX_BYTES = 12 * 1024;

/** *Protocol.* Parents of an entry, without `prev`. */
export const PARENTS_MAX = 8;

/** *Protocol.* Bytes of the longest body: 133 without parents. */
export const BODY_MAX_BYTES = 133 + 32 * PARENTS_MAX;

/** *Protocol.* Entries of a run, the signed one included: two runs fit the proof of a fork, and that one frame. */
export const RUN_MAX_ENTRIES = 32;

/** *Protocol.* The highest `seq`: a count of entries still fits four bytes. */
export const SEQ_MAX = 0xffff_fffe;

/** *Protocol.* Unicode code points of a name. */
export const NAME_MAX_CODE_POINTS = 64;

/** *Protocol.* UTF-16 units of what somebody reacts with. */
export const EMOJI_MAX_UNITS = 32;

/** *Protocol.* People that one message can mention: as many as leave room for what it says. */
export const MENTIONS_MAX = 20;

/** *Protocol.* Answers that a poll offers. */
export const POLL_OPTIONS_MIN = 2;
export const POLL_OPTIONS_MAX = 10;

/** *Protocol.* The longest that messages may be set to stay before they disappear, in hours: a year. */
export const TIMER_HOURS_MAX = 8_760;

/** *Protocol.* How often an invite may be used, at most. */
export const INVITE_USES_MAX = 1000;

/** *Protocol.* Heads that a `remove` can list: as many as a payload holds. Feeds of the target that are not listed are void as a whole. */
export const REMOVE_HEADS_MAX = 256;

/** Fork proofs kept per author and in all; the first about each person is kept whatever the second says. */
export const FORKS_PER_AUTHOR_MAX = 64;
export const FORKS_MAX = 1024;

/** Bytes of the list in one frame: the link pads to at most 32 KiB, of which four are the length, and up to five stand in front of a list. */
export const LOG_FRAME_ROWS_MAX_BYTES = 32_764 - 5;

/** Feeds of one author that are looked at on a link, and feeds in one series of HAVE, which is as many as there may be of people who are not known. */
export const FEEDS_PER_AUTHOR_MAX = 1024;
export const FEEDS_MAX = 16_384;

/** Ids asked for by name over one link. */
export const NEEDS_PER_LINK_MAX = 8192;

/** Entries received and not yet dealt with, asked for or not: a link that brings more is closed. */
export const UNHANDLED_MAX = 8192;

/** What one author may have everybody store in one room: see `AuthorCaps`. */
export interface AuthorLimits {
  /** Units at once, and how many become free again in a second: an entry, or 2 KiB of it, is one. */
  readonly burst: number;
  readonly perSecond: number;
  /** In all. */
  readonly entries: number;
  readonly bytes: number;
}

/** The same for everybody. */
export const AUTHOR_LIMITS: AuthorLimits = { burst: 8192, perSecond: 32, entries: 150_000, bytes: 64 * 1024 * 1024 };
