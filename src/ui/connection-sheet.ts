/**
 * The look of the line that says how one is connected.
 */
import { makeSheet } from './tokens.js';

export const connectionSheet = makeSheet(`
:host { background: var(--parley-color-sunken); }
.line { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--parley-space-3); padding: 0.25rem var(--parley-space-4); min-block-size: 2rem; }
.now { flex: 1 1 12rem; display: flex; align-items: baseline; gap: var(--parley-space-2); min-inline-size: 0; }
.dot { translate: 0 0.05em; inline-size: 0.625rem; block-size: 0.625rem; border-radius: 50%; border: 0.125rem solid var(--parley-color-ink-soft); flex: none; }
[data-tone="good"] .dot { background: var(--parley-color-good); border-color: var(--parley-color-good); }
[data-tone="bad"] .dot { background: var(--parley-color-bad); border-color: var(--parley-color-bad); border-radius: 0.125rem; }
[data-tone="busy"] .dot { animation: seek 1.6s ease-in-out infinite; }
.now p { flex: 1; }
.doctor { align-self: center; margin-block: -0.25rem; }
button { min-block-size: 2rem; font-size: inherit; padding-inline: var(--parley-space-2); }
.error { border-radius: 0; border-width: 1px 0; }
@keyframes seek { 50% { opacity: 0.25; } }
@media (pointer: coarse) { button { min-block-size: var(--parley-target); } }
`);
