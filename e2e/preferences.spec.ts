/**
 * What people choose about Parley as a whole: how it looks from the very first frame on, what it tells them while they look elsewhere, and getting around
 * by keyboard alone.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';
import { acceptUnverified, firstRun, meet, message, say } from './support/steps.js';

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

/** Notifications that are noted, in a page that a test hides. Headless browsers show none, and hide nothing. */
const NOTICES_NOTED = `
globalThis.notices = [];
globalThis.hide = (isHidden) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (isHidden ? 'hidden' : 'visible') });
  document.dispatchEvent(new Event('visibilitychange'));
};
globalThis.Notification = class extends EventTarget {
  static permission = 'default';
  static requestPermission() {
    globalThis.Notification.permission = 'granted';
    return Promise.resolve('granted');
  }
  constructor(title, { body }) {
    super();
    globalThis.notices.push({ text: title + ': ' + body, notice: this });
  }
  close() {}
};`;

async function hide(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => (Reflect.get(globalThis, 'hide') as (isHidden: boolean) => void)(hidden), isHidden);
}

function noticesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => (Reflect.get(globalThis, 'notices') as { text: string }[]).map(({ text }) => text));
}

async function pressLastNotice(page: Page): Promise<void> {
  await page.evaluate(() =>
    (Reflect.get(globalThis, 'notices') as { notice: EventTarget }[]).at(-1)?.notice.dispatchEvent(new Event('click')),
  );
}

function iconOf(page: Page): Promise<string> {
  return page.evaluate(() => decodeURIComponent(document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href ?? ''));
}

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
    const [look, ...frames] = await page.evaluate(() => [
      localStorage.getItem('parley-look') ?? 'none',
      ...(Reflect.get(globalThis, 'framesNoted') as Set<string>),
    ]);
    expect(look).toBe('dark larger');
    expect(frames.length).toBeGreaterThan(0);
    // The size of text is seen once there is any.
    expect(
      frames.filter((frame) => !frame.startsWith('dark')),
      frames.join('; '),
    ).toEqual([]);
    expect(frames.at(-1)).toMatch(/^dark rgb\(24, 21, 19\) 22px/u);
    await ana.close();
    await signalling.stop();
  });

  test(`what is unread is counted in title and icon, a muted room is not, and one is told outside of the page only once one wants to be: ${browserName}`, async () => {
    test.setTimeout(120_000);
    const signalling = await startSignalling();
    const ana = await newPerson(browserName, { signalling, initScript: NOTICES_NOTED });
    const ben = await newPerson('chromium', { signalling });
    const { page } = ana;
    await firstRun(page, 'Ana', '');
    await firstRun(ben.page, 'Ben', '');
    await meet(page, 'Ana', ben.page, 'Ben', 'Kitchen');
    await acceptUnverified(page);
    await say(ben.page, 'Seen at once');
    await expect(message(page, 'Seen at once')).toBeVisible();
    await expect(page).toHaveTitle('Parley');

    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await say(ben.page, 'Not on screen');
    await expect(page).toHaveTitle('(1) Parley');
    expect(await iconOf(page)).toContain('>1</text>');
    await page.getByRole('button', { name: /Kitchen/u }).click();
    await expect(page).toHaveTitle('Parley');
    expect(await iconOf(page)).not.toContain('</text>');

    await page.getByRole('checkbox', { name: 'Mute it' }).click();
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await say(ben.page, 'Muted');
    await expect(page.getByRole('button', { name: /Kitchen.*Muted.*1 unread/u })).toBeVisible();
    await expect(page).toHaveTitle('Parley');
    await page.getByRole('button', { name: /Kitchen/u }).click();
    await page.getByRole('checkbox', { name: 'Mute it' }).click();
    await expect(page.getByRole('checkbox', { name: 'Mute it' })).not.toBeChecked();

    // Nothing was asked until now, and nothing is told before somebody wants it.
    await expect(page.getByRole('button', { name: 'Tell me' })).toHaveCount(0);
    await hide(page, true);
    await say(ben.page, 'Out of sight');
    await expect(page).toHaveTitle('(1) Parley');
    await hide(page, false);
    await page.getByRole('button', { name: 'Tell me' }).click();
    await expect(page.getByRole('button', { name: 'Tell me' })).toHaveCount(0);
    expect(await noticesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await hide(page, true);
    // Of one room nothing is told more often than every few seconds.
    await expect(async () => {
      await say(ben.page, 'Ring');
      expect(await noticesOf(page)).toEqual(['Parley: New message']);
    }).toPass({ timeout: 20_000 });
    await pressLastNotice(page);
    await hide(page, false);
    await expect(message(page, 'Out of sight')).toBeVisible();

    // The offer is made once, whatever was answered.
    const dialog = await openSettings(page);
    await expect(dialog.getByRole('radio', { name: 'Tell me that there is one' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Until I turn it off' }).click();
    await expect(dialog.getByText('Nothing disturbs you until you turn it off.')).toBeVisible();
    expect([...ana.errors, ...ana.foreignRequests]).toEqual([]);
    await ana.close();
    await ben.close();
    await signalling.stop();
  });

  test(`everything is reached by keyboard alone: a room is made, another is gone to, a name taken: ${browserName}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browserName, { signalling });
    const { page } = ana;
    const { keyboard } = page;
    await firstRun(page, 'Ana', '');
    const box = page.getByRole('combobox', { name: 'Room or action' });

    for (const name of ['Kitchen', 'Garden']) {
      await keyboard.press('ControlOrMeta+k');
      await expect(box).toBeFocused();
      await keyboard.type('new room');
      await expect(page.getByRole('option')).toHaveCount(1);
      await keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: 'Room name' })).toBeFocused();
      await keyboard.type(name);
      await keyboard.press('Enter');
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    }

    await keyboard.press('ControlOrMeta+k');
    await expect(box).toBeFocused();
    await keyboard.type('kit');
    await expect(page.getByRole('option', { selected: true })).toHaveText(/Kitchen/u);
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Kitchen', level: 1 })).toBeVisible();
    await keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('heading', { name: 'Garden', level: 1 })).toBeVisible();
    await keyboard.press('Alt+ArrowUp');
    await expect(page.getByRole('heading', { name: 'Kitchen', level: 1 })).toBeVisible();

    // Written in a text box, a question mark is one.
    await page.getByRole('textbox', { name: 'Message' }).focus();
    await keyboard.type('?');
    await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('?');
    await page.getByRole('button', { name: 'Invite', exact: true }).focus();
    await keyboard.type('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Invite', exact: true })).toBeFocused();

    await keyboard.press('ControlOrMeta+k');
    await expect(box).toBeFocused();
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await keyboard.press('ControlOrMeta+k');
    await expect(box).toBeFocused();
    await keyboard.type('settings');
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('button', { name: 'Your name' }).press('Enter');
    await expect(dialog.getByRole('heading', { name: 'Your name' })).toBeFocused();
    await keyboard.press('Tab');
    await keyboard.type('Anna');
    await keyboard.press('Enter');
    await expect(dialog.getByText('From now on you are Anna.')).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toContainText('Anna');
    expect([...ana.errors, ...ana.foreignRequests]).toEqual([]);
    await ana.close();
    await signalling.stop();
  });
}
