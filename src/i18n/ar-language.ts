/**
 * Arabic words of choosing the language.
 */
import type { englishLanguage } from './en-language.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicLanguage: PartOfSix<typeof englishLanguage> = {
  'language.label': 'اللغة',
  'language.hint': 'تُحفظ في هذا المتصفح بلا ختم: شاشة القفل تتكلمها أيضًا.',
};
