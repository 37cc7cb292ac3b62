/**
 * The look of the invite dialog.
 */
import { makeSheet } from './tokens.js';

export const inviteDialogSheet = makeSheet(`
.copy { column-gap: var(--parley-space-3); grid-template-columns: minmax(0, 1fr) 10rem; align-items: end; }
.copy label { grid-column: 1 / -1; }
.copy textarea { font: 0.8125rem/1.45 var(--parley-font-digits); overflow-wrap: anywhere; word-break: break-all; }
.result { min-block-size: 1.5em; color: var(--parley-color-good); font-weight: 600; margin-block: calc(-1 * var(--parley-space-2)); }
.token { display: flex; gap: var(--parley-space-3); align-items: start; }
.token label { font-weight: 600; }
.gives { display: grid; gap: var(--parley-space-1); padding: var(--parley-space-4); border-radius: var(--parley-radius); background: var(--parley-color-sunken); }
@media (max-width: 30rem) { .copy { grid-template-columns: minmax(0, 1fr); } .copy button { justify-self: start; } }
`);
