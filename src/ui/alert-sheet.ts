/**
 * The look of the alert: a strip above everything but dialogs.
 */
import { makeSheet } from './tokens.js';

export const alertSheet = makeSheet(`
.error { align-items: center; border-radius: 0; border-width: 0 0 1px; padding-block: var(--parley-space-2); padding-inline-end: var(--parley-space-2); }
p { flex: 1; }
`);
