/**
 * The look of finding: a bar below the header of a room, with what was found over the conversation; and a box in the list of rooms.
 */
import { makeSheet } from './tokens.js';

export const findSheet = makeSheet(`
search { display: grid; gap: var(--parley-space-1); position: relative; }
.bar { grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: var(--parley-space-2) var(--parley-space-4); padding: var(--parley-space-2) var(--parley-space-4); background: var(--parley-color-surface); border-block-end: 1px solid var(--parley-color-line); }
.bar .line, .bar .list { grid-column: 1 / -1; }
.line { display: flex; align-items: center; gap: var(--parley-space-1); min-inline-size: 0; }
.line input { flex: 1; min-inline-size: 0; }
.status { min-block-size: 1.45em; }
.everywhere .status:empty { display: none; }
.everywhere .status { padding-inline: var(--parley-space-2); }
button[aria-disabled="true"] { opacity: 0.55; cursor: default; }
.date { display: flex; flex-wrap: wrap; align-items: center; gap: var(--parley-space-1) var(--parley-space-2); justify-content: flex-end; }
.date input:not([type="search"]) { inline-size: auto; min-block-size: 2.25rem; padding-block: 0.125rem; }
.date button { min-block-size: 2.25rem; }
.date label { font-weight: 400; color: var(--parley-color-ink-soft); }
.list { display: grid; gap: var(--parley-space-1); justify-items: start; min-block-size: 0; }
.bar .list { position: absolute; inset-block-start: 100%; inset-inline: 0; z-index: 2; max-block-size: min(60dvh, 30rem); overflow-y: auto; padding: var(--parley-space-2); background: var(--parley-color-surface); border-block-end: 1px solid var(--parley-color-line); box-shadow: 0 0.5rem 1.5rem var(--parley-color-shadow); }
.everywhere { grid-template-rows: auto auto minmax(0, 1fr); block-size: 100%; }
.everywhere .list { overflow-y: auto; margin: -4px; padding: 4px; align-content: start; }
ul { inline-size: 100%; display: grid; gap: 2px; }
li { padding: var(--parley-space-2) var(--parley-space-3); border-radius: var(--parley-radius-small); border: 1px solid transparent; cursor: pointer; min-block-size: var(--parley-target); }
li:hover { background: var(--parley-color-sunken); }
li.active { background: var(--parley-color-accent-soft); border-color: var(--parley-color-accent); }
.everywhere li:hover, .everywhere li.active { background: var(--parley-color-raised); }
.found-head { display: flex; flex-wrap: wrap; gap: 0 var(--parley-space-2); align-items: baseline; }
.author { font-weight: 600; }
.excerpt { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; line-height: 1.4; }
mark { background: var(--parley-color-warn-soft); color: inherit; font-weight: 600; border-radius: 0.2em; box-shadow: inset 0 -0.125em var(--parley-color-warn); }
@media (max-width: 42rem) { .bar { padding-inline: var(--parley-space-2); } .bar > * { grid-column: 1 / -1; } .status:empty { display: none; } .bar .status { padding-inline: var(--parley-space-1); } .date { justify-content: flex-start; padding-inline: var(--parley-space-1); } }
@media (pointer: coarse) { .date input:not([type="search"]), .date button { min-block-size: var(--parley-target); } }
@media (forced-colors: active) { li.active { border-color: Highlight; } mark { background: Mark; color: MarkText; } }
`);
