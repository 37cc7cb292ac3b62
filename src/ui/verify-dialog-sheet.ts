/**
 * The look of the verify dialog: the pictures large, the digits in columns.
 */
import { makeSheet } from './tokens.js';

export const verifyDialogSheet = makeSheet(`
.group { display: grid; gap: var(--parley-space-3); justify-items: start; padding: var(--parley-space-4); border: 1px solid var(--parley-color-line); border-radius: var(--parley-radius); background: var(--parley-color-page); }
.group p:empty { display: none; }
.emoji { inline-size: 100%; display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: var(--parley-space-2); }
.emoji li { display: grid; justify-items: center; align-content: start; gap: var(--parley-space-1); min-inline-size: 0; text-align: center; }
.picture { font-size: clamp(2rem, 8vw, 2.75rem); line-height: 1.15; font-family: "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", var(--parley-font-text); }
.word { font-size: var(--parley-font-small); font-weight: 600; line-height: 1.25; overflow-wrap: anywhere; }
.number { display: grid; grid-template-columns: repeat(4, auto); gap: var(--parley-space-1) var(--parley-space-5); font: 600 1.1875rem/1.5 var(--parley-font-digits); letter-spacing: 0.06em; white-space: pre; font-variant-numeric: tabular-nums; }
.meaning { display: grid; gap: var(--parley-space-1); color: var(--parley-color-ink-soft); }
.done { display: flex; gap: var(--parley-space-2); align-items: center; padding: var(--parley-space-3) var(--parley-space-4); border-radius: var(--parley-radius-small); border: 1px solid var(--parley-color-good); background: var(--parley-color-good-soft); color: var(--parley-color-good); font-weight: 600; }
@media (max-width: 30rem) {
  .emoji { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .number { gap: var(--parley-space-1) var(--parley-space-3); font-size: 1rem; }
}
@media (max-width: 21rem) { .number { grid-template-columns: repeat(3, auto); } .emoji { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
`);
