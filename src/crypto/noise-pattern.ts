/**
 * The NN family of handshake patterns: NN with any psk modifiers (Noise revision 34, sections 7.4 and 9.3).
 *
 * Parley speaks NNpsk0 only; the whole family is here so that every published vector of it tests the same code.
 */

/** A token of a message pattern. */
export type NoiseToken = 'e' | 'ee' | 'psk';

/** `NN`, or `NN` with modifiers joined by "+", such as `NNpsk0+psk2`. */
export type NoisePattern = 'NN' | `NNpsk${string}`;

/** The tokens of the two messages. */
export interface NoiseMessages {
  readonly tokens: readonly [readonly NoiseToken[], readonly NoiseToken[]];
  /** How many pre-shared keys the pattern takes. */
  readonly pskCount: number;
}

/** Reads a pattern's name. Throws `RangeError` unless it is NN with distinct modifiers psk0, psk1, psk2. */
export function parseNoisePattern(pattern: string): NoiseMessages {
  const modifiers = pattern === 'NN' ? [] : pattern.slice(2).split('+');
  const isKnown =
    pattern.startsWith('NN') && modifiers.every((modifier) => /^psk[012]$/u.test(modifier)) && new Set(modifiers).size === modifiers.length;
  if (!isKnown) throw new RangeError(`pattern ${pattern} is not of the NN family`);
  const first: NoiseToken[] = ['e'];
  const second: NoiseToken[] = ['e', 'ee'];
  // psk0 stands at the beginning of the first message, pskN at the end of the Nth.
  if (modifiers.includes('psk0')) first.unshift('psk');
  if (modifiers.includes('psk1')) first.push('psk');
  if (modifiers.includes('psk2')) second.push('psk');
  return { tokens: [first, second], pskCount: modifiers.length };
}
