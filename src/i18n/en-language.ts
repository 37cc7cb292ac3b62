/**
 * English words of choosing the language. What languages call themselves is in `languages.ts`.
 */
import type { Phrase } from './phrase.js';

/** Part of the English catalogue. */
export const englishLanguage = {
  'language.label': 'Language',
  'language.hint': 'It is kept in this browser, unsealed: the locked screen speaks it, too.',
} as const satisfies Readonly<Record<string, Phrase>>;
