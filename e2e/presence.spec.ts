/**
 * Being there, between two people: connected and gone, writing, and a reader who tells nobody what they have read.
 */
import { expect, test } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import { acceptUnverified, firstRun, meet, message, person, say } from './support/steps.js';

test('people see who is there and who writes, and what was read only of those who tell it', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
  await acceptUnverified(ana.page);
  await expect(person(ana.page, 'Ben')).toContainText('Connected now');

  const writing = ana.page.getByText('Ben is writing…');
  await expect(writing).toBeHidden();
  await ben.page.getByRole('textbox', { name: 'Message' }).pressSequentially('Hello');
  await expect(writing).toBeVisible();
  await ben.page.getByRole('button', { name: 'Send' }).click();
  await expect(message(ana.page, 'Hello')).toBeVisible();
  await expect(writing).toBeHidden();
  await expect(message(ben.page, 'Hello')).toContainText('Read');

  const receipts = ana.page.getByRole('checkbox', { name: 'Tell people here what I have read' });
  await receipts.uncheck();
  await say(ben.page, 'Anybody?');
  await expect(message(ana.page, 'Anybody?')).toBeVisible();
  // An answer comes after whatever would have been told of reading before it.
  await say(ana.page, 'Yes');
  await expect(message(ben.page, 'Yes')).toBeVisible();
  await expect(message(ben.page, 'Anybody?')).toContainText('Delivered');
  await expect(message(ben.page, 'Hello')).toContainText('Read');
  await receipts.check();
  await expect(message(ben.page, 'Anybody?')).toContainText('Read');

  await ben.close();
  await expect(person(ana.page, 'Ben')).toContainText(/Last connected .*\d/u, { timeout: 20_000 });
  expect([...ana.errors, ...ana.foreignRequests, ...ben.errors, ...ben.foreignRequests]).toEqual([]);
  await ana.close();
  await signalling.stop();
});
