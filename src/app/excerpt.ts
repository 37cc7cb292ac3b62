/**
 * What of a message is shown when it was found: one line around the first match, all matches in it marked.
 */
import { foldedMatches } from '../lib/folding.js';
import type { ExcerptPiece } from './find-state.js';

/** Characters before the first match, and in all. */
const BEFORE = 32;
const LENGTH = 140;

/** The excerpt of a text around words that are folded already. */
export function excerptOf(text: string, words: readonly string[]): readonly ExcerptPiece[] {
  const line = text.replace(/\s+/gu, ' ').trim();
  const matches = foldedMatches(line, words);
  const from = startOfWord(line, (matches[0]?.[0] ?? 0) - BEFORE);
  const to = whole(line, Math.min(line.length, from + LENGTH));
  const pieces: ExcerptPiece[] = [];
  const add = (piece: string, isMatch: boolean): void => {
    if (piece !== '') pieces.push({ text: piece, isMatch });
  };
  let at = from;
  add(from > 0 ? '…' : '', false);
  for (const [matchFrom, matchTo] of matches) {
    if (matchFrom >= to) break;
    add(line.slice(at, matchFrom), false);
    at = Math.min(to, matchTo);
    add(line.slice(matchFrom, at), true);
  }
  add(line.slice(at, to) + (to < line.length ? '…' : ''), false);
  return pieces;
}

/** The next place, from this one on, where a word begins. */
function startOfWord(line: string, place: number): number {
  if (place <= 0) return 0;
  const space = line.indexOf(' ', place);
  return space >= 0 && space < place + BEFORE ? space + 1 : whole(line, place);
}

/** This place, or the one before when it would part a character. */
function whole(line: string, place: number): number {
  return /[\uDC00-\uDFFF]/u.test(line.charAt(place)) ? place - 1 : place;
}
