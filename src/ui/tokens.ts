/**
 * Colours, spaces and type of Parley as custom properties of the page, in one constructed sheet (the page's policy forbids any other style).
 *
 * Paper and ink by day, embers by night: warm neutrals, one terracotta accent, and sage, amber and brick only where they mean something. Both themes
 * live in `light-dark()`, so the browser paints the right one at first paint. Every text pair is at least 4.5:1 in both (tokens.test.ts).
 */

const tokensText = `
:root {
  color-scheme: light dark;
  font-size: 100%;

  --parley-color-page: light-dark(#f5efe6, #181513);
  --parley-color-surface: light-dark(#fffcf8, #221e1b);
  --parley-color-sunken: light-dark(#ece3d6, #110f0d);
  --parley-color-raised: light-dark(#fffefc, #2c2723);
  --parley-color-line: light-dark(#dfd4c5, #39332d);
  --parley-color-control-line: light-dark(#8b7c6c, #8a7e73);
  --parley-color-ink: light-dark(#2b241e, #f0e9e0);
  --parley-color-ink-soft: light-dark(#655a4f, #b9ada0);
  --parley-color-accent: light-dark(#9a3d1a, #f3a680);
  --parley-color-accent-strong: light-dark(#7f3013, #f7bd9f);
  --parley-color-on-accent: light-dark(#fffaf5, #2d1509);
  --parley-color-accent-soft: light-dark(#f8e3d7, #47291b);
  --parley-color-good: light-dark(#2b6541, #97d2a8);
  --parley-color-good-soft: light-dark(#deeee0, #1d3426);
  --parley-color-warn: light-dark(#744d00, #efc573);
  --parley-color-warn-soft: light-dark(#f9ebcb, #3a2d13);
  --parley-color-bad: light-dark(#a1211d, #ffa399);
  --parley-color-bad-soft: light-dark(#fae0db, #47211c);
  --parley-color-focus: light-dark(#1b5fb4, #93c3ff);
  --parley-color-shadow: light-dark(#5b432a26, #00000073);
  --parley-color-backdrop: light-dark(#2b241e66, #000000a6);

  --parley-space-1: 0.25rem;
  --parley-space-2: 0.5rem;
  --parley-space-3: 0.75rem;
  --parley-space-4: 1rem;
  --parley-space-5: 1.5rem;
  --parley-space-6: 2.25rem;
  --parley-space-7: 3.5rem;

  --parley-radius-small: 0.5rem;
  --parley-radius: 0.875rem;
  --parley-radius-large: 1.375rem;
  --parley-target: max(2.75rem, 44px);

  --parley-font-text: system-ui, sans-serif;
  --parley-font-display: "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", ui-serif, Georgia, serif;
  --parley-font-digits: ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", "Liberation Mono", monospace;
  --parley-font-small: 0.8125rem;
  --parley-font-normal: 1rem;
  --parley-font-large: 1.1875rem;

  --parley-motion: 160ms cubic-bezier(0.2, 0.7, 0.3, 1);
}

/* What the person chose (appearance.ts). Everything is measured in rem, so it grows with the text. */
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
:root[data-text-size="small"] { font-size: 87.5%; }
:root[data-text-size="large"] { font-size: 118.75%; }
:root[data-text-size="larger"] { font-size: 137.5%; }
/* Arabic letters are drawn smaller, and carry marks above and below. */
:root:lang(ar) {
  --parley-font-small: 0.9375rem;
}

@media (prefers-contrast: more) {
  :root {
    --parley-color-line: light-dark(#6b5d4e, #a89b8d);
    --parley-color-control-line: light-dark(#3d332a, #d8cdc1);
    --parley-color-ink: light-dark(#000000, #ffffff);
    --parley-color-ink-soft: light-dark(#3d332a, #e0d6cb);
    --parley-color-accent: light-dark(#6e2409, #fcd3bd);
    --parley-color-accent-strong: light-dark(#541a04, #ffe6d9);
    --parley-color-on-accent: light-dark(#ffffff, #1c0b02);
    --parley-color-good: light-dark(#14421f, #c3ecce);
    --parley-color-warn: light-dark(#4d3300, #fae0ae);
    --parley-color-bad: light-dark(#77100d, #ffd0ca);
    --parley-color-focus: light-dark(#0b3f80, #c9e0ff);
  }
}

@media (prefers-reduced-motion: reduce) {
  :root { --parley-motion: 0s; }
}

html {
  background: var(--parley-color-page);
  color: var(--parley-color-ink);
  line-height: 1.5;
  font-family: var(--parley-font-text);
  -webkit-text-size-adjust: 100%;
}

body { margin: 0; }
parley-app { display: block; min-block-size: 100dvh; }
`;

/** A sheet made from text: the only way to style anything here. */
export function makeSheet(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** The tokens and the page's own few rules. */
export const tokenSheet = makeSheet(tokensText);

/** Gives the page the tokens; again changes nothing. */
export function adoptTokens(): void {
  if (!document.adoptedStyleSheets.includes(tokenSheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, tokenSheet];
}
