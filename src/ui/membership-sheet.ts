/**
 * The look of what stands below the people: who may let people in, and the way out.
 */
import { makeSheet } from './tokens.js';

export const membershipSheet = makeSheet(`
:host { display: grid; gap: var(--parley-space-3); justify-items: start; padding: var(--parley-space-3) var(--parley-space-2) 0; border-block-start: 1px solid var(--parley-color-line); }
.leave { margin-inline-start: calc(-1 * var(--parley-space-3)); color: var(--parley-color-bad); }
`);
