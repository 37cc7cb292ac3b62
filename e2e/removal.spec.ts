/**
 * Three people, one of whom is removed in mid-chat: they are told, and nothing that is written afterwards reaches their page, however often it is opened.
 */
import { expect, test } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import { acceptUnverified, admitUnverified, createRoom, firstRun, join, message, person, readInvite, say } from './support/steps.js';

test('whoever is removed in mid-chat sees it, and gets nothing that is written afterwards', async () => {
  test.setTimeout(180_000);
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('chromium', { signalling });
  const cleo = await newPerson('chromium', { signalling });
  for (const [who, name] of [
    [ana, 'Ana'],
    [ben, 'Ben'],
    [cleo, 'Cleo'],
  ] as const) {
    await firstRun(who.page, name, '');
  }
  await createRoom(ana.page, 'Kitchen');
  const code = await readInvite(ana.page);
  for (const [who, name] of [
    [ben, 'Ben'],
    [cleo, 'Cleo'],
  ] as const) {
    await join(who.page, code);
    await admitUnverified(ana.page, name);
    await expect(person(who.page, 'Ana')).toBeVisible({ timeout: 15_000 });
  }
  for (const { page } of [ana, ben, cleo]) {
    await expect(page.getByRole('status', { name: 'Connection' })).toContainText(/all 2 people/u, { timeout: 20_000 });
    await acceptUnverified(page);
  }
  await say(ana.page, 'Welcome, both of you');
  await say(cleo.page, 'Good to be here');
  for (const { page } of [ana, ben, cleo]) {
    await expect(message(page, 'Welcome, both of you')).toBeVisible();
    await expect(message(page, 'Good to be here')).toBeVisible();
  }

  // Only the founder may: the others are offered nothing of the kind.
  await expect(ben.page.getByRole('button', { name: 'Remove Cleo' })).toHaveCount(0);
  await ana.page.getByRole('button', { name: 'Remove Cleo' }).click();
  const dialog = ana.page.getByRole('dialog', { name: 'Remove Cleo' });
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog).toBeHidden();
  await say(ana.page, 'Now it is the two of us');

  await expect(cleo.page.getByRole('heading', { name: 'You are no longer in this room' })).toBeVisible();
  await expect(person(ana.page, 'Cleo')).toHaveCount(0);
  await expect(person(ben.page, 'Cleo')).toHaveCount(0);
  await expect(ben.page.getByRole('log', { name: 'Messages' })).toContainText('Ana removed Cleo');
  await expect(message(ben.page, 'Now it is the two of us')).toBeVisible();
  await say(ben.page, 'So it is');
  await expect(message(ana.page, 'So it is')).toBeVisible();

  // What she had she keeps, and nothing more has come; nor does anything after she has opened the page again.
  const isAsItWas = async (): Promise<void> => {
    await expect(message(cleo.page, 'Welcome, both of you')).toBeVisible();
    await expect(message(cleo.page, 'Good to be here')).toBeVisible();
    await expect(cleo.page.getByRole('textbox', { name: 'Message' })).toBeHidden();
    await expect(message(cleo.page, 'Now it is the two of us')).toHaveCount(0);
    await expect(message(cleo.page, 'So it is')).toHaveCount(0);
  };
  await isAsItWas();
  await cleo.page.reload();
  await cleo.page.getByRole('button', { name: /Kitchen/u }).click();
  await expect(cleo.page.getByRole('heading', { name: 'You are no longer in this room' })).toBeVisible();
  await say(ana.page, 'Still only we two');
  await expect(message(ben.page, 'Still only we two')).toBeVisible();
  await isAsItWas();
  await expect(message(cleo.page, 'Still only we two')).toHaveCount(0);
  for (const who of [ana, ben, cleo]) expect(who.errors).toEqual([]);
  for (const who of [ana, ben, cleo]) await who.close();
  await signalling.stop();
});
