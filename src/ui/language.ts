/**
 * The language of the page: choosing it, and showing everything in it at once.
 */
import { directionOf, isLanguage, languageNames, languageOfTag } from '../i18n/languages.js';
import type { Language } from '../i18n/languages.js';
import { h } from './dom.js';
import type { VNode } from './dom.js';
import { showAllAgain } from './element.js';
import { glyph } from './icons.js';
import { chooseTag, say, shownTag, speakIn } from './strings.js';

/** Shows the page in the language that was chosen, or in the first that the browser wants of those that Parley speaks when `chosen` is none of these. */
export function showLanguage(chosen: string | null): void {
  const tag = chooseTag(navigator.languages, chosen);
  speakIn(tag);
  const root = document.documentElement;
  root.lang = tag;
  root.dir = directionOf(languageOfTag(tag) ?? 'en');
  showAllAgain();
}

/** The choice: each language by what it calls itself. `choose` is called with a code. */
export function languageChoice(choose: (language: Language) => void): VNode {
  const shown = languageOfTag(shownTag());
  const onchange = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (isLanguage(value)) choose(value);
  };
  return h(
    'div',
    { class: 'language' },
    h('label', { for: 'language-choice', class: 'small soft' }, glyph('language'), say('language.label')),
    h(
      'select',
      { id: 'language-choice', onchange },
      ...Object.entries(languageNames).map(([code, name]) => h('option', { value: code, lang: code, selected: code === shown }, name)),
    ),
  );
}
