import { expect } from '@open-wc/testing';
import { adoptTokens, tokenSheet } from './tokens.js';

const inks: readonly (readonly [ink: string, ...papers: readonly string[]])[] = [
  ['ink', 'page', 'surface', 'sunken', 'raised', 'accent-soft', 'good-soft', 'warn-soft', 'bad-soft'],
  ['ink-soft', 'page', 'surface', 'sunken', 'raised'],
  ['accent', 'page', 'surface', 'sunken', 'raised'],
  ['on-accent', 'accent', 'accent-strong'],
  ['good', 'page', 'surface', 'sunken', 'good-soft'],
  ['warn', 'page', 'surface', 'raised', 'warn-soft'],
  ['bad', 'page', 'surface', 'raised', 'bad-soft'],
];

function channelsOf(color: string): number[] {
  return (color.match(/[\d.]+/gu) ?? []).slice(0, 3).map(Number);
}

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('tokens', () => {
  for (const theme of ['light', 'dark']) {
    it(`keeps every text at 4.5:1 or more, and borders of fields and the focus at 3:1, in the ${theme} theme`, () => {
      adoptTokens();
      const probe = document.createElement('p');
      document.body.append(probe);
      probe.style.colorScheme = theme;
      const resolve = (token: string): string => {
        probe.style.color = `var(--parley-color-${token})`;
        return getComputedStyle(probe).color;
      };
      for (const [ink, ...papers] of inks) {
        for (const paper of papers) expect(contrast(resolve(ink), resolve(paper)), `${ink} on ${paper}`).to.be.at.least(4.5);
      }
      for (const line of ['control-line', 'focus']) {
        for (const paper of ['page', 'surface', 'raised'])
          expect(contrast(resolve(line), resolve(paper)), `${line} on ${paper}`).to.be.at.least(3);
      }
      probe.remove();
    });
  }

  it('is adopted once', () => {
    adoptTokens();
    adoptTokens();
    expect(document.adoptedStyleSheets.filter((sheet) => sheet === tokenSheet).length).to.equal(1);
  });
});
