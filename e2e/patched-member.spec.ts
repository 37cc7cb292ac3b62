/**
 * A member whose Parley was changed by themselves: what they forge is refused by everybody, said on screen, and harms nobody else.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import { acceptAll, bringIn, createRoom, firstRun, join, message, person, readInvite, say } from './support/steps.js';

const PASSPHRASE = 'correct horse battery';
const NOT_SIGNED = /not signed by the person it claims to be from/iu;

/** Signs what begins with "FORGED" in the name of Ana, in a feed of its own. */
const ANOTHERS_NAME = [
  'const body = { pk: this.#signer.pk, ...head, parents, time',
  `const named = [...this.#log.members().values()].find(({ name }) => name === 'Ana');
   const seen = this.#log.heads().map(({ id }) => id).sort(compareBytes);
   const theirs = { pk: named.pk, feed: randomBytes(8), seq: 0, prev: ZERO_ID, parents: seen };
   const mine = { pk: this.#signer.pk, ...head, parents };
   const body = { ...(String(fields.text).startsWith('FORGED') ? theirs : mine), time`,
] as const;

/** After what begins with "FORK" the next message takes the same place in the feed; both are sent to everybody. */
const FORK = [
  [
    'this.#head = { feed: head.feed, seq: head.seq + 1, prev: id };',
    `if (!String(fields.text).startsWith('FORK')) this.#head = { feed: head.feed, seq: head.seq + 1, prev: id };`,
  ],
  ['if (!isOwn || !this.hasHeard || this.theirCount(feedKey) !== seq)', 'if (!isOwn)'],
] as const;

/** Gives out "a lie" where somebody wrote "truth". */
const BACKFILL = [
  'items.push(itemBytes);\n    if (idText === entry.idText)',
  `const forged = itemBytes.slice();
    const at = new TextDecoder('latin1').decode(forged).indexOf('truth');
    if (at >= 0) forged.set(new TextEncoder().encode('a lie'), at);
    items.push(forged);
    if (idText === entry.idText)`,
] as const;

async function expectWarned(page: Page): Promise<void> {
  await expect(page.getByRole('alert').filter({ hasText: NOT_SIGNED })).toBeVisible({ timeout: 20_000 });
}

test('a message that a member signs in the name of another is shown to nobody, and it is said that one came', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('firefox', { signalling });
  const mallory = await newPerson('chromium', { signalling, patch: [ANOTHERS_NAME] });
  await firstRun(ana.page, 'Ana', PASSPHRASE);
  await firstRun(ben.page, 'Ben', PASSPHRASE);
  await firstRun(mallory.page, 'Mallory', PASSPHRASE);
  await createRoom(ana.page, 'Club');
  await bringIn(ana.page, ben.page, 'Ben');
  await bringIn(ana.page, mallory.page, 'Mallory');
  for (const { page } of [ana, ben, mallory]) await acceptAll(page, 3);
  await say(mallory.page, 'An honest one');
  for (const { page } of [ana, ben]) await expect(message(page, 'An honest one')).toContainText('Mallory');

  await say(mallory.page, 'FORGED: I, Ana, leave you everything');
  for (const { page } of [ana, ben]) await expectWarned(page);
  await say(ana.page, 'I wrote no such thing');
  await expect(message(ben.page, 'I wrote no such thing')).toContainText('Ana');
  for (const { page } of [ana, ben]) await expect(page.getByText('FORGED')).toHaveCount(0);
  for (const each of [ana, ben, mallory]) await each.close();
  await signalling.stop();
});

test('a member who signs two messages for one place is called out to everybody, and neither message counts', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('firefox', { signalling });
  const mallory = await newPerson('chromium', { signalling, patch: [...FORK] });
  await firstRun(ana.page, 'Ana', PASSPHRASE);
  await firstRun(ben.page, 'Ben', PASSPHRASE);
  await firstRun(mallory.page, 'Mallory', PASSPHRASE);
  await createRoom(ana.page, 'Club');
  await bringIn(ana.page, ben.page, 'Ben');
  await bringIn(ana.page, mallory.page, 'Mallory');
  for (const { page } of [ana, ben, mallory]) await acceptAll(page, 3);
  await say(mallory.page, 'Before');
  for (const { page } of [ana, ben]) await expect(message(page, 'Before')).toBeVisible();

  await say(mallory.page, 'FORK one');
  await say(mallory.page, 'and the other');
  for (const { page } of [ana, ben]) {
    await expect(person(page, 'Mallory')).toContainText(/contradict/iu, { timeout: 20_000 });
    await expect(page.getByRole('button', { name: 'Accept without verifying' })).toBeVisible();
    await expect(message(page, 'Before')).toBeVisible();
    await expect(message(page, 'FORK one')).toHaveCount(0);
    await expect(message(page, 'and the other')).toHaveCount(0);
  }
  for (const each of [ana, ben, mallory]) await each.close();
  await signalling.stop();
});

test('a newcomer to whom a member gives a forged history takes nothing of it, is told, and gets the true one from another', async () => {
  test.setTimeout(240_000);
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling, isPersistent: true });
  const mallory = await newPerson('chromium', { signalling, patch: [BACKFILL] });
  const dora = await newPerson('firefox', { signalling });
  await firstRun(ana.page, 'Ana', PASSPHRASE);
  await firstRun(mallory.page, 'Mallory', PASSPHRASE);
  await firstRun(dora.page, 'Dora', PASSPHRASE);
  await createRoom(ana.page, 'Club');
  await bringIn(ana.page, mallory.page, 'Mallory');
  await acceptAll(ana.page, 2);
  await say(ana.page, 'Nothing but the truth');
  await expect(message(mallory.page, 'Nothing but the truth')).toBeVisible();
  await ana.close();

  await join(dora.page, await readInvite(mallory.page, { isTokenWanted: true }));
  await expectWarned(dora.page);
  await expect(dora.page.getByText('a lie')).toHaveCount(0);
  await ana.reopen();
  await ana.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await ana.page.getByRole('button', { name: 'Unlock' }).click();
  await expect(message(dora.page, 'Nothing but the truth')).toContainText('Ana', { timeout: 60_000 });
  await expect(dora.page.getByText('a lie')).toHaveCount(0);
  for (const each of [ana, mallory, dora]) await each.close();
  await signalling.stop();
});
