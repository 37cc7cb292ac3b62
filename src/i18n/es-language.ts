/**
 * Spanish words of choosing the language.
 */
import type { englishLanguage } from './en-language.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the Spanish catalogue. */
export const spanishLanguage: PartOfTwo<typeof englishLanguage> = {
  'language.label': 'Idioma',
  'language.hint': 'Se guarda en este navegador, sin sellar: la pantalla bloqueada también lo habla.',
};
