/**
 * Other people's text, made safe to look at: characters that change what surrounds them, or that nobody sees, are shown as what they are.
 *
 * Nothing here makes HTML: the results are text and text nodes. Letters of right-to-left scripts are left alone; only the controls are shown, since
 * with them a name can pretend to be another or a sentence can be read backwards ("Trojan Source", CVE-2021-42574).
 */
import { lazily } from '../lib/lazy.js';
import { h } from './dom.js';
import type { Child } from './dom.js';

// Controls (C0, C1) except tab and line feed; embeddings, overrides and isolates. As a group, so that splitting keeps them.
const MESSAGE_CONTROLS = /([[\p{Cc}\u202A-\u202E\u2066-\u2069]--[\t\n]])/v;
// A name is one line in which everything can be seen: no controls, no line breaks, nothing that is drawn as nothing (Default_Ignorable_Code_Point, UAX #44).
const NAME_UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\uFFF9-\uFFFB]/u;
// But for what makes a difference to what is seen: within emoji (UTS #51), between letters of scripts that join (UAX #31, A1 and A2), and after
// ideographs (UTS #37). What comes first here is left alone.
const JOINING_SCRIPTS =
  'Arabic Syriac Mongolian Nko Mandaic Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Tibetan Balinese ' +
  'Javanese Inherited';
const JOINING_LETTER = `[[\\p{L}\\p{M}]&&[${JOINING_SCRIPTS.replace(/\w+ ?/gu, (script) => `\\p{Script=${script.trim()}}`)}]]`;
const NAME_PARTS = new RegExp(
  [
    '\\p{RGI_Emoji}',
    '(?<=\\p{Extended_Pictographic}[\\p{EMod}\\uFE0F]?)\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]',
    `(?<=${JOINING_LETTER})[\\u200C\\u200D](?=${JOINING_LETTER})`,
    '(?<=\\p{Script=Mongolian})[\\u180B-\\u180D\\u180F]',
    '(?<=\\p{Ideographic})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]',
    `(${NAME_UNSEEN.source})`,
  ].join('|'),
  'gv',
);

// Made once: making one takes longer than using it, and every row of a transcript has an avatar.
const nameGraphemes = lazily(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/** How a control character is shown, e.g. `[U+202E]`. */
function controlLabel(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

/**
 * A name or title as one line in which every control, and every character that is drawn as nothing, can be seen. Lone surrogates become U+FFFD. A name that
 * is nothing but space is shown as the spaces it is made of.
 */
export function visibleName(text: string): string {
  const clean = text.toWellFormed();
  if (clean !== '' && clean.trim() === '') return Array.from(clean, controlLabel).join('');
  return clean.replace(NAME_PARTS, (part: string, unseen: string | undefined) => (unseen === undefined ? part : controlLabel(part)));
}

/** A message as nodes: text, with each control as a marked piece of its own. Ends of lines and tabs stay. */
export function visibleNodes(text: string): Child[] {
  const pieces = text.toWellFormed().replaceAll('\r\n', '\n').split(MESSAGE_CONTROLS);
  return pieces.map((piece, index) => (index % 2 === 1 ? h('span', { class: 'control' }, controlLabel(piece)) : piece));
}

/** A message as text in which each control is seen. Ends of lines and tabs stay. */
export function visibleText(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n').replace(new RegExp(MESSAGE_CONTROLS.source, 'gv'), controlLabel);
}

/** The first letter of a name for an avatar: one grapheme, upper case, or a question mark. */
export function initialOf(name: string): string {
  const first = nameGraphemes().segment(visibleName(name.trim()))[Symbol.iterator]().next();
  return first.done === true ? '?' : first.value.segment.toLocaleUpperCase();
}

/** A number from 0 to 7 that stays with a fingerprint: the tone of an avatar. Never the only sign of anything. */
export function toneOf(fpHex: string): number {
  const byte = Number.parseInt(fpHex.slice(0, 2), 16);
  return Number.isNaN(byte) ? 0 : byte % 8;
}
