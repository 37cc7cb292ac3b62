/**
 * French words of choosing the language.
 */
import type { englishLanguage } from './en-language.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the French catalogue. */
export const frenchLanguage: PartOfTwo<typeof englishLanguage> = {
  'language.label': 'Langue',
  'language.hint': 'Elle est gardée dans ce navigateur, sans être scellée : l’écran verrouillé la parle aussi.',
};
