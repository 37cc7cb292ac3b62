/**
 * What people choose about Parley as a whole: how it looks from the very first frame on, what it tells them while they look elsewhere, and getting around
 * by keyboard alone.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';
import { firstRun } from './support/steps.js';

const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** Notes the look of every frame from the beginning of the document, right before it is painted. */
const FRAMES_NOTED = `
const frames = new Set();
globalThis.framesNoted = frames;
const note = () => {
  const root = document.documentElement;
  if (root !== null) {
    const { colorScheme, backgroundColor, fontSize } = getComputedStyle(root);
    frames.add(colorScheme + ' ' + backgroundColor + ' ' + fontSize);
  }
  requestAnimationFrame(note);
};
requestAnimationFrame(note);`;

async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** WCAG 2.2, relative luminance. */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/gu) ?? []).map((value) => {
    const part = Number(value) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// Firefox does not let a test ask for contrast.
test('who wants more contrast gets 7:1 for every text in both themes, and who wants less motion gets none', async () => {
  const ana = await newPerson('chromium');
  const { page } = ana;
  await expect(page.getByRole('button', { name: 'Start' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, contrast: 'more', reducedMotion: 'reduce' });
    const colors = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('p'));
      const names = [
        'ink',
        'ink-soft',
        'accent',
        'good',
        'warn',
        'bad',
        'page',
        'surface',
        'sunken',
        'raised',
        'on-accent',
        'accent-strong',
      ];
      const pairs = [...names, 'accent-soft', 'good-soft', 'warn-soft', 'bad-soft', 'line'].map((name) => {
        probe.style.color = `var(--parley-color-${name})`;
        return [name, getComputedStyle(probe).color] as const;
      });
      probe.style.transition = 'color var(--parley-motion)';
      const motion = getComputedStyle(probe).transitionDuration;
      probe.remove();
      return Object.fromEntries<string>([...pairs, ['motion', motion]]);
    });
    const contrast = (one: string, other: string): number => {
      const [dark = 0, light = 0] = [one, other].map((name) => luminanceOf(colors[name] ?? '')).sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };
    const papers = ['page', 'surface', 'sunken', 'raised'];
    const inks = ['ink', 'ink-soft', 'accent', 'good', 'warn', 'bad'].flatMap((ink) => papers.map((paper) => [ink, paper]));
    const soft = ['accent', 'good', 'warn', 'bad'].map((mark) => [mark === 'accent' ? 'ink' : mark, `${mark}-soft`]);
    for (const [ink = '', paper = ''] of [...inks, ...soft, ['on-accent', 'accent'], ['on-accent', 'accent-strong']])
      expect(contrast(ink, paper), `${ink} on ${paper}, ${colorScheme}`).toBeGreaterThanOrEqual(7);
    expect(colors['motion']).toBe('0s');
  }
  // Where the system's own colours are used, what can be pressed keeps its edge.
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(page.getByRole('button', { name: 'Start' })).toHaveCSS('border-top-style', 'solid');
  await ana.close();
});

for (const browserName of BROWSERS) {
  test(`theme and size of text outlive a reload, and no frame before unlocking looks otherwise: ${browserName}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browserName, { signalling, isPersistent: true, initScript: FRAMES_NOTED });
    const { page } = ana;
    await page.emulateMedia({ colorScheme: 'light' });
    await firstRun(page, 'Ana', 'correct horse');
    const dialog = await openSettings(page);
    await dialog.getByRole('radio', { name: 'Dark' }).click();
    await dialog.getByRole('radio', { name: 'Larger' }).click();
    await expect(dialog.getByRole('radio', { name: 'Larger' })).toBeChecked();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
    const frames = await page.evaluate(() => [...(Reflect.get(globalThis, 'framesNoted') as Set<string>)]);
    expect(frames.length).toBeGreaterThan(0);
    // The size of text is seen once there is any.
    expect(frames.filter((frame) => !frame.startsWith('dark'))).toEqual([]);
    expect(frames.at(-1)).toMatch(/^dark rgb\(24, 21, 19\) 22px/u);
    await ana.close();
    await signalling.stop();
  });
}
