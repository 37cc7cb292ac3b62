/**
 * Text as it is searched: without case, accents and the like. "Café", "CAFE" and "cafe" with a combining accent are one word.
 *
 * By Unicode's compatibility decomposition (UAX #15, NFKD) with the marks left out; no language is asked, so what a reader of another language tells
 * apart is found, too.
 */

const ASCII_ONLY = /^[\0-\x7F]*$/u;
const MARKS = /\p{M}+/gu;

/** The text without case and accents. */
export function foldText(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  // What is decomposed may be upper case: ℌ is an H.
  return text.normalize('NFKD').toLowerCase().replace(MARKS, '').replaceAll('ß', 'ss').replaceAll('ς', 'σ');
}

/** The words of a query, folded. */
export function foldedWords(query: string): readonly string[] {
  return foldText(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Where words that are folded already stand in a text: `[from, to)` in its own characters, in order, none over another. */
export function foldedMatches(text: string, words: readonly string[]): readonly (readonly [from: number, to: number])[] {
  let folded = '';
  /** For each character of the folded text: where what it is of begins. */
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = foldText(character);
    for (let i = 0; i < part.length; i++) places.push(at);
    folded += part;
    at += character.length;
  }
  const matches: [number, number][] = [];
  for (const word of words.filter((each) => each !== '')) {
    for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + word.length)) {
      const end = endOf(places, from + word.length - 1) ?? text.length;
      matches.push([places[from] as number, end]);
    }
  }
  matches.sort(([a], [b]) => a - b);
  const apart: [number, number][] = [];
  for (const [from, to] of matches) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

/** Where what follows the folded character at `index` begins in the text, so that its accents belong to it; `undefined` when nothing follows. */
function endOf(places: readonly number[], index: number): number | undefined {
  let next = index + 1;
  while (places[next] === places[index]) next++;
  return places[next];
}
