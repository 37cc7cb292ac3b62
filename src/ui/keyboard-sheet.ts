/**
 * The look of the command palette and of the sheet of shortcuts, on top of that of every dialog.
 */
import { makeSheet } from './tokens.js';

export const paletteDialogSheet = makeSheet(`
.body { gap: var(--parley-space-2); padding-block-start: var(--parley-space-1); }
ul { display: grid; grid-auto-rows: max-content; gap: 2px; max-block-size: min(28rem, 60dvh); overflow-y: auto; }
li {
  display: flex; align-items: center; gap: var(--parley-space-3); min-block-size: var(--parley-target);
  padding: var(--parley-space-1) var(--parley-space-3); border: 2px solid transparent; border-radius: var(--parley-radius-small); cursor: pointer;
}
.what { flex: 1; min-inline-size: 0; }
li:hover { background: var(--parley-color-sunken); }
li[aria-selected="true"] { background: var(--parley-color-accent-soft); border-color: var(--parley-color-focus); }
li .name { font-weight: 600; }
li .avatar { inline-size: 1.75rem; block-size: 1.75rem; font-size: 0.8125rem; }
li svg.glyph { color: var(--parley-color-ink-soft); inline-size: 1.75rem; padding-inline: 0.25rem; }
@media (forced-colors: active) { li[aria-selected="true"] { border-color: Highlight; } }
`);

export const shortcutsDialogSheet = makeSheet(`
dl { display: grid; margin: 0; }
dl div { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--parley-space-1) var(--parley-space-4); padding-block: var(--parley-space-2); border-block-end: 1px solid var(--parley-color-line); }
dt { flex: 0 0 9rem; }
dd { flex: 1 1 12rem; margin: 0; }
kbd { display: inline-block; min-inline-size: 1.75rem; padding: 0.0625rem 0.4375rem; text-align: center; border: 1px solid var(--parley-color-control-line); border-radius: 0.375rem; background: var(--parley-color-raised); font: 600 var(--parley-font-small)/1.6 var(--parley-font-text); }
`);
