/**
 * The frame of the open app: one pane on phones, the rooms beside it from 48rem on; an alert stands above and covers nothing.
 */
import { makeSheet } from './tokens.js';

export const mainSheet = makeSheet(`
.page { display: grid; grid-template-rows: auto minmax(0, 1fr); min-block-size: 100dvh; }
.frame { display: grid; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto 1fr; min-block-size: 0; }
.in-room { block-size: 100dvh; }
.in-room .frame { grid-template-rows: minmax(0, 1fr); }
.stage { min-inline-size: 0; min-block-size: 0; }
.in-room .stage, parley-room { block-size: 100%; }
parley-room-list { border-block-start: 1px solid var(--parley-color-line); }
parley-alert { position: sticky; inset-block-start: 0; z-index: 2; }
@media (max-width: 47.99rem) { .in-room parley-room-list { display: none; } }
@media (min-width: 48rem) {
  .page { block-size: 100dvh; }
  .frame, .in-room .frame { grid-template-columns: 16.5rem minmax(0, 1fr); grid-template-rows: minmax(0, 1fr); }
  .stage { grid-column: 2; overflow-y: auto; }
  .in-room .stage { overflow: visible; }
  parley-room-list { grid-column: 1; grid-row: 1; border-block-start: 0; border-inline-end: 1px solid var(--parley-color-line); background: var(--parley-color-sunken); min-block-size: 0; }
}
`);

/** The alert: a strip above everything but dialogs. */
export const alertSheet = makeSheet(`
.error, .notice { align-items: center; border-radius: 0; border-width: 0 0 1px; padding-block: var(--parley-space-2); padding-inline-end: var(--parley-space-2); }
p { flex: 1; }
`);
