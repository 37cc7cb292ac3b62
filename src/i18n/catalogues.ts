/**
 * The catalogues of all languages. English, whose keys these are, is the base; a language that misses a key does not compile.
 *
 * The languages follow each other in the page, each as a whole: a compressed page is smaller so than with the same parts side by side.
 */
import { english } from './en.js';
import { german } from './de.js';
import { spanish } from './es.js';
import { french } from './fr.js';
import { arabic } from './ar.js';
import type { Catalogue } from './en.js';
import type { Language } from './languages.js';

/** Every word of Parley, by language. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { de: german, en: english, es: spanish, fr: french, ar: arabic };
