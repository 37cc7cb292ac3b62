/**
 * Chromium gives a document that asks for localStorage before the browser knows of it an empty one for as long as it lives. Parley asks later.
 */
import { expect, test } from '@playwright/test';
import { newPerson } from './support/people.js';
import { firstRun } from './support/steps.js';

/** Where one in sixty was found empty. */
const RELOADS = 60;

test('a page that is reloaded again and again finds what it has stored', async () => {
  test.setTimeout(120_000);
  const ana = await newPerson('chromium', { isPersistent: true });
  const { page } = ana;
  await firstRun(page, 'Ana', 'correct horse');
  const kept = (): Promise<string[]> => page.evaluate(() => Object.keys(localStorage).toSorted());
  const keys = await kept();
  expect(keys.length).toBeGreaterThan(0);
  for (let i = 0; i < RELOADS; i++) {
    await page.reload();
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
    expect(await kept(), `after ${String(i + 1)} reloads`).toEqual(keys);
  }
  await ana.close();
});
