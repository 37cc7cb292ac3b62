/**
 * The look of every dialog, and of each one what only it has.
 */
import { makeSheet } from './tokens.js';

export const dialogSheet = makeSheet(`
dialog {
  inline-size: min(35rem, 100%); max-inline-size: 100%; max-block-size: min(52rem, 100dvh); padding: 0; border: 1px solid var(--parley-color-line); overflow-y: auto;
  border-radius: var(--parley-radius-large); background: var(--parley-color-surface); color: var(--parley-color-ink); box-shadow: 0 1.5rem 5rem var(--parley-color-shadow);
}
dialog::backdrop { background: var(--parley-color-backdrop); }
.head { position: sticky; inset-block-start: 0; z-index: 1; display: flex; align-items: start; justify-content: space-between; gap: var(--parley-space-3); padding-block: var(--parley-space-4) var(--parley-space-2); padding-inline: var(--parley-space-5) var(--parley-space-4); background: var(--parley-color-surface); }
.head h2 { font-size: 1.375rem; padding-block-start: 0.45rem; }
.body { display: grid; gap: var(--parley-space-4); padding: 0 var(--parley-space-5) var(--parley-space-5); }
.excerpt { margin: 0; padding: var(--parley-space-2) var(--parley-space-3); border-inline-start: 0.1875rem solid var(--parley-color-accent); border-radius: 0.375rem; background: var(--parley-color-sunken); white-space: pre-wrap; }
.actions { position: sticky; inset-block-end: 0; padding: var(--parley-space-3) var(--parley-space-5); background: var(--parley-color-surface); border-block-start: 1px solid var(--parley-color-line); }
@media (max-width: 36rem) {
  dialog { inline-size: 100%; margin-block-end: 0; border-end-start-radius: 0; border-end-end-radius: 0; border-inline: 0; border-block-end: 0; max-block-size: 94dvh; }
  .actions { padding-block-end: max(var(--parley-space-3), env(safe-area-inset-bottom)); }
  .actions button { flex: 1 1 auto; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog { transition: opacity var(--parley-motion), translate var(--parley-motion); }
  @starting-style { dialog[open] { opacity: 0; translate: 0 0.75rem; } }
}
.qr { display: block; inline-size: min(15rem, 100%); block-size: auto; border-radius: var(--parley-radius-small); background: #fff; fill: #000; forced-color-adjust: none; }
summary { cursor: pointer; min-block-size: 1.5rem; font-weight: 600; }
@media (max-height: 30rem) { .head, .actions { position: static; } }
`);

export const inviteDialogSheet = makeSheet(`
.copy { column-gap: var(--parley-space-3); grid-template-columns: minmax(0, 1fr) 10rem; align-items: end; }
.copy label { grid-column: 1 / -1; }
.copy textarea { font: 0.8125rem/1.45 var(--parley-font-digits); word-break: break-all; }
.result { min-block-size: 1.5em; color: var(--parley-color-good); font-weight: 600; margin-block: calc(-1 * var(--parley-space-2)); }
.token { display: flex; gap: var(--parley-space-3); align-items: start; }
.terms { display: grid; gap: var(--parley-space-2); }
.open { display: grid; gap: var(--parley-space-2); }
.open li { display: flex; align-items: center; justify-content: space-between; gap: var(--parley-space-3); border-block-start: 1px solid var(--parley-color-line); }
.gives { display: grid; gap: var(--parley-space-1); padding: var(--parley-space-4); border-radius: var(--parley-radius); background: var(--parley-color-sunken); }
@media (max-width: 30rem) { .copy { grid-template-columns: minmax(0, 1fr); } .copy button { justify-self: start; } }
`);

export const knockDialogSheet = makeSheet(`
.earlier { padding: var(--parley-space-3) var(--parley-space-4); border-radius: var(--parley-radius-small); background: var(--parley-color-sunken); }
.chip { font-size: inherit; }
`);

/** On top of that of `verifyDialogSheet`. */
export const roomDialogSheet = makeSheet(`
.number { grid-template-columns: repeat(3, auto); }
.who { inline-size: 100%; display: grid; gap: var(--parley-space-1); }
.who li { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--parley-space-3); min-block-size: var(--parley-target); }
.who label { display: flex; align-items: center; gap: var(--parley-space-3); min-block-size: var(--parley-target); cursor: pointer; }
.known { display: grid; gap: var(--parley-space-1); }
`);

export const settingsDialogSheet = makeSheet(`
.group { display: grid; gap: var(--parley-space-3); justify-items: start; padding-block-start: var(--parley-space-4); border-block-start: 1px solid var(--parley-color-line); }
h3 { scroll-margin-block-start: 5rem; }
h4 { margin: 0; }
form { justify-self: stretch; max-inline-size: 26rem; }
nav ul { display: flex; flex-wrap: wrap; margin-inline-start: calc(-1 * var(--parley-space-3)); }
nav button { font-size: var(--parley-font-small); }
.sections { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--parley-space-5); min-inline-size: 0; }
.choices:has([name="notify"]) { flex-direction: column; }
.switches { display: grid; gap: var(--parley-space-2); }
.label { font-weight: 600; }
@media (min-width: 48rem) {
  dialog { inline-size: min(48rem, 100%); }
  .body { grid-template-columns: 11.5rem minmax(0, 1fr); gap: var(--parley-space-5); }
  nav ul { position: sticky; inset-block-start: 4.5rem; display: grid; justify-items: start; }
  nav button { text-align: start; justify-content: start; }
  .sections > :first-child { border-block-start: 0; padding-block-start: var(--parley-space-2); }
}
.warning { color: var(--parley-color-warn); }
.done { color: var(--parley-color-good); font-weight: 600; }
`);

export const doctorDialogSheet = makeSheet(`
.group { display: grid; gap: var(--parley-space-3); }
.group + .group { padding-block-start: var(--parley-space-4); border-block-start: 1px solid var(--parley-color-line); }
h4 { margin: 0; }
.rooms { display: grid; gap: var(--parley-space-4); }
.room { display: grid; gap: var(--parley-space-1); }
.links { display: grid; gap: var(--parley-space-2); }
.links > li { display: grid; grid-template-columns: minmax(0, 9rem) minmax(0, 1fr); gap: var(--parley-space-1) var(--parley-space-3); align-items: baseline; }
.links .name { justify-self: start; }
.facts { display: grid; gap: var(--parley-space-1); }
@media (max-width: 30rem) { .links > li { grid-template-columns: minmax(0, 1fr); } }
`);

/** On top of that of the settings and of the doctor. */
export const trialsSheet = makeSheet(`
.trials { display: grid; gap: var(--parley-space-2); }
.trials > li { display: grid; gap: var(--parley-space-1); padding-inline-start: var(--parley-space-3); border-inline-start: 0.1875rem solid var(--parley-color-line); }
.trials > [data-outcome="works"] { border-color: var(--parley-color-good); }
.trials > :is([data-outcome="silent"], [data-outcome="refused"]) { border-color: var(--parley-color-warn); }
.address { justify-self: start; font-weight: 600; overflow-wrap: anywhere; }
.server { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--parley-space-2); align-items: end; }
.server > .error { grid-column: 1 / -1; }
.server > .field:not(:first-child) { grid-column: 1; margin-inline-start: var(--parley-space-4); }
`);

export const scannerSheet = makeSheet(`
:host { display: grid; gap: var(--parley-space-2); inline-size: 100%; }
video { inline-size: min(20rem, 100%); aspect-ratio: 1; object-fit: cover; border-radius: var(--parley-radius-small); background: var(--parley-color-sunken); }
`);

export const verifyDialogSheet = makeSheet(`
.group { display: grid; gap: var(--parley-space-3); justify-items: start; padding: var(--parley-space-4); border: 1px solid var(--parley-color-line); border-radius: var(--parley-radius); background: var(--parley-color-page); }
.group p:empty { display: none; }
.emoji { inline-size: 100%; display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: var(--parley-space-2); }
.emoji li { display: grid; justify-items: center; align-content: start; gap: var(--parley-space-1); min-inline-size: 0; text-align: center; }
.picture { font-size: clamp(2rem, 8vw, 2.75rem); line-height: 1.15; font-family: "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", var(--parley-font-text); }
.word { font-size: var(--parley-font-small); font-weight: 600; line-height: 1.25; }
.number { display: grid; grid-template-columns: repeat(4, auto); gap: var(--parley-space-1) var(--parley-space-5); font: 600 1.1875rem/1.5 var(--parley-font-digits); letter-spacing: 0.06em; white-space: pre; font-variant-numeric: tabular-nums; }
.meaning { display: grid; gap: var(--parley-space-1); }
.done { align-items: center; border-color: var(--parley-color-good); background: var(--parley-color-good-soft); color: var(--parley-color-good); font-weight: 600; }
@media (max-width: 30rem) {
  .emoji { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .number { gap: var(--parley-space-1) var(--parley-space-3); font-size: 1rem; }
}
@media (max-width: 21rem) { .number { grid-template-columns: repeat(3, auto); } .emoji { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
`);
