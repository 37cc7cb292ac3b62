/**
 * The look of home: the greeting, two cards, and the form that takes their place.
 */
import { makeSheet } from './tokens.js';

export const homeSheet = makeSheet(`
main { display: grid; gap: var(--parley-space-4); align-content: start; padding: var(--parley-space-6) var(--parley-space-4); max-inline-size: 44rem; margin-inline: auto; }
.mark { inline-size: 3rem; block-size: 3rem; }
.lead { max-inline-size: 48ch; margin-block-start: calc(-1 * var(--parley-space-2)); }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: var(--parley-space-4); margin-block-start: var(--parley-space-3); }
.choice:nth-child(2) { border-end-start-radius: var(--parley-radius-large); border-end-end-radius: 0.375rem; }
.choice { display: grid; gap: var(--parley-space-3); justify-items: start; align-content: start; }
textarea { font: 0.9375rem/1.5 var(--parley-font-digits); }
.notice .stack { gap: var(--parley-space-1); }
@media (min-width: 45rem) { main { padding-block-start: 12vh; } }
`);
