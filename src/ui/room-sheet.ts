/**
 * The look of a room.
 */
import { makeSheet } from './tokens.js';

/** From here on the people stand beside the conversation. In step with the sheet below. */
export const WIDE_ROOM_QUERY = '(min-width: 68rem)';

export const roomSheet = makeSheet(`
:host { display: grid; grid-template-columns: minmax(0, 1fr); block-size: 100%; min-block-size: 0; position: relative; }
main { display: grid; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto auto auto auto auto minmax(9rem, 1fr) auto; min-block-size: 0; min-inline-size: 0; overflow-y: auto; grid-area: 1 / 1; }
parley-find { grid-row: 3; z-index: 1; }
parley-messages { grid-row: 6; }
header { display: flex; align-items: center; gap: var(--parley-space-2); padding: var(--parley-space-2) var(--parley-space-4); min-block-size: 4rem; background: var(--parley-color-surface); border-block-end: 1px solid var(--parley-color-line); }
.title { flex: 1; min-inline-size: 0; }
h1 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 var(--parley-space-2); font-size: var(--parley-font-large); }
h1 bdi { overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
h1 .chip { hyphens: auto; font: 600 var(--parley-font-small)/1.4 var(--parley-font-text); }
.room-name { inline-size: 100%; font: 400 var(--parley-font-small)/1.4 var(--parley-font-text); letter-spacing: 0; }
.chip { font-weight: 400; }
.chip.good { font-weight: 600; }
.phase { grid-row: 5; margin: var(--parley-space-5) auto 0; max-inline-size: min(34rem, calc(100% - 2rem)); display: grid; gap: var(--parley-space-3); justify-items: start; }
.pinned { grid-row: 4; display: flex; align-items: center; gap: var(--parley-space-2); padding-inline: var(--parley-space-4) var(--parley-space-2); background: var(--parley-color-surface); border-block-end: 1px solid var(--parley-color-line); min-inline-size: 0; }
.pinned-go { flex: 1; min-inline-size: 0; justify-content: start; padding-inline: var(--parley-space-1); border-color: transparent; border-radius: var(--parley-radius-small); font-weight: 400; text-align: start; }
.pinned-go .name { font-weight: 600; flex: none; max-inline-size: 40%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.pinned-words { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.steps { margin: 0; padding: 0; list-style: none; display: grid; gap: var(--parley-space-2); }
.steps li { display: flex; align-items: center; gap: var(--parley-space-3); color: var(--parley-color-soft); }
.steps .now { color: inherit; font-weight: 600; }
.steps .icon, .steps .place { flex: none; inline-size: 1.5rem; block-size: 1.5rem; }
.steps .place { display: grid; place-items: center; border: 1px solid var(--parley-color-line); border-radius: 50%; font-size: var(--parley-text-small); }
.steps .now .place { border-color: var(--parley-color-accent); }
.phase.over { border-color: var(--parley-color-bad); }
parley-composer { grid-row: 7; }

.aside { grid-area: 1 / 1; display: none; flex-direction: column; gap: var(--parley-space-3); padding: var(--parley-space-4); background: var(--parley-color-page); overflow-y: auto; min-block-size: 0; z-index: 1; }
.aside.open { display: flex; }
.aside-head { display: flex; align-items: center; justify-content: space-between; min-block-size: var(--parley-target); padding-inline: var(--parley-space-2); }

@media (max-width: 42rem) {
  header { padding-inline: var(--parley-space-2); }
  header button:not(.icon) { inline-size: var(--parley-target); padding: 0; }
  header .label { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
}
@media (min-width: 48rem) { .back { display: none; } header { padding-inline: var(--parley-space-5); } }
@media (min-width: 48rem) and (max-width: 67.99rem) {
  .aside { justify-self: end; inline-size: min(22rem, 100%); border-inline-start: 1px solid var(--parley-color-line); box-shadow: 0 0 2.5rem var(--parley-color-shadow); }
}
@media (min-width: 68rem) {
  :host { grid-template-columns: minmax(0, 1fr) 19rem; }
  .aside { grid-area: 1 / 2; display: flex; border-inline-start: 1px solid var(--parley-color-line); }
  .toggle, .close { display: none; }
}
`);
