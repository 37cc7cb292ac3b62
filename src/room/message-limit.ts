/**
 * How long a message may be, said before it is sent.
 */
import { MENTIONS_MAX, PAYLOAD_MAX_BYTES } from '../log/log-limits.js';

/** Room in a payload for what stands beside the text: names of fields, and the id of the message it is about. */
const BESIDE_TEXT_BYTES = 128;

/** How many bytes the text of a message may have as a JSON string (`jsonTextBytes`). What has no more is never too long for an entry. */
export const MESSAGE_TEXT_MAX_BYTES = PAYLOAD_MAX_BYTES - BESIDE_TEXT_BYTES;

/** How many bytes of these a mention takes beside its text, at most; and how many mentions a message may have. */
export const MENTION_MAX_BYTES = `{"at":10000,"length":129,"pk":"${'_'.repeat(43)}"},`.length;
export { MENTIONS_MAX };
