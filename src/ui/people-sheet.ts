/**
 * The look of the people list.
 */
import { makeSheet } from './tokens.js';

export const peopleSheet = makeSheet(`
:host { display: grid; gap: var(--parley-space-5); align-content: start; }
ul { display: grid; gap: var(--parley-space-2); }
li { display: flex; gap: var(--parley-space-3); padding: var(--parley-space-2); border-radius: var(--parley-radius); border: 1px solid transparent; }
li.loud { background: var(--parley-color-bad-soft); border-color: var(--parley-color-bad); }
li.loud .soft, li.loud .chip { color: var(--parley-color-bad); }
li.offline .avatar { filter: grayscale(0.7); }
/* Told apart by shape: a disc, half a disc, a ring, a dash. All of it border, which every palette keeps. */
.sign { display: inline-block; inline-size: 0.625rem; block-size: 0.625rem; margin-inline-end: 0.375rem; border: 0.125rem solid; border-radius: 50%; }
.here .sign { border-width: 0.3125rem; color: var(--parley-color-good); }
.away .sign { border-inline-start-width: 0.3125rem; color: var(--parley-color-warn); }
.offline .sign { block-size: 0; border-width: 0.0625rem; border-radius: 0; vertical-align: middle; }
.words { display: grid; gap: 0.125rem; justify-items: start; min-inline-size: 0; flex: 1; }
.head { display: flex; flex-wrap: wrap; gap: 0 var(--parley-space-2); align-items: baseline; }
.name { font-weight: 600; }
button { min-block-size: 2rem; margin-block-start: var(--parley-space-1); padding-inline: var(--parley-space-3); font-size: var(--parley-font-small); }
.actions { display: flex; flex-wrap: wrap; justify-self: stretch; gap: 0 var(--parley-space-4); }
.actions .quiet { padding-inline: var(--parley-space-2); margin-inline-start: calc(-1 * var(--parley-space-2)); }
.knocks { display: grid; gap: var(--parley-space-2); padding: var(--parley-space-3); border-radius: var(--parley-radius); background: var(--parley-color-accent-soft); }
.knocks li { align-items: center; padding: 0; }
.knocks li bdi { flex: 1; font-weight: 600; }
@media (pointer: coarse) { button { min-block-size: var(--parley-target); } }
`);

/** The button below it. */
export const compareRoomSheet = makeSheet(`
:host { display: grid; gap: var(--parley-space-1); justify-items: start; padding: var(--parley-space-2); }
button { font-size: var(--parley-font-small); }
`);
