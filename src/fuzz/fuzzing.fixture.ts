/**
 * Fuzzing of decoders: inputs that begin as what is valid and are changed as attackers and broken disks change things, a bound on what is allocated, and a
 * list of what may come of it.
 *
 * What is changed, and how, is drawn from a seed. Where valid inputs hold keys, these are new each time: so a failure prints its input, which goes into the corpus.
 */
import { concatBytes } from '../lib/bytes.js';
import type { Bytes } from '../lib/bytes.js';
import { ParleyError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';

/** A decoder that sees bytes from outside. */
export interface FuzzTarget {
  readonly name: string;
  /** Valid inputs, of every form there is. */
  samples(): Promise<readonly Bytes[]> | readonly Bytes[];
  /** Decodes; what is returned is looked at for nothing. */
  decode(input: Bytes): unknown;
  /** Makes a changed input right where a checksum, a seal or a signature would refuse it before anything else is read. */
  mend?(input: Bytes): Promise<Bytes> | Bytes;
  /** Which share of inputs is taken at least; any more than none unless it says otherwise. */
  readonly takenLeast?: number;
  /** Every code that the decoder documents. */
  readonly codes: readonly ErrorCode[];
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words that mean something to one decoder or another: JSON and its traps, ends of text, signs of Markdown, addresses, what looks like a number. */
const WORDS = [
  '{}',
  '[]',
  'null',
  'true',
  '""',
  '-1',
  '1e999',
  '0.5',
  '9007199254740993',
  '"__proto__":',
  '"constructor":',
  '"toString":{}',
  '[[[[[[[[',
  '{"a":{"a":{"a":',
  '\\u0000',
  '\\ud800',
  '\u0000',
  '\r\n',
  '\u202e',
  '\ufeff',
  '#i=',
  '=',
  '**',
  '```\n',
  '> > > > ',
  '- ',
  '[a](javascript:1)',
  'https://',
  'a=fingerprint:sha-256 ',
  'm=application',
].map((word) => new TextEncoder().encode(word));

/** Numbers at the edges of one, two, four and six bytes. */
const EDGES = [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0xffffffff, 2 ** 47, 2 ** 48 - 1];

/** Longest input, in bytes: that of a frame. */
const INPUT_MAX = 65_536;

type Change = (input: Bytes, pick: (below: number) => number, other: Bytes) => Bytes;

/** An input without the bytes from `from` to `to`, and with `middle` in their place. */
function replaced(input: Bytes, from: number, to: number, middle: Uint8Array): Bytes {
  return concatBytes(input.subarray(0, from), middle, input.subarray(to));
}

const CHANGES: readonly Change[] = [
  // One bit.
  (input, pick) => {
    const changed = input.slice();
    const at = pick(input.length);
    if (at < changed.length) changed[at] = (changed[at] as number) ^ (1 << pick(8));
    return changed;
  },
  // One byte.
  (input, pick) => replaced(input, pick(input.length), pick(input.length), Uint8Array.of(pick(256))),
  // A number, where a length or a count may stand, at an edge of its type or near the length of everything.
  (input, pick) => {
    const size = [1, 2, 4, 6][pick(4)] as number;
    const number = pick(3) === 0 ? Math.max(0, input.length + pick(5) - 2) : (EDGES[pick(EDGES.length)] as number);
    const at = pick(input.length);
    return replaced(
      input,
      at,
      Math.min(input.length, at + size),
      Uint8Array.from({ length: size }, (_, i) => Math.floor(number / 256 ** (size - 1 - i)) % 256),
    );
  },
  // Cut, at either end.
  (input, pick) => input.slice(0, pick(input.length + 1)),
  (input, pick) => input.slice(pick(input.length + 1)),
  // Longer.
  (input, pick) => concatBytes(input, new Uint8Array(1 + pick(64)).fill(pick(256))),
  // A part left out, repeated, moved in from another.
  (input, pick) => {
    const from = pick(input.length + 1);
    return replaced(input, from, Math.min(input.length, from + 1 + pick(40)), new Uint8Array(0));
  },
  (input, pick) => {
    const from = pick(input.length + 1);
    const part = input.slice(from, from + 1 + pick(80));
    return replaced(input, from, from, concatBytes(...Array.from({ length: 1 + pick(4) }, () => part)));
  },
  (input, pick, other) => {
    const [at, from] = [pick(input.length + 1), pick(other.length + 1)];
    return replaced(input, at, Math.min(input.length, at + pick(60)), other.slice(from, from + pick(60)));
  },
  (input, pick, other) => concatBytes(input.subarray(0, pick(input.length + 1)), other.subarray(pick(other.length + 1))),
  // A word, once or many times over.
  (input, pick) => {
    const at = pick(input.length + 1);
    const word = WORDS[pick(WORDS.length)] as Uint8Array;
    const times = pick(20) === 0 ? 500 : 1;
    return replaced(input, at, Math.min(input.length, at + pick(12)), concatBytes(...Array.from({ length: times }, () => word)));
  },
];

/** One input of a campaign: one of `pool`, changed one to six times, and no longer than `INPUT_MAX`. */
export function changedInput(pool: readonly Bytes[], random: () => number): Bytes {
  const pick = (below: number): number => Math.floor(random() * below);
  const one = (): Bytes => pool[pick(pool.length)] as Bytes;
  let input = one();
  for (let left = 1 + pick(6); left > 0; left--) input = (CHANGES[pick(CHANGES.length)] as Change)(input, pick, one());
  return input.slice(0, INPUT_MAX);
}

/** What came of an input: that it was taken, or the code with which it was refused. Rejects with anything else that was thrown. */
export async function outcomeOf(target: FuzzTarget, input: Bytes): Promise<'taken' | ErrorCode> {
  try {
    await target.decode(input);
    return 'taken';
  } catch (error) {
    if (error instanceof ParleyError && target.codes.includes(error.code)) return error.code;
    throw error;
  }
}
