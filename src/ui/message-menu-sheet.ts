/**
 * The look of what can be done with a message: its button, its menu, quotes and earlier versions.
 */
import { makeSheet } from './tokens.js';

/** What stands in the rows of the transcript. */
export const messageExtrasSheet = makeSheet(`
article.theirs { grid-template-columns: 2.25rem minmax(0, auto) auto; }
article.mine { grid-template-columns: auto minmax(0, auto); }
.mine .more { order: -1; }
.more { align-self: center; min-block-size: 2rem; inline-size: 2rem; padding: 0; border-color: transparent; color: var(--parley-color-ink-soft); flex: none; }
@media (hover: hover) and (pointer: fine) {
  article:not(:hover, :focus-within) .more .glyph { display: none; }
}
.quote {
  display: grid; justify-items: start; justify-content: stretch; gap: 0; inline-size: 100%; min-block-size: 1.5rem; margin-block: 0.125rem var(--parley-space-1); padding: var(--parley-space-1) var(--parley-space-2);
  border: 0; border-inline-start: 0.1875rem solid var(--parley-color-accent); border-radius: 0.375rem; background: var(--parley-color-sunken); color: var(--parley-color-ink); font-weight: 400; text-align: start;
}
.mine .quote { background: var(--parley-color-surface); }
.quoted-name { font-weight: 600; }
.quoted { min-inline-size: 0; max-inline-size: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.versions ol { display: grid; gap: var(--parley-space-2); padding-block: var(--parley-space-1); }
.versions[open] { inline-size: 100%; text-align: start; }
.versions li { border-inline-start: 0.1875rem solid var(--parley-color-line); padding-inline-start: var(--parley-space-2); }
.reactions { display: flex; flex-wrap: wrap; gap: var(--parley-space-1); margin-block: var(--parley-space-1) 0.125rem; }
.reaction { min-block-size: 1.75rem; padding: 0 var(--parley-space-2); gap: var(--parley-space-1); border-color: var(--parley-color-line); background: var(--parley-color-surface); font-weight: 400; max-inline-size: 12rem; overflow: hidden; }
.reaction[aria-pressed="true"] { border-color: var(--parley-color-accent); background: var(--parley-color-accent-soft); font-weight: 600; box-shadow: inset 0 0 0 1px var(--parley-color-accent); }
.mine .reaction[aria-pressed="true"] { background: var(--parley-color-surface); }

.poll { display: grid; gap: var(--parley-space-2); margin-block: var(--parley-space-2); min-inline-size: min(16rem, 100%); }
.poll ul { display: grid; gap: var(--parley-space-1); }
.option { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 var(--parley-space-3); inline-size: 100%; padding: var(--parley-space-2) var(--parley-space-3); text-align: start; font-weight: 400; border-radius: var(--parley-radius-small); border-color: var(--parley-color-line); background: var(--parley-color-surface); }
.option .words { overflow-wrap: anywhere; white-space: pre-wrap; }
.option progress { grid-column: 1 / -1; inline-size: 100%; block-size: 0.25rem; accent-color: var(--parley-color-accent); }
.option[aria-pressed="true"] { border-color: var(--parley-color-accent); font-weight: 600; box-shadow: inset 0 0 0 1px var(--parley-color-accent); }
@media (pointer: coarse) { .reaction { min-block-size: 2.25rem; padding-inline: var(--parley-space-3); } .reactions { gap: var(--parley-space-2); } }
@media (forced-colors: active) { .quote { border: 1px solid; } .option[aria-pressed="true"], .reaction[aria-pressed="true"] { border-width: 3px; } }
`);

/** What to react with. */
export const emojiPickerSheet = makeSheet(`
:host { display: contents; }
.picker { position: fixed; inset: auto; margin: 0; padding: var(--parley-space-3); inline-size: min(24rem, calc(100vw - 1rem)); border: 1px solid var(--parley-color-line); border-radius: var(--parley-radius); background: var(--parley-color-raised); color: var(--parley-color-ink); box-shadow: 0 0.75rem 2.5rem var(--parley-color-shadow); }
.picker:popover-open { display: grid; gap: var(--parley-space-2); }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(2.75rem, 1fr)); max-block-size: min(17rem, 50dvh); overflow-y: auto; overscroll-behavior: contain; padding: 0.1875rem; }
.emoji { padding: 0; border-color: transparent; border-radius: var(--parley-radius-small); font-size: 1.5rem; font-weight: 400; }
.emoji:focus-visible { outline-offset: -0.1875rem; }
@media (max-width: 36rem) {
  .picker { inset: auto 0 0 0 !important; inline-size: 100%; max-inline-size: 100%; border-end-start-radius: 0; border-end-end-radius: 0; padding-block-end: max(var(--parley-space-3), env(safe-area-inset-bottom)); }
  .picker::backdrop { background: var(--parley-color-backdrop); }
}
`);

/** The menu. */
export const messageMenuSheet = makeSheet(`
:host { display: contents; }
.menu {
  position: fixed; inset: auto; margin: 0; padding: var(--parley-space-1); inline-size: max-content; min-inline-size: 12rem; max-inline-size: calc(100vw - 1rem); max-block-size: calc(100dvh - 1rem); overflow-y: auto;
  border: 1px solid var(--parley-color-line); border-radius: var(--parley-radius); overscroll-behavior: contain; background: var(--parley-color-raised); color: var(--parley-color-ink); box-shadow: 0 0.75rem 2.5rem var(--parley-color-shadow);
}
.menu:popover-open { display: grid; }
.menu button { inline-size: 100%; justify-content: start; gap: var(--parley-space-3); padding-inline: var(--parley-space-3); border-color: transparent; border-radius: var(--parley-radius-small); font-weight: 400; text-align: start; }
.menu button:focus-visible { outline-offset: -0.1875rem; }
.told { position: absolute; inset-block-end: var(--parley-space-3); inset-inline: 0; margin-inline: auto; inline-size: fit-content; padding: var(--parley-space-2) var(--parley-space-4); border-radius: 999px; background: var(--parley-color-ink); color: var(--parley-color-page); }
.told:empty { padding: 0; }
@media (max-width: 36rem) {
  .menu { inset: auto 0 0 0 !important; inline-size: 100%; max-inline-size: 100%; border-end-start-radius: 0; border-end-end-radius: 0; padding-block-end: max(var(--parley-space-2), env(safe-area-inset-bottom)); }
  .menu::backdrop { background: var(--parley-color-backdrop); }
}
`);
