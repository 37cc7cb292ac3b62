/**
 * The look of the quiet screens that hold one thing: loading, fatal, elsewhere, unlock.
 */
import { makeSheet } from './tokens.js';

/** One column in the middle of the page. */
export const plateSheet = makeSheet(`
main { min-block-size: 100dvh; display: grid; place-content: center; justify-items: stretch; padding: var(--parley-space-5) var(--parley-space-4); grid-template-columns: minmax(0, 26rem); }
.plate { display: grid; gap: var(--parley-space-4); justify-items: start; }
form { justify-self: stretch; }
.plate > .quiet { margin-inline-start: calc(-1 * var(--parley-space-3)); }
.mark { inline-size: 4rem; block-size: 4rem; margin-block-end: var(--parley-space-2); }
.breathing .mark-near { animation: speak 1.8s ease-in-out infinite; }
.breathing .mark-far { animation: speak 1.8s ease-in-out 0.9s infinite; }
@keyframes speak { 0%, 60%, 100% { transform: none; } 30% { transform: translateY(-0.25rem); } }
`);

/** On top of that: what is tested, and what came of it. */
export const selfTestSheet = makeSheet(`
.checks { justify-self: stretch; display: grid; gap: var(--parley-space-3); }
.checks li { display: grid; gap: var(--parley-space-1); padding-block-start: var(--parley-space-3); border-block-start: 1px solid var(--parley-color-line); }
.checks .row { justify-content: space-between; }
.outcome { display: inline-flex; gap: var(--parley-space-1); align-items: center; color: var(--parley-color-ink-soft); }
[data-outcome="passed"] .outcome { color: var(--parley-color-good); }
[data-outcome="failed"] .outcome { color: var(--parley-color-bad); }
[role="status"] { font-weight: 600; }
`);

/** On top of that: the list of profiles. */
export const profilesSheet = makeSheet(`
.profiles { justify-self: stretch; display: grid; gap: var(--parley-space-2); }
.profiles button { inline-size: 100%; justify-content: flex-start; text-align: start; min-block-size: 3rem; }
`);
