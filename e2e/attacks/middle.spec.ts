/**
 * Somebody in the middle of two people, with DTLS of their own on both sides: the signalling server, without the room's secret and with it, and a member who
 * passes on what each of the two says to them. Nobody gets a link in the name of another, people are told, and Ana and Ben hear each other afterwards.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { person } from '../support/steps.js';
import { join } from './kit/bytes.js';
import { Decoy } from './kit/decoy.js';
import { TYPE, writeAuth } from './kit/frames.js';
import { ChannelClosed } from './kit/link.js';
import { Middle, carry, shakeWithBoth } from './kit/middle.js';
import type { Between } from './kit/middle.js';
import { NothingCame, Queue } from './kit/queue.js';
import { writeKnock } from './kit/room-frames.js';
import { newIdentity } from './kit/room.js';
import { Stage, expectSilence } from './kit/stage.js';

let stage: Stage;
let middle: Middle;
let between: Queue<Between>;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  middle = new Middle();
  stage = await Stage.set({ server: { onMessage: middle.onMessage } });
  middle.takeOver(stage.signalling, stage.rtc);
});
test.afterAll(() => stage.close());

/** That somebody may be in between, or has signed for another. */
const TAMPERING = /may be tampering|not signed by the person it claims/iu;
const mallory = newIdentity();

function warningOf(page: Page): Locator {
  return page.getByRole('alert').filter({ hasText: TAMPERING });
}

/** Ben opens Parley again, and looks for Ana. What is between them from then on is in `between`. */
async function benComesBack(): Promise<void> {
  between = new Queue<Between>();
  middle.onBetween = (one) => between.push(one);
  await stage.ben.page.reload();
  await stage.ben.page.getByRole('button', { name: 'Kitchen' }).first().click();
}

/** The attack is over: they meet, and no warning stays. */
async function expectTheyMeet(): Promise<void> {
  middle.isOn = false;
  await benComesBack();
  await expect(person(stage.ana.page, 'Ben')).toContainText('Connected now', { timeout: 30_000 });
  await expect(person(stage.ben.page, 'Ana')).toContainText('Connected now', { timeout: 30_000 });
  for (const { page } of [stage.ana, stage.ben]) await expect(warningOf(page)).toHaveCount(0);
}

/** A handshake of one's own with each of the two, when somebody dials Ana. */
async function shaken(): ReturnType<typeof shakeWithBoth> {
  for (;;) {
    const { near, far } = (await between.next(30_000)) as Between;
    try {
      if ([stage.anaId, stage.room.lobby].includes(far.binding.idR)) return await shakeWithBoth({ near, far }, stage.room, mallory);
    } catch (error) {
      // Of a page that is gone by now.
      if (!(error instanceof ChannelClosed || error instanceof NothingCame)) throw error;
    }
    for (const { channel } of [near, far]) await channel.close();
  }
}

test('a server that relays every byte between two connections of its own gets no link, and both are told', async () => {
  middle.isOn = true;
  await benComesBack();
  const { ofNear, ofFar } = await carry((await between.next(30_000)) as Between);
  // Message 1 arrived, and nothing was said upon it.
  expect(ofNear.map(({ length }) => length)).toEqual([49]);
  expect(ofFar).toEqual([]);
  for (const { page } of [stage.ana, stage.ben]) await expect(warningOf(page)).toBeVisible();
  await expect(person(stage.ana.page, 'Ben')).not.toContainText('Connected now');
  await expect(person(stage.ben.page, 'Ana')).not.toContainText('Connected now');
  await expectTheyMeet();
  await stage.expectUnharmed();
});

test('a server that knows the room’s secret shakes hands with both, and gets no link in the name of either', async () => {
  const { ana } = stage;
  const hers = await stage.dialToAuth(mallory);
  await hers.bound.channel.send(hers.sealAuth());
  const { data: authOfAna } = await hers.take();
  await hers.bound.channel.close();
  /** What each of the two is sent in the place of the other's AUTH. */
  const attempts: readonly ((hands: Awaited<ReturnType<typeof shaken>>) => readonly [toFar: Uint8Array, toNear: Uint8Array])[] = [
    ({ authOfNear }) => [authOfNear, authOfAna],
    ({ authOfNear, toFar, toNear }) => {
      const forged = writeAuth(mallory, 'R', toNear.first.h).slice(32);
      return [join(authOfNear.slice(0, 32), writeAuth(mallory, 'I', toFar.first.h).slice(32)), join(stage.room.founder, forged)];
    },
    ({ authOfNear, toFar }) => [writeAuth(mallory, 'I', toFar.first.h), authOfNear],
  ];
  middle.isOn = true;
  for (const [i, attempt] of attempts.entries()) {
    await benComesBack();
    const hands = await shaken();
    const { toFar, toNear } = hands;
    const [forFar, forNear] = attempt(hands);
    await toFar.send(TYPE.AUTH, forFar);
    await toNear.send(TYPE.AUTH, forNear);
    await expectSilence(toFar.bound, `attempt ${String(i)}, to who was dialled`);
    await expectSilence(toNear.bound, `attempt ${String(i)}, to who dialled`);
    await expect(person(ana.page, 'Ben')).not.toContainText('Connected now');
    await expect(person(stage.ben.page, 'Ana')).not.toContainText('Connected now');
    await expect(warningOf(ana.page)).toBeVisible();
  }
  // As themselves they are somebody who knocks, as whoever has an invite.
  middle.isOn = false;
  const link = await stage.link(mallory);
  await link.send(TYPE.KNOCK, writeKnock('Mallory'));
  const dialog = ana.page.getByRole('dialog', { name: 'Mallory wants to join' });
  await dialog.getByRole('button', { name: 'Refuse' }).click();
  await expect(dialog).toBeHidden();
  await link.bound.channel.close();
  await expectTheyMeet();
  await stage.expectUnharmed();
});

test('a member to whom Ana and Ben prove who they are cannot pass one off as the other, or as themselves', async () => {
  const { room } = stage;
  const [kim, lea] = [await stage.member('Kim'), await stage.member('Lea')];
  await lea.talk.link.bound.channel.close();
  const decoy = await Decoy.set(stage, lea.member.identity, kim.talk.link);
  const to = stage.benId(lea.member);

  // Every byte: Ana dialled Lea, and Ben is dialled by Lea.
  const passedOn = { near: await decoy.next(), far: await stage.dial(lea.member.identity, { to }) };
  const carried = await carry(passedOn);
  expect(carried.ofNear.map(({ length }) => length)).toEqual([49]);
  expect(carried.ofFar).toEqual([]);

  // Two handshakes. To Ben what Ana has signed; to Ana what Ben has, who signs for whom he accepts.
  const first = await shakeWithBoth(
    { near: await decoy.next(), far: await stage.dial(lea.member.identity, { to }) },
    room,
    lea.member.identity,
  );
  await first.toFar.send(TYPE.AUTH, first.authOfNear);
  await expectSilence(first.toFar.bound, 'Ana’s AUTH to Ben');
  await first.toNear.bound.channel.close();
  const second = await shakeWithBoth(
    { near: await decoy.next(), far: await stage.dial(lea.member.identity, { to }) },
    room,
    lea.member.identity,
  );
  await second.toFar.bound.channel.send(second.toFar.sealAuth());
  await second.toNear.send(TYPE.AUTH, (await second.toFar.take()).data);
  await expectSilence(second.toNear.bound, 'Ben’s AUTH to Ana');
  await second.toFar.bound.channel.close();
  await stage.expectUnharmed(4);
});
