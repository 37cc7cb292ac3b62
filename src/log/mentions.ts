/**
 * Mentions: the places in a message that stand for somebody, by public key, since names change and anybody may take one (docs/PROTOCOL.md, "Mentions").
 *
 * They are a field beside the text, in which the name stands as it was when it was written: a Parley that knows nothing of them shows that.
 */
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import { bytesReader, integerReader, readName, readText } from './field-readers.js';
import { MENTIONS_MAX, PAYLOAD_MAX_BYTES } from './log-limits.js';

/** A place in a text, in UTF-16 units, that holds `@` and a name, and whom it means. */
export interface Mention {
  readonly at: number;
  readonly length: number;
  /** Public key, 32 bytes. */
  readonly pk: Bytes;
}

const readPlace = integerReader(0, PAYLOAD_MAX_BYTES);
const readKeyBytes = bytesReader(32);

function readKey(value: unknown): Bytes | undefined {
  try {
    return readKeyBytes(value);
  } catch (error) {
    // Not base64url: as wrong as any other key, and no reason to refuse what stands beside it.
    if (error instanceof ParleyError) return undefined;
    throw error;
  }
}

/**
 * The mentions of the `text` beside them, in its order; none if there is no such field.
 *
 * None, too, if anything is wrong with any of them, and nothing worse: members whose Parley knows no mentions keep such an entry and build on it, so whoever
 * refused it would lose the room.
 */
export function readMentions(value: unknown, beside: Readonly<Record<string, unknown>> = {}): readonly Mention[] {
  const text = readText(beside['text']) ?? '';
  // SECURITY: a message is not made of mentions, or one entry would knock at everybody's door (mentions.test.ts: "heeds none where there are too many").
  if (!Array.isArray(value) || value.length > MENTIONS_MAX) return [];
  const mentions: Mention[] = [];
  let end = 0;
  for (const each of value as readonly unknown[]) {
    const mention = readMention(each, text, end);
    if (mention === null) return [];
    mentions.push(mention);
    end = mention.at + mention.length;
  }
  return mentions;
}

/** One mention that begins at `from` or later, or `null`. */
function readMention(value: unknown, text: string, from: number): Mention | null {
  const { at, length, pk } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const [start, units, key] = [readPlace(at), readPlace(length), readKey(pk)];
  if (start === undefined || units === undefined || key === undefined) return null;
  // SECURITY: places lie in the text, in order, none over another, and hold nothing but what can be a name (mentions.test.ts: "heeds none whose place is wrong").
  if (start < from || start + units > text.length || text[start] !== '@') return null;
  return readName(text.slice(start + 1, start + units)) === undefined ? null : { at: start, length: units, pk: key };
}
