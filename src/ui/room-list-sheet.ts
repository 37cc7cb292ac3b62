/**
 * The look of the list of rooms.
 */
import { makeSheet } from './tokens.js';

export const roomListSheet = makeSheet(`
nav { display: grid; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto auto 1fr auto; block-size: 100%; padding: var(--parley-space-4) var(--parley-space-3); gap: var(--parley-space-2); }
.top { display: flex; align-items: center; justify-content: space-between; min-block-size: var(--parley-target); padding-inline-start: var(--parley-space-2); }
nav:has(parley-find):has(ul[hidden]) { grid-template-rows: auto 1fr auto; }
parley-find { min-block-size: 0; }
.bottom { grid-row-end: -1; }
.none { grid-row: 3;  padding-inline: var(--parley-space-2); }
ul { display: grid; gap: 2px; align-content: start; overflow-y: auto; margin: -4px; padding: 4px; }
li button {
  inline-size: 100%; justify-content: flex-start; text-align: start; gap: var(--parley-space-3); padding: var(--parley-space-2);
  border-color: transparent; border-radius: var(--parley-radius); font-weight: 400; min-block-size: 3.5rem;
}
li button.open, li button.open:hover:not(:disabled) { background: var(--parley-color-raised); border-color: var(--parley-color-line); }
.words { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 var(--parley-space-2); min-inline-size: 0; flex: 1; }
.room-name, .state { inline-size: 100%; }
.name { max-inline-size: 100%; font-weight: 600; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.unread { flex: none; min-inline-size: 1.5rem; text-align: center; padding: 0.125rem 0.4375rem; border-radius: 999px; background: var(--parley-color-accent); color: var(--parley-color-on-accent); font-size: var(--parley-font-small); font-weight: 600; }
ul .muted { flex: none; color: var(--parley-color-ink-soft); line-height: 0; }
.unread.soft { background: var(--parley-color-line); color: var(--parley-color-ink); }
.bottom { display: grid; gap: var(--parley-space-1); padding: var(--parley-space-3) var(--parley-space-2) 0; border-block-start: 1px solid var(--parley-color-line); justify-items: start; }
.bottom .row, .bottom > button { margin-inline-start: calc(-1 * var(--parley-space-3)); text-align: start; }
.me { font-weight: 600; }
.warning { color: var(--parley-color-warn); }
@media (forced-colors: active) { li button.open { border-color: Highlight; } .unread { border: 1px solid; } }
`);
