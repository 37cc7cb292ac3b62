/**
 * What every shadow root shares: buttons, fields, marks, focus. Elements add only their own layout.
 */
import { makeSheet } from './tokens.js';

const baseText = `
*, *::before, *::after { box-sizing: border-box; }
:host { display: block; overflow-wrap: anywhere; }
[hidden] { display: none !important; }
h1, h2, h3, p, ul, ol { margin: 0; padding: 0; border: 0; }
ul, ol { list-style: none; }
h1, h2, h3 { font: 600 var(--parley-font-large)/1.25 var(--parley-font-display); letter-spacing: -0.005em; text-wrap: balance; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.2vw, 2rem); }
/* Letters that join must not be moved apart. */
:is(h1, h2, h3):lang(ar) { letter-spacing: 0; line-height: 1.4; }
h3, .notice h2 { font-size: var(--parley-font-normal); }
p { text-wrap: pretty; }
a { color: var(--parley-color-accent); text-underline-offset: 0.15em; }
.soft { color: var(--parley-color-ink-soft); }
.small { font-size: var(--parley-font-small); line-height: 1.45; }

:focus-visible { outline: 0.1875rem solid var(--parley-color-focus); outline-offset: 0.125rem; }
/* Where the focus is put for reading on: nothing there to press, so nothing is ringed. */
[tabindex="-1"]:focus-visible { outline: 0; }

button, input, textarea, select { font: inherit; color: inherit; }
button {
  display: inline-flex; align-items: center; justify-content: center; gap: var(--parley-space-2);
  min-block-size: var(--parley-target); padding: var(--parley-space-1) var(--parley-space-4);
  border: 1px solid var(--parley-color-control-line); border-radius: 999px; background: transparent;
  font-weight: 600; line-height: 1.2; max-inline-size: 100%; cursor: pointer; touch-action: manipulation;
  transition: background-color var(--parley-motion), border-color var(--parley-motion), transform var(--parley-motion);
}
button:hover:not(:disabled) { background: var(--parley-color-sunken); }
button:active:not(:disabled) { transform: translateY(1px); }
button:disabled { opacity: 0.55; cursor: default; }
button.primary { background: var(--parley-color-accent); border-color: var(--parley-color-accent); color: var(--parley-color-on-accent); }
button.primary:hover:not(:disabled) { background: var(--parley-color-accent-strong); border-color: var(--parley-color-accent-strong); }
button.danger { border-color: var(--parley-color-bad); color: var(--parley-color-bad); }
button.danger:hover:not(:disabled) { background: var(--parley-color-bad-soft); }
button.quiet { border-color: transparent; color: var(--parley-color-accent); padding-inline: var(--parley-space-3); }
button.icon { inline-size: var(--parley-target); padding: 0; border-color: transparent; flex: none; }
svg.glyph { inline-size: 1.25em; block-size: 1.25em; flex: none; fill: none; stroke: currentcolor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
svg.flips:dir(rtl) { transform: scaleX(-1); }

.switch { display: flex; gap: var(--parley-space-3); align-items: start; }
.switch label { display: block; font-weight: 400; line-height: 1.5rem; }
.stack { display: grid; gap: var(--parley-space-4); }
.row { display: flex; flex-wrap: wrap; gap: var(--parley-space-2) var(--parley-space-3); align-items: center; }
.field { display: grid; gap: var(--parley-space-1); }
label { font-weight: 600; }
input:not([type="checkbox"], [type="radio"]), textarea {
  inline-size: 100%; min-block-size: var(--parley-target); padding: var(--parley-space-2) var(--parley-space-3);
  border: 1px solid var(--parley-color-control-line); border-radius: var(--parley-radius-small); background: var(--parley-color-raised);
}
input:is([type="checkbox"], [type="radio"]) { inline-size: 1.5rem; block-size: 1.5rem; margin: 0; flex: none; accent-color: var(--parley-color-accent); }
.choices { display: flex; flex-wrap: wrap; gap: 0 var(--parley-space-4); margin: 0; padding: 0; border: 0; min-inline-size: 0; }
.choices legend { padding: 0; font-weight: 600; }
.choices label { display: flex; align-items: center; gap: var(--parley-space-2); min-block-size: 2rem; font-weight: 400; cursor: pointer; }
.choices input { inline-size: 1.25rem; block-size: 1.25rem; }
@media (pointer: coarse) { .choices label { min-block-size: var(--parley-target); } }
select {
  min-block-size: var(--parley-target); max-inline-size: 100%; padding: var(--parley-space-1) var(--parley-space-3);
  border: 1px solid var(--parley-color-control-line); border-radius: var(--parley-radius-small); background: var(--parley-color-raised);
}
.language { display: flex; flex-wrap: wrap; align-items: center; gap: var(--parley-space-2); }
.language label { display: inline-flex; align-items: center; gap: var(--parley-space-2); font-weight: 400; }
textarea { display: block; resize: none; line-height: 1.45; overflow-wrap: anywhere; }
::placeholder { color: var(--parley-color-ink-soft); opacity: 1; }

.error, .notice { display: flex; gap: var(--parley-space-3); padding: var(--parley-space-3) var(--parley-space-4); border-radius: var(--parley-radius-small); border: 1px solid transparent; }
.notice.calm { background: var(--parley-color-accent-soft); color: var(--parley-color-ink); border-color: transparent; }
.error { background: var(--parley-color-bad-soft); color: var(--parley-color-bad); border-color: var(--parley-color-bad); }
.notice { background: var(--parley-color-warn-soft); color: var(--parley-color-warn); border-color: var(--parley-color-warn); }
.notice button:not(.primary) { border-color: var(--parley-color-warn); }
.notice button:not(.primary):hover:not(:disabled) { background: var(--parley-color-raised); }
.card {
  padding: var(--parley-space-5); border: 1px solid var(--parley-color-line); background: var(--parley-color-surface);
  border-radius: var(--parley-radius-large); border-end-start-radius: 0.375rem;
}
.chip { display: inline-flex; align-items: center; gap: 0.3em; font-size: var(--parley-font-small); font-weight: 600; line-height: 1.4; color: var(--parley-color-ink-soft); }
.chip.good { color: var(--parley-color-good); }
.chip.warn { color: var(--parley-color-warn); }
.chip.bad { color: var(--parley-color-bad); }

.avatar {
  display: grid; place-items: center; inline-size: 2.25rem; block-size: 2.25rem; flex: none; overflow: hidden; border-radius: 50%; border-end-start-radius: 0.5rem;
  font: 600 1rem/1 var(--parley-font-display);
  background: light-dark(oklch(0.9 0.05 var(--hue)), oklch(0.37 0.06 var(--hue))); color: light-dark(oklch(0.36 0.09 var(--hue)), oklch(0.92 0.04 var(--hue)));
}
.tone-0 { --hue: 45; }
.tone-1 { --hue: 150; }
.tone-2 { --hue: 245; }
.tone-3 { --hue: 90; }
.tone-4 { --hue: 310; }
.tone-5 { --hue: 5; }
.tone-6 { --hue: 195; }
.tone-7 { --hue: 75; }

.mark { overflow: visible; }
.mark-near { fill: var(--parley-color-accent); stroke: var(--parley-color-page); stroke-width: 5; paint-order: stroke; }
.mark-far { fill: var(--parley-color-good); opacity: 0.85; }
.visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@media (prefers-reduced-motion: reduce) { * { animation: none !important; } }
@media (forced-colors: active) {
  button, .avatar, .chip, .error, .notice { border: 1px solid; }
  .chip { border: 0; }
  input:is([type="checkbox"], [type="radio"]) { accent-color: auto; }
  button[aria-current], button[aria-pressed="true"] { border-color: Highlight; }
}
`;

/** The shared sheet, first in every shadow root. */
export const baseSheet = makeSheet(baseText);
