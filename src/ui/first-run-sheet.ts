/**
 * The look of the first screen: on wide screens a calm page on the left that says what this is, the form on the right; one column on phones.
 */
import { makeSheet } from './tokens.js';

export const firstRunSheet = makeSheet(`
main { min-block-size: 100dvh; display: grid; grid-template-columns: minmax(0, 1fr); align-content: start; }
.story { padding: var(--parley-space-6) var(--parley-space-5) var(--parley-space-5); display: grid; gap: var(--parley-space-4); justify-items: start; align-content: center; }
.brand { display: flex; align-items: center; gap: var(--parley-space-3); font: 600 1.5rem/1 var(--parley-font-display); }
.mark { inline-size: 2.5rem; block-size: 2.5rem; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 3rem); line-height: 1.1; max-inline-size: 14ch; }
.story > p { max-inline-size: 44ch; }
.points { display: none; gap: var(--parley-space-3); margin-block-start: var(--parley-space-2); max-inline-size: 44ch; }
.points li { display: flex; gap: var(--parley-space-3); }
.points svg { color: var(--parley-color-good); margin-block-start: 0.15em; }
.panel { padding: 0 var(--parley-space-5) var(--parley-space-6); display: grid; align-content: center; }
form { inline-size: 100%; max-inline-size: 26rem; }
.panel > .language { margin-block-start: var(--parley-space-5); }
.asking { display: grid; justify-items: start; padding: var(--parley-space-4); border-radius: var(--parley-radius); }
@media (min-width: 56rem) {
  main { grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); align-content: stretch; }
  .story { padding: var(--parley-space-7) clamp(2.25rem, 6vw, 6rem); }
  .points { display: grid; }
  .panel { padding: var(--parley-space-7) clamp(2.25rem, 6vw, 6rem); background: var(--parley-color-surface); border-inline-start: 1px solid var(--parley-color-line); }
}
`);
