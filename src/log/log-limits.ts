/**
 * Every bound of the log in one place. Those marked *protocol* decide whether an entry is valid and are the same for everybody; the others only
 * bound memory, and exceeding them delays, never changes, what the room agrees on (DESIGN section 4, "Sync": nothing is dropped for good).
 */

/** *Protocol.* Bytes of a payload: 12 KiB of UTF-8 JSON. */
export const PAYLOAD_MAX_BYTES = 12 * 1024;

/** *Protocol.* Parents of an entry, without `prev`. */
export const PARENTS_MAX = 8;

/** Bytes of an entry's body without parents. */
export const BODY_BASE_BYTES = 133;

/** *Protocol.* Bytes of the longest body. */
export const BODY_MAX_BYTES = BODY_BASE_BYTES + 32 * PARENTS_MAX;

/** Bytes of the longest PUSH item: `lp(body) ‖ sig64 ‖ salt16 ‖ lp(payload)`. */
export const ITEM_MAX_BYTES = 2 + BODY_MAX_BYTES + 64 + 16 + 2 + PAYLOAD_MAX_BYTES;

/** *Protocol.* The highest `seq`: a count of entries still fits four bytes. */
export const SEQ_MAX = 0xffff_fffe;

/** *Protocol.* Unicode code points of a name. */
export const NAME_MAX_CODE_POINTS = 64;

/** *Protocol.* How often an invite may be used, at most. */
export const INVITE_USES_MAX = 1000;

/** *Protocol.* Heads that a `remove` can list: as many as a payload holds. Feeds of the target that are not listed are void as a whole. */
export const REMOVE_HEADS_MAX = 256;

/** How far an entry's time may lie ahead of one's own clock, in milliseconds, before the entry has to wait. */
export const FUTURE_TOLERANCE_MS = 10 * 60 * 1000;

/** Entries that wait for their causes, per author and in all. Above, the newest of the author with the most are forgotten and asked for again. */
export const WAITING_PER_AUTHOR_MAX = 1024;
export const WAITING_MAX = 4096;

/** Fork proofs kept per author and in all; the first about each person is kept whatever the second says. */
export const FORKS_PER_AUTHOR_MAX = 64;
export const FORKS_MAX = 1024;

/** Ids of refused entries that are remembered, so that what builds on them is refused at once. Only a shortcut. */
export const REFUSED_REMEMBERED_MAX = 4096;

/** Bytes of data in one frame: the link pads to at most 32 KiB, of which four are the length. */
export const LOG_FRAME_MAX_BYTES = 32_764;

/** Entries held back whose authors nobody let in rightly, per author and in all. */
export const DOUBTFUL_PER_AUTHOR_MAX = 256;
export const DOUBTFUL_MAX = 1024;

/** Feeds of one author that are looked at on a link, and feeds in one series of HAVE, which is as many as there may be of people who are not known. */
export const FEEDS_PER_AUTHOR_MAX = 1024;
export const REMOTE_FEEDS_MAX = 16_384;

/** Ranges that the other side may have asked for and not been sent yet. */
export const SERVED_RANGES_MAX = 32_768;

/** Entries asked for and not yet dealt with, per link. */
export const FETCH_CREDIT = 512;

/** Entries received and not yet dealt with, per link, asked for or not. A link that brings more without waiting is closed. */
export const UNHANDLED_MAX = 8192;

/** Ids asked for by name over one link, and how many of one feed may come back for one. */
export const NEEDS_PER_LINK_MAX = 8192;
export const NEEDS_PER_FRAME_MAX = 256;
export const NEED_RUN_MAX = 64;
