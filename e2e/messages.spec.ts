/**
 * What two people do with messages: answer, edit and delete them, react to them, and pin them.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { LocalPeerServer, Person } from './support/people.js';
import { acceptUnverified, createRoom, firstRun, meet, message, say } from './support/steps.js';

/** Two people in a room, who both may write; the first in Chromium, the second in Firefox. */
async function talkOfTwo(): Promise<{ readonly ana: Person; readonly ben: Person; readonly signalling: LocalPeerServer }> {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('firefox', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
  // Ben knows Ana from the invite.
  await acceptUnverified(ana.page);
  return { ana, ben, signalling };
}

/** Does something with a message, chosen from its menu. */
async function choose(page: Page, row: Locator, what: string): Promise<void> {
  await row.hover();
  await row.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

async function endTalk({ ana, ben, signalling }: Awaited<ReturnType<typeof talkOfTwo>>): Promise<void> {
  expect([...ana.errors, ...ana.foreignRequests, ...ben.errors, ...ben.foreignRequests]).toEqual([]);
  await ana.close();
  await ben.close();
  await signalling.stop();
}

test('people answer, edit and delete messages, and the other one sees it', async () => {
  const talk = await talkOfTwo();
  const { ana, ben } = talk;
  const boxes = [ana, ben].map(({ page }) => page.getByRole('textbox', { name: 'Message' }));
  const [anaBox, benBox] = boxes as [Locator, Locator];

  // An answer leads back to what it answers.
  await say(ana.page, 'Shall we have tea?');
  await choose(ben.page, message(ben.page, 'Shall we have tea?'), 'Reply');
  await expect(ben.page.getByText('Replying to Ana')).toBeVisible();
  await expect(benBox).toBeFocused();
  await ben.page.keyboard.type('With cake');
  await ben.page.keyboard.press('Enter');
  const answer = message(ana.page, 'With cake');
  await expect(answer).toContainText('Ana');
  await answer.getByRole('button', { name: /Answer to Ana: .*Shall we have tea\?/u }).click();
  await expect(ana.page.getByRole('log').getByRole('article').first()).toBeFocused();

  // The arrow up in an empty box edits one's last message; Escape leaves it as it was.
  await anaBox.focus();
  await ana.page.keyboard.press('ArrowUp');
  await expect(anaBox).toHaveValue('Shall we have tea?');
  await ana.page.keyboard.press('Escape');
  await expect(anaBox).toHaveValue('');
  await ana.page.keyboard.press('ArrowUp');
  await expect(anaBox).toHaveValue('Shall we have tea?');
  await anaBox.fill('Shall we have coffee?');
  await ana.page.keyboard.press('Enter');
  const edited = message(ben.page, 'Shall we have coffee?').first();
  await expect(edited.getByText('edited')).toBeVisible();
  await expect(message(ben.page, 'With cake')).toContainText('Shall we have coffee?');
  await edited.getByText('edited').click();
  await expect(edited.getByText('Shall we have tea?')).toBeVisible();

  // Reactions: chosen by name, seen by both, joined and left.
  const [anaRow, benRow] = [ana, ben].map(({ page }) => message(page, 'With cake')) as [Locator, Locator];
  await choose(ana.page, anaRow, 'React');
  await ana.page.getByRole('textbox', { name: 'Search, or type any emoji' }).fill('party');
  await ana.page.keyboard.press('Enter');
  await benRow.getByRole('button', { name: '🎉 1: Ana', pressed: false }).click();
  await anaRow.getByRole('button', { name: '🎉 2: Ana and Ben', pressed: true }).click();
  await expect(benRow.getByRole('button', { name: '🎉 1: Ben', pressed: true })).toBeVisible();

  // What one pins, the other has at the top.
  await choose(ben.page, benRow, 'Pin');
  const pinnedLine = ana.page.getByRole('region', { name: 'Pinned message' });
  await expect(pinnedLine).toContainText('With cake');
  await pinnedLine.getByRole('button', { name: 'Unpin' }).click();
  await expect(ben.page.getByRole('region', { name: 'Pinned message' })).toBeHidden();

  // What is deleted goes for both, all of it.
  await choose(ana.page, message(ana.page, 'Shall we have coffee?').first(), 'Delete for everyone');
  const question = ana.page.getByRole('dialog', { name: 'Delete this message?' });
  await question.getByRole('button', { name: 'Delete for everyone' }).click();
  for (const { page } of [ana, ben]) {
    await expect(message(page, 'This message was deleted.')).toBeVisible();
    await expect(message(page, 'With cake')).toContainText('A message that was deleted');
    await expect(page.getByText(/tea\?|coffee\?/u)).toHaveCount(0);
  }

  // Ben founded nothing here: he may delete his own, and Ana's not.
  await say(ana.page, 'Never mind');
  await message(ben.page, 'Never mind').hover();
  await message(ben.page, 'Never mind').getByRole('button', { name: 'More' }).click();
  await expect(ben.page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await expect(ben.page.getByRole('menuitem', { name: 'Delete for everyone' })).toHaveCount(0);
  await ben.page.keyboard.press('Escape');
  await expect(ben.page.getByRole('menu')).toBeHidden();
  await endTalk(talk);
});

test('people ask with a poll, answer it, and think again', async () => {
  const talk = await talkOfTwo();
  const { ana, ben } = talk;
  await ana.page.getByRole('button', { name: 'Ask with a poll' }).click();
  const dialog = ana.page.getByRole('dialog', { name: 'Ask everybody' });
  await dialog.getByRole('textbox', { name: 'Question' }).fill('Supper? <b>Really</b>');
  await dialog.getByRole('textbox', { name: 'Answer 1' }).fill('Soup');
  // Closed by mistake, it is all there again.
  await ana.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await ana.page.getByRole('button', { name: 'Ask with a poll' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Question' })).toHaveValue('Supper? <b>Really</b>');
  await expect(dialog.getByRole('textbox', { name: 'Answer 1' })).toHaveValue('Soup');
  await dialog.getByRole('textbox', { name: 'Answer 3' }).fill('<img src=x onerror=alert(1)>');
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(dialog).toBeHidden();

  const polls = [ana, ben].map(({ page }) => page.getByRole('log').getByRole('group', { name: 'Poll' }));
  const [anaPoll, benPoll] = polls as [Locator, Locator];
  await expect(ben.page.getByText('Supper? <b>Really</b>')).toBeVisible();
  await benPoll.getByRole('button', { name: 'Soup' }).click();
  await expect(anaPoll.getByText('1 person has answered')).toBeVisible();
  await anaPoll.getByRole('button', { name: /<img/u }).click();
  await expect(benPoll.getByText('2 people have answered')).toBeVisible();
  await benPoll.getByRole('button', { name: /<img/u }).click();
  for (const poll of polls) {
    await expect(poll.getByRole('button', { name: /<img.*2 people chose it/u })).toBeVisible();
    await expect(poll.getByRole('button', { name: /Soup.*0 people chose it/u })).toBeVisible();
  }
  await expect(benPoll.getByRole('button', { pressed: true })).toHaveCount(1);
  await anaPoll.getByText('Who chose what').click();
  await expect(anaPoll.getByRole('listitem').filter({ hasText: 'Ana and Ben' })).toBeVisible();
  await endTalk(talk);
});

test('a message is forwarded into what one writes in another room, and sent from there', async () => {
  const talk = await talkOfTwo();
  const { ana } = talk;
  await say(ana.page, 'The lake is frozen');
  await ana.page.getByRole('button', { name: 'Home' }).click();
  await createRoom(ana.page, 'Garden');
  await ana.page.getByRole('button', { name: /Kitchen/u }).click();
  await choose(ana.page, message(ana.page, 'The lake is frozen'), 'Forward…');
  await ana.page.getByRole('dialog', { name: 'Forward to…' }).getByRole('button', { name: 'Garden' }).click();
  const box = ana.page.getByRole('textbox', { name: 'Message' });
  await expect(box).toHaveValue('> The lake is frozen\n\n');
  await expect(box).toBeFocused();
  await ana.page.keyboard.type('Skates!');
  await ana.page.keyboard.press('Enter');
  await expect(message(ana.page, 'Skates!').getByRole('blockquote')).toHaveText('The lake is frozen');
  await endTalk(talk);
});
