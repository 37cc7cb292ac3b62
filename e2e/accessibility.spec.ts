/**
 * Every screen of the journey under axe, in both themes, on a desktop and on a phone; and the journey done with the keyboard alone.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import { acceptUnverified, firstRun, join, message, readInvite, say, unlock } from './support/steps.js';

/** What another theme can change. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

/** Fails with the name of the screen, the rules and the elements that break them: all rules in the light theme, in the dark one those that it can change. */
async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    // Colours in mid-flight are nobody's fault; what moves for ever may go on.
    await page.evaluate(async () => {
      const ending = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
      await Promise.all(ending.map(async (animation) => animation.finished));
    });
    // Only the types differ: axe's own dependency may be another version of the same interface.
    const axePage = page as unknown as ConstructorParameters<typeof AxeBuilder>[0]['page'];
    // What several frames find is put together in a page of its own, which takes long; here is only one ("legacy").
    expect(page.frames()).toHaveLength(1);
    const axe = new AxeBuilder({ page: axePage }).setLegacyMode();
    const { violations, passes } = await (theme === 'light' ? axe : axe.withRules(RULES_OF_COLOUR)).analyze();
    // It has looked into the shadow roots, or there would be next to nothing to pass.
    expect(passes.length, screen).toBeGreaterThan(theme === 'light' ? 10 : 0);
    const found = violations.map(
      ({ id, help, nodes }) => `${screen}, ${theme}: ${id} (${help}): ${nodes.map(({ html }) => html).join(' ')}`,
    );
    expect(found).toEqual([]);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${screen}: pixels wider than the window`).toBeLessThanOrEqual(0);
}

/** Brings the people on screen where they are behind a button, and says how to put them away again. */
async function showPeople(page: Page): Promise<() => Promise<void>> {
  const toggle = page.getByRole('button', { name: 'People', exact: true });
  if (!(await toggle.isVisible())) return () => Promise.resolve();
  await toggle.click();
  return () => page.keyboard.press('Escape');
}

for (const viewport of SIZES) {
  test(`axe finds nothing on any screen, light and dark: ${viewport.width} px`, async () => {
    test.setTimeout(240_000);
    const signalling = await startSignalling();
    const ana = await newPerson('chromium', { signalling, viewport });
    const ben = await newPerson('chromium', { signalling, viewport });
    await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    await expectAccessible(ana.page, 'first run');
    await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
    await ana.page.getByRole('button', { name: 'Start' }).click();
    await expect(ana.page.getByRole('button', { name: 'Continue without a passphrase' })).toBeVisible();
    await expectAccessible(ana.page, 'first run, without a passphrase');
    await firstRun(ana.page, 'Ana', 'correct horse');
    await expectAccessible(ana.page, 'home');
    await ana.page.reload();
    await unlock(ana.page, 'wrong horse');
    await expect(ana.page.getByRole('alert')).toBeVisible();
    await expectAccessible(ana.page, 'unlock, after a wrong passphrase');
    await unlock(ana.page, 'correct horse');

    await ana.page.getByRole('button', { name: 'New room' }).click();
    await expect(ana.page.getByRole('textbox', { name: 'Room name' })).toBeVisible();
    await expectAccessible(ana.page, 'new room');
    await ana.page.getByRole('textbox', { name: 'Room name' }).fill('Kitchen');
    await ana.page.getByRole('button', { name: 'Create room' }).click();
    await expect(ana.page.getByRole('log', { name: 'Messages' })).toBeVisible();
    await expectAccessible(ana.page, 'empty room');
    await ana.page.getByRole('button', { name: 'Invite', exact: true }).click();
    await expect(ana.page.getByRole('textbox', { name: 'Invite code' })).toHaveValue(/^[\w-]{100,}$/u);
    await expectAccessible(ana.page, 'dialog Invite');
    await ana.page.keyboard.press('Escape');

    await firstRun(ben.page, 'Ben', '');
    await join(ben.page, 'not an invite');
    await expect(ben.page.getByRole('alert')).toBeVisible();
    await expectAccessible(ben.page, 'join, with an error');
    await ben.page.reload();
    await join(ben.page, await readInvite(ana.page));
    const knock = ana.page.getByRole('dialog', { name: 'Ben wants to join' });
    await expect(knock).toBeVisible({ timeout: 30_000 });
    await expectAccessible(ana.page, 'dialog of a knock');
    await expectAccessible(ben.page, 'waiting to be let in');
    await knock.getByRole('button', { name: 'Admit without verifying' }).click();
    await expect(ana.page.getByRole('button', { name: 'Accept without verifying' })).toBeVisible();
    await expectAccessible(ana.page, 'room with a locked box');

    const hidePeople = await showPeople(ana.page);
    await expect(ana.page.getByRole('button', { name: 'Verify Ben' })).toBeVisible();
    await expectAccessible(ana.page, 'people');
    await ana.page.getByRole('button', { name: 'Compare the whole room' }).click();
    const whole = ana.page.getByRole('dialog', { name: 'Compare the whole room' });
    await expect(whole.getByRole('group', { name: 'Room number' })).toHaveText(/(?:\d\s*){30}/u);
    await expect(whole.getByRole('checkbox', { name: 'Ben' })).toBeEnabled();
    await expectAccessible(ana.page, 'dialog Compare the whole room');
    await ana.page.keyboard.press('Escape');
    await expect(whole).toHaveCount(0);
    await ana.page.getByRole('button', { name: 'Verify Ben' }).click();
    const verify = ana.page.getByRole('dialog', { name: 'Verify Ben' });
    await expect(verify.getByRole('group', { name: 'Safety number' })).toHaveText(/(?:\d\s*){60}/u, { timeout: 15_000 });
    await expectAccessible(ana.page, 'dialog Verify');
    await verify.getByRole('button', { name: /emoji/iu }).click();
    await expect(verify.getByRole('group', { name: 'Emoji' }).getByRole('listitem')).toHaveCount(7);
    await expectAccessible(ana.page, 'dialog Verify with emoji');
    for (const { page } of [ana, ben]) {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: /^Verify/u })).toHaveCount(0);
    }
    await hidePeople();

    await acceptUnverified(ana.page);
    await say(ana.page, 'Hello');
    await say(ben.page, 'Hello, Ana\nand a second line');
    await expect(message(ana.page, 'Hello, Ana')).toBeVisible();
    await expect(message(ana.page, 'Hello').first()).toContainText(/delivered|read/iu);
    await expectAccessible(ana.page, 'room with messages');
    await expectAccessible(ben.page, 'room with messages, as a guest');
    await ana.close();
    await ben.close();
    await signalling.stop();
  });
}

/** Presses Tab, or what else goes on, until the element has the focus. */
async function tabTo(page: Page, target: Locator, onward = 'Tab'): Promise<void> {
  // A dialog that has just come up takes no answer yet, and a button that takes none takes no focus.
  await expect(target).toBeEnabled();
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element.matches(':focus'))) {
      expect(await target.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
      return;
    }
    await page.keyboard.press(onward);
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

for (const browserName of ['chromium', 'firefox'] as const)
  test(`from the first run to a sent message with the keyboard alone: ${browserName}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browserName, { signalling });
    const ben = await newPerson('chromium', { signalling });
    const { page } = ana;
    const press = async (name: string, key = 'Enter', onward = 'Tab'): Promise<void> => {
      await tabTo(page, page.getByRole('button', { name, exact: true }), onward);
      await page.keyboard.press(key);
    };

    // The first box has the focus from the start.
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
    await page.keyboard.type('Ana');
    await press('Start');
    // The question stands above the button that brought it.
    await press('Continue without a passphrase', 'Space', 'Shift+Tab');
    await press('New room');
    await expect(page.getByRole('textbox', { name: 'Room name' })).toBeFocused();
    await page.keyboard.type('Kitchen');
    await page.keyboard.press('Enter');
    // Where there is no mouse, as in this Firefox without a window, a box that has the focus would cover half of a phone with keys.
    const begin =
      browserName === 'chromium' ? page.getByRole('textbox', { name: 'Message' }) : page.getByRole('heading', { name: 'Kitchen' });
    await expect(begin).toBeFocused();

    await press('Invite');
    const box = page.getByRole('textbox', { name: 'Invite code' });
    await expect(box).toHaveValue(/^[\w-]{100,}$/u);
    const code = await box.inputValue();
    await page.keyboard.press('Escape');
    // Back where it was.
    await expect(page.getByRole('button', { name: 'Invite', exact: true })).toBeFocused();

    await firstRun(ben.page, 'Ben', '');
    await join(ben.page, code);
    await expect(page.getByRole('dialog', { name: 'Ben wants to join' })).toBeVisible({ timeout: 30_000 });
    await press('Admit without verifying');
    await press('Accept without verifying', 'Space');
    await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
    await page.keyboard.type('All by keyboard');
    await page.keyboard.press('Enter');
    await expect(message(ben.page, 'All by keyboard')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
    await ana.close();
    await ben.close();
    await signalling.stop();
  });
