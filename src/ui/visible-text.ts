/**
 * Other people's text, made safe to look at: characters that change what surrounds them, or that nobody sees, are shown as what they are.
 *
 * Nothing here makes HTML: the results are text and text nodes. Letters of right-to-left scripts are left alone; only the controls are shown, since
 * with them a name can pretend to be another or a sentence can be read backwards ("Trojan Source", CVE-2021-42574).
 */
import { h } from './dom.js';

// Controls (C0, C1) except tab and line feed; embeddings, overrides and isolates.
const MESSAGE_CONTROLS = /[[\p{Cc}\u202A-\u202E\u2066-\u2069]--[\t\n]]/v;
// A name is one line and has no use for marks, zero-width spaces, joiners of words or line breaks either.
const NAME_CONTROLS = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const MESSAGE_CONTROLS_SPLIT = new RegExp(`(${MESSAGE_CONTROLS.source})`, 'v');

// Made once: making one takes longer than using it, and every row of a transcript has an avatar.
const nameGraphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How a control character is shown, e.g. `[U+202E]`. */
function controlLabel(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** A name or title as one line in which every control can be seen. Lone surrogates become U+FFFD. */
export function visibleName(text: string): string {
  return text.toWellFormed().replace(NAME_CONTROLS, controlLabel);
}

/** A message as nodes: text, with each control as a marked piece of its own. Ends of lines and tabs stay. */
export function visibleNodes(text: string): (Text | HTMLElement)[] {
  const clean = text.toWellFormed().replaceAll('\r\n', '\n');
  if (!MESSAGE_CONTROLS.test(clean)) return [document.createTextNode(clean)];
  const nodes: (Text | HTMLElement)[] = [];
  clean.split(MESSAGE_CONTROLS_SPLIT).forEach((piece, index) => {
    if (piece === '') return;
    nodes.push(index % 2 === 1 ? h('span', { class: 'control' }, [controlLabel(piece)]) : document.createTextNode(piece));
  });
  return nodes;
}

/** The first letter of a name for an avatar: one grapheme, upper case, or a question mark. */
export function initialOf(name: string): string {
  const first = nameGraphemes.segment(visibleName(name).trim())[Symbol.iterator]().next();
  return first.done === true ? '?' : first.value.segment.toLocaleUpperCase();
}

/** A number from 0 to 7 that stays with a fingerprint: the tone of an avatar. Never the only sign of anything. */
export function toneOf(fpHex: string): number {
  const byte = Number.parseInt(fpHex.slice(0, 2), 16);
  return Number.isNaN(byte) ? 0 : byte % 8;
}
