/**
 * The look of what can be set for a room.
 */
import { makeSheet } from './tokens.js';

export const roomOptionsSheet = makeSheet(`
:host { display: grid; gap: var(--parley-space-4); padding: var(--parley-space-4) var(--parley-space-2); border-block-start: 1px solid var(--parley-color-line); }
section { display: grid; gap: var(--parley-space-3); }
label { display: block; font-weight: 400; line-height: 1.5rem; }
`);
