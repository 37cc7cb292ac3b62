/**
 * The look of what is about storage: the dialog's own, on top of that of every dialog, and the notice.
 */
import { makeSheet } from './tokens.js';

export const storageDialogSheet = makeSheet(`
meter, progress { inline-size: 100%; block-size: 0.75rem; accent-color: var(--parley-color-accent); }
.age { font-weight: 600; }
.outcome:empty { margin-block-start: calc(-1 * var(--parley-space-4)); }
.ways { display: grid; gap: var(--parley-space-2); }
.ways > li { display: grid; gap: var(--parley-space-3); justify-items: start; }
.ways form { inline-size: 100%; padding: var(--parley-space-4); border: 1px solid var(--parley-color-line); border-radius: var(--parley-radius); background: var(--parley-color-page); }
.outcome:not(:empty) { display: grid; gap: var(--parley-space-1); padding: var(--parley-space-3) var(--parley-space-4); border-radius: var(--parley-radius-small); background: var(--parley-color-good-soft); color: var(--parley-color-good); font-weight: 600; }
@media (forced-colors: active) { .outcome:not(:empty) { border: 1px solid; } }
`);

export const backupNoticeSheet = makeSheet(`
.notice { display: grid; gap: var(--parley-space-1); padding-block-end: var(--parley-space-1); }
.notice button:not(.primary) { border-color: transparent; }
.row { margin-inline-start: calc(-1 * var(--parley-space-3)); }
`);
