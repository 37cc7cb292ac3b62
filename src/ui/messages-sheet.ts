/**
 * The look of the transcript.
 */
import { makeSheet } from './tokens.js';

export const messagesSheet = makeSheet(`
:host { position: relative; display: grid; min-block-size: 0; }
.log { position: relative; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; padding: var(--parley-space-4); display: flex; flex-direction: column; }
.log:focus-visible { outline-offset: -0.1875rem; }
.earlier { display: grid; justify-items: center; }
.dropped { display: grid; justify-items: center; gap: var(--parley-space-2); text-align: center; }
.rows { inline-size: 100%; max-inline-size: 46rem; margin-inline: auto; margin-block-start: auto; }
.log:has(.empty:not([hidden])) .rows { margin-block-start: 0; }
.empty { margin: auto; text-align: center; padding: var(--parley-space-5); max-inline-size: 34ch; }
.title { font: 600 var(--parley-font-large)/1.3 var(--parley-font-display); margin-block-end: var(--parley-space-1); }

.day { inline-size: fit-content; margin-inline: auto; margin-block: var(--parley-space-5); font: 600 var(--parley-font-small)/1.4 var(--parley-font-display); }
.since { display: flex; align-items: center; gap: var(--parley-space-3); margin-block: var(--parley-space-4) var(--parley-space-2); font-weight: 600; color: var(--parley-color-accent); }
.since::before, .since::after { content: ""; flex: 1; border-block-start: 1px solid var(--parley-color-accent); }
.event { inline-size: fit-content; max-inline-size: 90%; margin: var(--parley-space-3) auto; text-align: center; }
.event time { opacity: 0.9; margin-inline-start: 0.4em; }

article { display: grid; grid-template-columns: 2.25rem minmax(0, auto); justify-content: start; gap: var(--parley-space-2); margin-block-start: 0.1875rem; }
article.first { margin-block-start: var(--parley-space-4); }
article:not(.first) .avatar { visibility: hidden; block-size: 0; }
.bubble {
  position: relative;
  max-inline-size: min(34rem, 100%); padding: var(--parley-space-2) var(--parley-space-3) 0.3125rem; border-radius: var(--parley-radius-large);
  border-end-start-radius: 0.375rem; background: var(--parley-color-surface); border: 1px solid var(--parley-color-line); min-inline-size: 0; justify-self: start;
}
article:not(.first) .bubble { border-start-start-radius: 0.375rem; }
.head { font-size: var(--parley-font-small); font-weight: 600; display: flex; flex-wrap: wrap; gap: 0 var(--parley-space-2); align-items: baseline; }
.text { white-space: pre-wrap; unicode-bidi: isolate; text-wrap: wrap; tab-size: 4; overflow-y: clip; }
.text .control { font: 600 0.75em/1 var(--parley-font-digits); padding: 0.1em 0.35em; border-radius: 0.3em; background: var(--parley-color-warn-soft); color: var(--parley-color-warn); unicode-bidi: isolate; }
.text :is(pre, blockquote) { margin: 0; }
.text :is(p, ul, ol, pre, blockquote):not(:first-child) { margin-block-start: var(--parley-space-2); }
.text :is(ul, ol) { white-space: normal; padding-inline-start: 1.5em; }
.text ul { list-style: disc; }
.text ol { list-style: decimal; }
.text li { white-space: pre-wrap; }
.text code { font-family: var(--parley-font-digits); font-size: 0.9em; padding: 0.1em 0.3em; border-radius: 0.3em; background: var(--parley-color-raised); border: 1px solid var(--parley-color-line); }
.text pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: var(--parley-space-2); border-radius: 0.375rem; background: var(--parley-color-raised); border: 1px solid var(--parley-color-line); }
.text pre code { padding: 0; border: none; background: none; }
.text blockquote { padding-inline-start: var(--parley-space-3); border-inline-start: 0.1875rem solid var(--parley-color-control-line); }
.text a { color: inherit; text-decoration: underline; text-underline-offset: 0.15em; }
.text .host { font-size: var(--parley-font-small); }
.foot { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0 0.5em; line-height: 1.5; }
.vanishing summary { text-decoration: none; min-inline-size: 1.5rem; text-align: center; list-style: none; }
.vanishing summary::-webkit-details-marker { display: none; }
.vanishing summary svg { vertical-align: text-bottom; }
.vanishing[open] { inline-size: 100%; text-align: end; }
.vanishing[open] summary { display: inline-block; }
.delivery:empty { display: none; }
summary { cursor: pointer; min-block-size: 1.5rem; text-decoration: underline dotted; text-underline-offset: 0.2em; }
parley-recipients { padding-block: var(--parley-space-1); }

.mine { grid-template-columns: minmax(0, auto); justify-content: end; padding-inline-start: clamp(1rem, 12%, 6rem); }
.theirs { padding-inline-end: clamp(0rem, 8%, 4rem); }
.mine .avatar { display: none; }
.mine .bubble { background: var(--parley-color-accent-soft); border-color: transparent; border-radius: var(--parley-radius-large); border-end-end-radius: 0.375rem; justify-self: end; }
.mine:not(.first) .bubble { border-start-start-radius: var(--parley-radius-large); border-start-end-radius: 0.375rem; }
.mine .foot { color: var(--parley-color-ink); }
.mention { padding: 0 0.25em; border-radius: 0.375rem; border: 1px solid var(--parley-color-control-line); font-weight: 600; white-space: normal; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.mention.me { background: var(--parley-color-accent); border-color: transparent; color: var(--parley-color-on-accent); }
.mention svg { margin-inline-start: 0.3em; inline-size: 0.875em; block-size: 0.875em; vertical-align: -0.1em; }
.mention .chip svg { margin: 0; }
.mention .chip { vertical-align: baseline; }
.fp { font: 400 0.875em/1 var(--parley-font-digits); }
.to-me .bubble { border-inline-start: 0.25rem solid var(--parley-color-accent); }
.doubtful .bubble { border-style: dashed; border-color: var(--parley-color-warn); }


.backfill { display: grid; gap: var(--parley-space-3); padding-block-start: var(--parley-space-4); }
.backfill > p, .progress { inline-size: 100%; max-inline-size: 46rem; margin-inline: auto; text-align: center; }
progress { display: block; inline-size: min(18rem, 100%); margin: var(--parley-space-1) auto 0; accent-color: var(--parley-color-accent); }
.unchecked .bubble { border: 1px dashed var(--parley-color-line); }

.marked .bubble { outline: 0.1875rem solid var(--parley-color-accent); outline-offset: 0.125rem; animation: arrive 1.2s ease-out; }
.event.marked { outline: 0.1875rem solid var(--parley-color-accent); outline-offset: 0.25rem; border-radius: var(--parley-radius-small); }
@keyframes arrive { from { background: var(--parley-color-accent); } }

.pill:not(.primary) { background: var(--parley-color-raised); }

.pills { position: absolute; inset-block-end: var(--parley-space-3); inset-inline: 0; margin-inline: auto; inline-size: fit-content; max-inline-size: 100%; display: flex; flex-wrap: wrap; justify-content: center; gap: var(--parley-space-2); }
.pill { box-shadow: 0 0.25rem 1rem var(--parley-color-shadow); }
@media (forced-colors: active) { .marked .bubble { outline-color: Highlight; } .bubble, .mine .bubble { border: 1px solid; } .to-me .bubble { border-inline-start: 0.25rem solid Highlight; } .mention { border: 1px solid; } }
`);
