/**
 * How long a message may be, said before it is sent.
 */
import { PAYLOAD_MAX_BYTES } from '../log/log-limits.js';

/** Room in a payload for what stands beside the text: names of fields, and the id of the message it is about. */
const BESIDE_TEXT_BYTES = 128;

/** How many bytes the text of a message may have as a JSON string (`jsonTextBytes`). What has no more is never too long for an entry. */
export const MESSAGE_TEXT_MAX_BYTES = PAYLOAD_MAX_BYTES - BESIDE_TEXT_BYTES;
