/**
 * A message with its mentions as nodes: each a chip with the name that the room has for whoever is meant, and how they are known.
 *
 * The chips take no part in Markdown: while that is read, a character that the text does not have stands for each. So no name becomes a link or bold, and what is
 * written around a chip cannot get into it.
 */
import type { MentionView } from '../app/mention-state.js';
import { h } from './dom.js';
import type { Child, VNode } from './dom.js';
import { markdownNodes } from './markdown.js';
import { say } from './strings.js';
import { isDoubtful, trustChip, trustGlyph } from './trust-chip.js';
import { visibleName, visibleNodes } from './visible-text.js';

/** A message has fewer characters of three bytes than there are private ones. */
const PRIVATE_USE = [0xe000, 0xf8ff] as const;

/** The first digits of a fingerprint, by which two people of one name are told apart. */
export function shortFp(fpHex: string): VNode {
  return h('span', { class: 'fp', dir: 'ltr' }, fpHex.slice(0, 8));
}

/** Somebody who is mentioned. */
function mentionChip({ fpHex, name, trust, hasNamesake }: MentionView): VNode {
  // SECURITY: it says whom the mention means and how they are known, never what the author calls them (mention-nodes.test.ts: "shows the name of the room and the trust").
  // A `bdi`: neither the name nor our words beside it decide in which direction the message is read.
  return h(
    'bdi',
    { class: trust === 'self' ? 'mention me' : 'mention', 'data-trust': trust },
    h('bdi', {}, `@${visibleName(name)}`),
    hasNamesake && ' ',
    hasNamesake && shortFp(fpHex),
    isDoubtful(trust) && ' ',
    isDoubtful(trust) ? trustChip(trust) : trustGlyph(trust),
  );
}

/** A text in which people are mentioned. */
export function mentionNodes(text: string, mentions: readonly MentionView[] = []): Child[] {
  if (mentions.length === 0) return markdownNodes(text);
  const standIns = freeCharacters(text, mentions.length);
  const chips = new Map(mentions.map((mention, i) => [standIns[i] ?? '', mention]));
  let marked = '';
  let from = 0;
  mentions.forEach(({ at, length }, i) => {
    marked += text.slice(from, at) + (standIns[i] ?? '');
    from = at + length;
  });
  return markdownNodes(marked + text.slice(from)).flatMap((child) => withChips(child, chips, false));
}

/** So many private characters that do not stand in the text. */
function freeCharacters(text: string, count: number): readonly string[] {
  const free: string[] = [];
  for (let code = PRIVATE_USE[0]; code <= PRIVATE_USE[1] && free.length < count; code++) {
    const character = String.fromCharCode(code);
    if (!text.includes(character)) free.push(character);
  }
  return free;
}

/** A node with chips in place of what stands for them; in a link and in code the name alone, which is text there like any other. */
function withChips(child: Child, chips: ReadonlyMap<string, MentionView>, isPlain: boolean): Child[] {
  if (typeof child === 'string') {
    const pieces = child.split(new RegExp(`([${[...chips.keys()].join('')}])`, 'u'));
    return pieces.flatMap((piece) => {
      const mention = chips.get(piece);
      if (mention === undefined) return piece;
      return isPlain ? visibleNodes(`@${mention.name}`) : mentionChip(mention);
    });
  }
  if (!child) return [child];
  const isWords = isPlain || child.tag === 'a' || child.tag === 'code';
  return [{ ...child, children: child.children.flatMap((each) => withChips(each, chips, isWords)) }];
}

/** Whether a message of somebody else mentions the person here. */
export function isMentioningMe(mentions: readonly MentionView[], isMine: boolean): boolean {
  return !isMine && mentions.some(({ trust }) => trust === 'self');
}

/** That it does, for who does not see how it is marked. */
export function mentionWords(isMentioning: boolean): Child {
  return isMentioning && h('p', { class: 'visually-hidden' }, say('mention.of-you'));
}
