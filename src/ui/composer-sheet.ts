/**
 * The look of the composer.
 */
import { makeSheet } from './tokens.js';

export const composerSheet = makeSheet(`
:host { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--parley-space-3); padding: 0 var(--parley-space-4) max(var(--parley-space-3), env(safe-area-inset-bottom)); }
:host > *, form > * { inline-size: 100%; max-inline-size: 46rem; margin-inline: auto; }
.above { display: flex; gap: var(--parley-space-2); min-block-size: 1lh; margin-block-end: calc(-1 * var(--parley-space-3)); padding-inline: var(--parley-space-4); }
.above[hidden] { display: none; }
.above p { min-inline-size: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.timer { flex: 1; text-align: end; margin-block-end: var(--parley-space-1); }
.timer svg { margin-inline-end: var(--parley-space-1); vertical-align: text-bottom; }
.writing:empty + .timer { white-space: normal; }
form { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--parley-space-2); }
.entry { display: flex; align-items: end; gap: var(--parley-space-2); padding: 0.3125rem; border: 1px solid var(--parley-color-control-line); border-radius: 1.6875rem; background: var(--parley-color-raised); }
.entry:focus-within { border-color: var(--parley-color-focus); outline: 0.125rem solid var(--parley-color-focus); outline-offset: -1px; }
.entry:has(:disabled) { background: var(--parley-color-sunken); }
.about { display: flex; align-items: center; gap: var(--parley-space-3); padding-inline-start: var(--parley-space-4); }
.about svg { color: var(--parley-color-accent); }
.about-what { flex: 1; min-inline-size: 0; }
.about-whom { font-weight: 600; }
.about-words { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
textarea { field-sizing: content; min-block-size: var(--parley-target); max-block-size: min(14rem, 35dvh); padding: 0.625rem 0.875rem; border: 0; background: transparent; overflow-y: auto; }
textarea:focus-visible { outline: 0; }
.mentions { position: relative; z-index: 2; }
.mention-list { position: absolute; inset-block-end: 0; inset-inline: 0; max-block-size: min(40dvh, 20rem); overflow-y: auto; padding: var(--parley-space-2); border: 1px solid var(--parley-color-line); border-radius: var(--parley-radius); background: var(--parley-color-raised); box-shadow: 0 0.25rem 1rem var(--parley-color-shadow); }
.mention-list li { display: flex; align-items: center; gap: var(--parley-space-3); min-block-size: var(--parley-target); padding: var(--parley-space-1) var(--parley-space-2); border: 1px solid transparent; border-radius: var(--parley-radius-small); cursor: pointer; }
.mention-list li:hover { background: var(--parley-color-sunken); }
.mention-list li[aria-selected="true"] { background: var(--parley-color-accent-soft); border-color: var(--parley-color-accent); }
.mention-list p, .mentioned { padding-inline: var(--parley-space-4); }
.mentioned { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.who { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 var(--parley-space-2); min-inline-size: 0; }
.who .name { font-weight: 600; overflow-wrap: anywhere; }
.fp { font: 400 var(--parley-font-small)/1.4 var(--parley-font-digits); color: var(--parley-color-ink-soft); }
@media (forced-colors: active) { .mention-list li[aria-selected="true"] { border-color: Highlight; } }
.left { padding-inline: var(--parley-space-4); text-align: end; font-variant-numeric: tabular-nums; }
.left:empty { display: none; }
.send { flex: none; }
.lock { flex-wrap: wrap; align-items: center; border-radius: var(--parley-radius); }
.lock svg { inline-size: 1.5rem; block-size: 1.5rem; align-self: start; }
.lock .primary { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.lock .row { margin-block-start: var(--parley-space-2); }
.lock button { font-size: var(--parley-font-small); }
.why { flex: 1 1 16rem; min-inline-size: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.125rem; }
@media (max-width: 30rem) {
  :host { padding-inline: var(--parley-space-3); }
  .send { inline-size: var(--parley-target); padding: 0; }
  .send .label { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
}
`);
