/**
 * The languages that Parley speaks, by their BCP 47 codes: what each calls itself, in the order of the choice, and which are written from right to left.
 */

/** What each language calls itself: whoever looks for theirs may read no other. */
export const languageNames = {
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
} as const;

/** A language that Parley speaks. */
export type Language = keyof typeof languageNames;

/** Whether this is the code of one. */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(languageNames, code);
}

/** In which direction a language is written. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The language of a BCP 47 tag, whatever its region; `null` when Parley does not speak it. */
export function languageOfTag(tag: string): Language | null {
  const [code = ''] = tag.split('-');
  return isLanguage(code) ? code : null;
}
