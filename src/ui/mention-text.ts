/**
 * Mentions in a box that holds only text: what is sought behind an `@`, whom that fits, and where the mentions are after something was typed.
 */
import type { DraftMention, DraftWords } from '../app/mention-state.js';
import type { MemberView } from '../app/people-state.js';
import { foldText } from '../lib/folding.js';
import { readableName } from '../lib/readable-name.js';

/** Nobody's name is longer, in UTF-16 units. */
const SOUGHT_MAX = 128;

/** What may stand before an `@`: nothing, space, what opens a bracket or a quotation, marks of Markdown. In an address for mail stands something else. */
const MENTION_STARTS_AFTER = /^$|[\s\p{Ps}\p{Pi}"'¿¡*_~]/u;

/** What is sought, and where its `@` stands. */
export interface SoughtMention {
  readonly at: number;
  readonly sought: string;
}

/** What is sought in a text by whoever has the caret there; `null` when nobody is. */
export function soughtAt({ text, mentions }: DraftWords, caret: number): SoughtMention | null {
  const at = text.lastIndexOf('@', caret - 1);
  if (caret < 1 || at < 0 || caret - at - 1 > SOUGHT_MAX || mentions.some((mention) => mention.at === at)) return null;
  const sought = text.slice(at + 1, caret);
  return MENTION_STARTS_AFTER.test(text.slice(Math.max(0, at - 1), at)) && !/^\s|\n/u.test(sought) ? { at, sought } : null;
}

/** A name, or a part of one, as it is compared; a space at its end counts. */
function comparedName(text: string): string {
  return foldText(readableName(text)) + (/\S\s+$/u.test(text) ? ' ' : '');
}

/** Of these people the others whose names, or one of the words in them, begin so: names that begin so first. */
export function peopleLike(people: readonly MemberView[], sought: string): readonly MemberView[] {
  const start = comparedName(sought);
  const ranked = people
    .filter(({ trust }) => trust !== 'self')
    .map((person) => {
      const name = comparedName(person.name).trimEnd();
      return { person, rank: name.startsWith(start) ? 0 : name.includes(` ${start}`) ? 1 : 2 };
    });
  return [0, 1].flatMap((rank) => ranked.filter((each) => each.rank === rank).map(({ person }) => person));
}

/** The words with somebody mentioned instead of what was sought, what is put in its place for that, and where the caret is then: after a space. */
export function withMention(
  { text, mentions }: DraftWords,
  { at, sought }: SoughtMention,
  { fpHex, name }: Pick<MemberView, 'fpHex' | 'name'>,
): { readonly words: DraftWords; readonly typed: string; readonly caret: number } {
  const called = `@${name.trimEnd()}`;
  const after = text.slice(at + 1 + sought.length);
  const gap = /^\s/u.test(after) ? '' : ' ';
  const typed = called + gap;
  const now = text.slice(0, at) + typed + after;
  const moved = movedMentions(mentions, text, now, at + typed.length);
  const all = [...moved, { at, length: called.length, fpHex }].sort((a, b) => a.at - b.at);
  return { words: { text: now, mentions: all }, typed, caret: at + called.length + 1 };
}

/**
 * Where the mentions of a text are after it was changed in one place, with the caret behind that. Of a mention that was changed itself nothing is left: what stands
 * there is text by then.
 */
export function movedMentions(mentions: readonly DraftMention[], before: string, after: string, caret: number): readonly DraftMention[] {
  if (mentions.length === 0 || before === after) return mentions;
  const least = Math.min(before.length, after.length);
  let tail = 0;
  const tailMax = Math.min(least, after.length - caret);
  while (tail < tailMax && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  let head = 0;
  while (head < least - tail && before[head] === after[head]) head++;
  // What else is the same at the end: after a change that did not end at the caret, as one of an input method or of the browser.
  while (tail < least - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const end = before.length - tail;
  return mentions.flatMap((mention) => {
    if (mention.at + mention.length <= head) return mention;
    return mention.at >= end ? { ...mention, at: mention.at + after.length - before.length } : [];
  });
}

/** Both, each on lines of its own. */
export function wordsBefore(first: DraftWords, second: DraftWords): DraftWords {
  const start = `${first.text}\n`;
  const moved = second.mentions.map((mention) => ({ ...mention, at: mention.at + start.length }));
  return { text: start + second.text, mentions: [...first.mentions, ...moved] };
}

/** The words as an intent has them: without a list of mentions where there is none. */
export function wordFields({ text, mentions }: DraftWords): { readonly text: string; readonly mentions?: readonly DraftMention[] } {
  return { text, ...(mentions.length > 0 && { mentions }) };
}
