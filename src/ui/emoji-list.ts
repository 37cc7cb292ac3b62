/**
 * The emoji that are offered, by name, and what counts as one when it is typed.
 */
import { say } from './strings.js';

/** An emoji with its name. */
export interface NamedEmoji {
  readonly emoji: string;
  readonly name: string;
}

/** What others will take: see PROTOCOL.md, "Kinds". */
const EMOJI_MAX_LENGTH = 32;

/** What makes a text an emoji: something drawn as a picture, a flag, or a keycap. */
const PICTURE = /\p{RGI_Emoji}|\p{Extended_Pictographic}/v;

let offeredEmoji: readonly NamedEmoji[] | null = null;

/** All that are offered, read from the catalogue once. */
function allEmoji(): readonly NamedEmoji[] {
  offeredEmoji ??= say('reactions.emoji')
    .split(', ')
    .map((entry) => {
      const space = entry.indexOf(' ');
      return { emoji: entry.slice(0, space), name: entry.slice(space + 1) };
    });
  return offeredEmoji;
}

/** Those whose name has every word that is sought in it, or that are what is sought; all of them when that is nothing. */
export function emojiLike(sought: string): readonly NamedEmoji[] {
  const words = sought.trim().toLocaleLowerCase().split(/\s+/u);
  return allEmoji().filter(({ emoji, name }) => emoji === sought.trim() || words.every((word) => name.toLocaleLowerCase().includes(word)));
}

/** The emoji that a text is, or `null`: one or several pictures and nothing else that one could read. */
export function typedEmoji(text: string): string | null {
  const emoji = text.trim();
  const isFit = emoji.length <= EMOJI_MAX_LENGTH && emoji.isWellFormed() && !/[\p{Cc}\s]/u.test(emoji);
  return isFit && PICTURE.test(emoji) && !/[\p{L}\p{P}]/u.test(emoji.replace(/[#*]\uFE0F?\u20E3/gu, '')) ? emoji : null;
}
