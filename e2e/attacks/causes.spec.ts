/**
 * A member who shows different people different things, or things without what they build on (docs/PROTOCOL.md section 15): a fork of which each of two people
 * has seen one side, and entries whose causes nobody gives out.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { message, person } from '../support/steps.js';
import { Attacker } from './kit/attacker.js';
import { hex } from './kit/bytes.js';
import { TYPE } from './kit/frames.js';
import { random } from './kit/primitives.js';
import { writePush } from './kit/room-frames.js';
import { Stage } from './kit/stage.js';

let stage: Stage;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set();
});
test.afterAll(() => stage.close());

/** Somebody who was let in, without a link. */
async function attacker(name: string): Promise<Attacker> {
  const { member, talk } = await stage.member(name);
  await talk.link.bound.channel.close();
  for (const { page } of [stage.ana, stage.ben]) await expect(person(page, name)).toBeVisible();
  return new Attacker(stage, member);
}

test('one entry shown to Ana and another in its place to Ben: both find out, say of whom, and show neither', async () => {
  const { ana, ben } = stage;
  const cem = await attacker('Cem');
  const [toAna, toBen] = [await cem.link(), await stage.link(cem.member.identity, { to: stage.benId(cem.member) })];
  const feed = random(8);
  const shown = cem.text('the same for both', { feed });
  for (const link of [toAna, toBen]) await link.send(TYPE.PUSH, writePush(false, [shown]));
  for (const { page } of [ana, ben]) await expect(message(page, 'the same for both')).toHaveCount(1);
  const second = { feed, seq: 1, prev: shown.id, parents: [] };
  await toAna.send(TYPE.PUSH, writePush(false, [cem.text('FORGED for Ana', second)]));
  await toBen.send(TYPE.PUSH, writePush(false, [cem.text('FORGED for Ben', second)]));
  const contradiction = (page: Page): Locator => person(page, 'Cem').filter({ hasText: /contradict/iu });
  for (const { page } of [ana, ben]) {
    await expect(contradiction(page)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/FORGED/u)).toHaveCount(0);
    await expect(message(page, 'the same for both')).toHaveCount(1);
  }
  await expect(person(ana.page, 'Ben')).not.toContainText(/contradict/iu);
  await expect(person(ben.page, 'Ana')).not.toContainText(/contradict/iu);
  for (const link of [toAna, toBen]) await link.bound.channel.close();
});

test('entries whose causes nobody gives out are shown to nobody, hold nobody up, and are shown once those come', async () => {
  const { ana, ben } = stage;
  const dora = await attacker('Dora');
  const cause = dora.text('first of all');
  const feed = random(8);
  const [early, later] = [dora.text('built on it', { feed, parents: [cause.id] }), random(8)];
  const next = dora.text('and on that', { feed, seq: 1, prev: early.id, parents: [] });
  const aside = dora.text('on another branch', { feed: later, parents: [early.id] });
  const link = await dora.link();
  await link.send(TYPE.PUSH, writePush(false, [next, aside, early]));
  // She asks for it, by name.
  let asked = '';
  while (!asked.includes(hex(cause.id))) {
    const { type, data } = await link.next();
    if (type === TYPE.NEED) asked = hex(data);
  }
  await link.bound.channel.close();
  expect(await dora.push(dora.text('of something else'))).toBe('goes on');
  const texts = ['first of all', 'built on it', 'and on that', 'on another branch'];
  for (const { page } of [ana, ben]) {
    await expect(message(page, 'of something else')).toHaveCount(1);
    for (const text of texts) await expect(page.getByText(text)).toHaveCount(0);
    await expect(person(page, 'Dora')).not.toContainText(/contradict/iu);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await stage.expectUnharmed(4);
  // People are told that there is something.
  await expect(person(ana.page, 'Dora')).toContainText('not shown yet', { timeout: 30_000 });
  await expect(person(ana.page, 'Ben')).not.toContainText('not shown yet');
  expect(await dora.push(cause)).toBe('goes on');
  for (const { page } of [ana, ben]) {
    for (const text of texts) await expect(message(page, text)).toHaveCount(1);
    const order = await page.getByRole('log', { name: 'Messages' }).getByRole('article').allInnerTexts();
    const places = texts.slice(0, 3).map((text) => order.findIndex((shown) => shown.includes(text)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
  await expect(person(ana.page, 'Dora')).not.toContainText('not shown yet');
});

test('after all that, Ana and Ben hear each other', async () => {
  await stage.expectUnharmed(4);
});
