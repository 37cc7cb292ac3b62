/**
 * The look of the knock dialog.
 */
import { makeSheet } from './tokens.js';

export const knockDialogSheet = makeSheet(`
.earlier { padding: var(--parley-space-3) var(--parley-space-4); border-radius: var(--parley-radius-small); background: var(--parley-color-sunken); }
.chip { font-size: inherit; }
`);
