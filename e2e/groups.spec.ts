/**
 * Three people in one room: who is known how and through whom, and the whole room compared at once.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import { createRoom, firstRun, join, person, readInvite } from './support/steps.js';

/** Opens the dialog "Compare the whole room". */
async function compareRoom(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Compare the whole room' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare the whole room' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** What everybody reads out: seven emoji and 30 digits. */
async function readOut(dialog: Locator): Promise<string> {
  const pictures = dialog.getByRole('group', { name: 'Emoji' }).getByRole('listitem');
  await expect(pictures).toHaveCount(7);
  const number = dialog.getByRole('group', { name: 'Room number' });
  await expect(number).toHaveText(/(?:\d{5}\s*){6}/u);
  const digits = ((await number.textContent()) ?? '').replace(/\D/gu, '');
  expect(digits).toHaveLength(30);
  return `${(await pictures.allInnerTexts()).join(' ')} ${digits}`;
}

test('three people compare the whole room at once, and each verifies those they tick', async () => {
  const signalling = await startSignalling();
  const [ana, ben, cem] = [
    await newPerson('chromium', { signalling }),
    await newPerson('chromium', { signalling }),
    await newPerson('chromium', { signalling }),
  ];
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await firstRun(cem.page, 'Cem', '');
  await createRoom(ana.page, 'Kitchen');
  const rooms = ana.page.getByRole('navigation', { name: 'Rooms' });
  await expect(rooms.getByRole('button', { name: /^Kitchen/u })).toBeVisible();

  // Two are a chat with a person, in which the room's name stays.
  await join(ben.page, await readInvite(ana.page, { isTokenWanted: true }));
  await expect(person(ana.page, 'Ben')).toContainText('Unverified', { timeout: 15_000 });
  await expect(rooms.getByRole('button', { name: /^Ben Unverified Kitchen/u })).toBeVisible();
  await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText(/^Ben\s+Unverified\s+Kitchen$/u);
  await expect(ben.page.getByRole('heading', { level: 1 })).toHaveText(/^Ana\s+Invited\s+Kitchen$/u);

  await join(cem.page, await readInvite(ana.page, { isTokenWanted: true }));
  await expect(person(ana.page, 'Cem')).toContainText('You let them in', { timeout: 15_000 });
  await expect(ana.page.getByRole('heading', { level: 1 })).toHaveText('Kitchen');
  await expect(person(ben.page, 'Cem')).toContainText('Let in by Ana: that is all you know', { timeout: 15_000 });
  await expect(person(cem.page, 'Ben')).toContainText('Let in by Ana: that is all you know', { timeout: 15_000 });
  await expect(ana.page.getByRole('log', { name: 'Messages' })).toContainText('let Cem in');

  const dialogs = [await compareRoom(ana.page), await compareRoom(ben.page), await compareRoom(cem.page)] as const;
  const [atAna, atBen, atCem] = await Promise.all(dialogs.map(readOut));
  expect(atBen).toBe(atAna);
  expect(atCem).toBe(atAna);

  const [anas, bens, cems] = dialogs;
  await expect(anas.getByRole('button', { name: 'They match' })).toBeDisabled();
  await anas.getByRole('checkbox', { name: 'Ben' }).check();
  await anas.getByRole('checkbox', { name: 'Cem' }).check();
  await anas.getByRole('button', { name: 'They match' }).click();
  await expect(anas).toHaveCount(0);
  for (const name of ['Ben', 'Cem']) await expect(person(ana.page, name)).toContainText(/(?<!un)verified/iu);
  await expect(ana.page.getByText('Everyone here is verified')).toBeVisible();

  // Nobody else is verified by that. Ben ticks Ana alone, who then vouches for Cem.
  await expect(person(ben.page, 'Ana')).toContainText('Invited');
  await bens.getByRole('checkbox', { name: 'Ana' }).check();
  await bens.getByRole('button', { name: 'They match' }).click();
  await expect(person(ben.page, 'Ana')).toContainText(/(?<!un)verified/iu);
  await expect(person(ben.page, 'Cem')).toContainText('Let in by Ana, whom you compared with');
  await expect(person(ben.page, 'Cem')).toContainText('Vouched for');

  await cems.getByRole('button', { name: "They don't match" }).click();
  await expect(cem.page.getByRole('alert').filter({ hasText: 'Verify each person alone' })).toBeVisible();
  await expect(person(cem.page, 'Ana')).toContainText('Invited');
  await expect(person(cem.page, 'Ben')).toContainText('Unverified');

  for (const { errors, foreignRequests } of [ana, ben, cem]) expect([errors, foreignRequests]).toEqual([[], []]);
  for (const who of [ana, ben, cem]) await who.close();
  await signalling.stop();
});
