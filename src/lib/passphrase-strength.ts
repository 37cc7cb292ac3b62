/**
 * How hard a passphrase is to guess, as a hint while it is typed. Nothing is refused because of it.
 *
 * An estimate from below, in bits, without a list of words: letters in a row count as a word that somebody may know, what goes on as it began ("aaa", "abc",
 * "321", "qwerty") counts as two signs, a word that comes again counts nothing, and a digit in the place of a letter is that letter. So
 * it errs towards "weak": what a generator made of 8 characters is called weak though it is fair, and a quotation is called strong, which no estimate
 * without the world's books can know. Sources: NIST SP 800-63B, appendix A (length before composition); the rounds of the key derivation (DESIGN 5) let one
 * graphics card try about ten thousand a second.
 */

/** `weak`: one card has it within about a day. `strong`: one card needs thousands of years, a hundred cards decades. `fair`: all between. */
export type PassphraseStrength = 'weak' | 'fair' | 'strong';

const FAIR_BITS = 30;
const STRONG_BITS = 50;

/** Keys that lie in a row, in the layouts that the languages here are typed with. */
const KEY_ROWS = ['qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'qsdfghjklm', 'zxcvbnm', 'yxcvbnm', 'wxcvbn'];
const IN_PLACE_OF: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** A word that anybody could think of, one of about six thousand. */
const WORD_BITS = 12.5;
/** Where vowels are written, each letter says less. */
const ALPHABET = /\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}/u;
const LETTER = /\p{L}|\p{M}/u;
const DIGIT = /\p{N}/u;
/** In the midst of letters. */
const DISGUISED = /(?<=\p{L})[0134571@$!](?=\p{L})/gu;
const RUNS = /[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}]+/gu;

/** How hard `passphrase` is to guess; `null` for none. Linear in its length. */
export function passphraseStrength(passphrase: string): PassphraseStrength | null {
  if (passphrase === '') return null;
  const bits = guessBits(passphrase);
  if (bits < FAIR_BITS) return 'weak';
  return bits < STRONG_BITS ? 'fair' : 'strong';
}

function guessBits(passphrase: string): number {
  const plain = passphrase
    .normalize('NFKC')
    .toLowerCase()
    .replace(DISGUISED, (sign) => IN_PLACE_OF[sign] ?? sign);
  const seen = new Set<string>();
  let bits = 0;
  for (const [run] of plain.matchAll(RUNS)) {
    bits += seen.has(run) ? 0 : bitsOf(run);
    seen.add(run);
  }
  return bits;
}

function bitsOf(run: string): number {
  const signs = [...run];
  const steps = signs.map((sign, i) => stepTo(signs[i - 1] ?? '', sign));
  const count = steps.filter((step, i) => step === null || step !== steps[i - 1]).length;
  const first = signs[0] ?? '';
  // One or two letters are no word. Of a word, what comes after the beginning says little that is new.
  if (LETTER.test(first) && signs.length >= 3) return Math.min(WORD_BITS, (ALPHABET.test(first) ? 3 : 4) * count) + Math.max(0, count - 5);
  if (LETTER.test(first)) return 4.5 * count;
  return (DIGIT.test(first) ? 3 : 2) * count;
}

/** Which way it goes on, if `sign` lies beside `before`, or is the same again. */
function stepTo(before: string, sign: string): -1 | 0 | 1 | null {
  const step = (sign.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  if (before === '') return null;
  if (step === 0 || step === 1 || step === -1) return step;
  if (KEY_ROWS.some((row) => row.includes(before + sign))) return 1;
  return KEY_ROWS.some((row) => row.includes(sign + before)) ? -1 : null;
}
