/**
 * One person, two installations: a browser profile that was copied on disk and is open twice.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import { acceptAll, bringIn, createRoom, firstRun, message, person, say, unlock } from './support/steps.js';

const PASSPHRASE = 'correct horse battery';
/** A copy takes the id over; until both have ids of their own a lost echo is waited for. */
const SORTED_OUT = { timeout: 60_000 };

function ownLine(page: Page): ReturnType<Page['locator']> {
  return page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: 'Ana' });
}

test('a profile that was copied and is open twice: all three have every message once, nobody is forked, and both say that they are open elsewhere', async () => {
  test.setTimeout(180_000);
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling, isPersistent: true });
  const ben = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', PASSPHRASE);
  await firstRun(ben.page, 'Ben', PASSPHRASE);
  await createRoom(ana.page, 'Kitchen');
  await bringIn(ana.page, ben.page, 'Ben');
  for (const { page } of [ana, ben]) await acceptAll(page, 2);
  await say(ana.page, 'Before the copy');
  await expect(message(ana.page, 'Before the copy')).toContainText(/delivered|read/iu);
  await expect(ownLine(ana.page)).not.toContainText('Also open somewhere else');
  await ana.close();

  const [copy] = await Promise.all([ana.copy(), ana.reopen()]);
  const both = [ana, copy];
  await Promise.all(
    both.map(async ({ page }, i) => {
      await unlock(page, PASSPHRASE);
      await page.getByRole('button', { name: /Kitchen/u }).click();
      await say(page, `At once from ${i}`);
    }),
  );
  for (const { page } of both) await expect(ownLine(page)).toContainText('Also open somewhere else', SORTED_OUT);
  for (const [i, { page }] of both.entries()) await say(page, `Later from ${i}`);
  await say(ben.page, 'From Ben');
  const texts = ['Before the copy', 'At once from 0', 'At once from 1', 'Later from 0', 'Later from 1', 'From Ben'];
  for (const { page } of [ana, copy, ben]) {
    for (const text of texts) await expect(message(page, text)).toHaveCount(1, SORTED_OUT);
    await expect(page.getByRole('log', { name: 'Messages' }).getByRole('article')).toHaveCount(texts.length);
    await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(2);
    await expect(page.getByText(/contradict/iu)).toHaveCount(0);
  }
  for (const { page } of both) {
    for (const text of texts.slice(0, -1)) await expect(message(page, text)).toContainText(/delivered|read/iu, SORTED_OUT);
  }
  await expect(person(ben.page, 'Ana')).toContainText('Connected now');
  await expect(ben.page.getByText('Also open somewhere else')).toHaveCount(0);

  await copy.close();
  await expect(ownLine(ana.page)).not.toContainText('Also open somewhere else', SORTED_OUT);
  await expect(person(ben.page, 'Ana')).toContainText('Connected now');
  for (const each of [ana, ben]) await each.close();
  await signalling.stop();
});
