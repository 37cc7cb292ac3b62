/**
 * The look of every dialog: a sheet from below on phones, a card in the middle elsewhere.
 */
import { makeSheet } from './tokens.js';

export const dialogSheet = makeSheet(`
dialog {
  inline-size: min(35rem, 100%); max-inline-size: 100%; max-block-size: min(52rem, 100dvh); padding: 0; border: 1px solid var(--parley-color-line); overflow-y: auto;
  border-radius: var(--parley-radius-large); background: var(--parley-color-surface); color: var(--parley-color-ink); box-shadow: 0 1.5rem 5rem var(--parley-color-shadow);
}
dialog::backdrop { background: var(--parley-color-backdrop); }
.head { position: sticky; inset-block-start: 0; z-index: 1; display: flex; align-items: start; justify-content: space-between; gap: var(--parley-space-3); padding: var(--parley-space-4) var(--parley-space-4) var(--parley-space-2) var(--parley-space-5); background: var(--parley-color-surface); }
.head h2 { font-size: 1.375rem; padding-block-start: 0.45rem; }
.body { display: grid; gap: var(--parley-space-4); padding: 0 var(--parley-space-5) var(--parley-space-5); }
.actions { position: sticky; inset-block-end: 0; padding: var(--parley-space-3) var(--parley-space-5); background: var(--parley-color-surface); border-block-start: 1px solid var(--parley-color-line); }
h3 { font-size: var(--parley-font-normal); }
@media (max-width: 36rem) {
  dialog { inline-size: 100%; margin-block-end: 0; border-end-start-radius: 0; border-end-end-radius: 0; border-inline: 0; border-block-end: 0; max-block-size: 94dvh; }
  .actions { padding-block-end: max(var(--parley-space-3), env(safe-area-inset-bottom)); }
  .actions button { flex: 1 1 auto; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog { transition: opacity var(--parley-motion), translate var(--parley-motion); }
  @starting-style { dialog[open] { opacity: 0; translate: 0 0.75rem; } }
}
@media (max-height: 30rem) { .head, .actions { position: static; } }
`);
