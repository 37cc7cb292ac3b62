/**
 * German words of choosing the language.
 */
import type { englishLanguage } from './en-language.js';
import type { PartOfTwo } from './phrase.js';

/** Part of the German catalogue. */
export const germanLanguage: PartOfTwo<typeof englishLanguage> = {
  'language.label': 'Sprache',
  'language.hint': 'Sie bleibt in diesem Browser, unversiegelt: Auch der Sperrbildschirm spricht sie.',
};
