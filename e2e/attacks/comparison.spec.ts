/**
 * Members who cheat in a comparison of emoji (docs/PROTOCOL.md section 19): who choose after they have seen, reflect or exchange nonces, start too often,
 * carry one comparison into another, or say themselves that all is well. Nobody is verified but by whoever sits before the screen.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { openVerify, person } from '../support/steps.js';
import { answerStart, dataOfNext, groundOf, startComparison } from './kit/comparison.js';
import { KIND } from './kit/entries.js';
import { TYPE } from './kit/frames.js';
import type { Frame } from './kit/frames.js';
import type { Member, Talk } from './kit/member.js';
import { random } from './kit/primitives.js';
import type { Identity } from './kit/room.js';
import { Stage, upTo } from './kit/stage.js';
import { EMOJI_NAMES, commitment, sasEmoji } from './kit/verification.js';

let stage: Stage;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set();
});
test.afterAll(() => stage.close());

const VERIFIED = /(?<!un|not )verified/iu;
/** Broken rules, as CANCEL says it. */
const BROKEN = [TYPE.SAS_CANCEL, 2];

function dialogOf(page: Page, name: string): Locator {
  return page.getByRole('dialog', { name: `Verify ${name}` });
}

function emojiIn(dialog: Locator): Locator {
  return dialog.getByRole('group', { name: 'Emoji' }).getByRole('listitem');
}

/** The names of the emoji that a dialog shows. */
async function shownIn(dialog: Locator): Promise<readonly string[]> {
  await expect(emojiIn(dialog)).toHaveCount(7);
  const texts = await emojiIn(dialog).allInnerTexts();
  return texts.map((text) =>
    text
      .toLowerCase()
      .replaceAll(/[^a-z]+/gu, ' ')
      .trim(),
  );
}

function namesOf(emoji: readonly number[]): readonly (string | undefined)[] {
  return emoji.map((one) => EMOJI_NAMES[one]?.replaceAll('-', ' '));
}

function bytesOf(frame: Frame | null): readonly (number | undefined)[] {
  return [frame?.type, ...(frame?.data ?? [])];
}

/** A member of this name with whom Ana has begun a comparison: they have got START. One try a minute is allowed with each. */
async function started(
  name: string,
  identity?: Identity,
): Promise<{ readonly member: Member; readonly talk: Talk; readonly dialog: Locator }> {
  const { member, talk } = await stage.member(name, identity);
  const dialog = await openVerify(stage.ana.page, name);
  await dialog.getByRole('button', { name: /emoji/iu }).click();
  await dataOfNext(talk, TYPE.SAS_START);
  return { member, talk, dialog };
}

/** Ana has answered with CANCEL, shows no emoji, says why, and has verified nobody. */
async function expectBroken(name: string, talk: Talk): Promise<void> {
  expect(bytesOf(await talk.comparison.next()), name).toEqual(BROKEN);
  const { page } = stage.ana;
  const dialog = dialogOf(page, name);
  await expect(dialog).toContainText(/broke the rules/iu);
  await expect(emojiIn(dialog)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(person(page, name)).not.toContainText(VERIFIED);
  await talk.link.bound.channel.close();
}

test('who commits once more when they have seen Ana’s nonce, or reveals hers as their own', async () => {
  const late = await started('Lou');
  await late.talk.link.send(TYPE.SAS_COMMIT, random(32));
  const { h0, fpC, fpS } = groundOf(late.talk, 'C');
  const seen = await dataOfNext(late.talk, TYPE.SAS_NONCE);
  await late.talk.link.send(TYPE.SAS_COMMIT, commitment(h0, fpC, fpS, seen));
  await expectBroken('Lou', late.talk);

  const mirror = await started('Mia');
  await mirror.talk.link.send(TYPE.SAS_COMMIT, random(32));
  await mirror.talk.link.send(TYPE.SAS_REVEAL, await dataOfNext(mirror.talk, TYPE.SAS_NONCE));
  await expectBroken('Mia', mirror.talk);

  // The right nonce, but committed to as if S and C were exchanged.
  const swapped = await started('Noa');
  const nonceC = random(32);
  const ground = groundOf(swapped.talk, 'C');
  await swapped.talk.link.send(TYPE.SAS_COMMIT, commitment(ground.h0, ground.fpS, ground.fpC, nonceC));
  await dataOfNext(swapped.talk, TYPE.SAS_NONCE);
  await swapped.talk.link.send(TYPE.SAS_REVEAL, nonceC);
  await expectBroken('Noa', swapped.talk);
});

test('who starts and then chooses another nonce, once they have seen Ana’s; and who starts again within the minute', async () => {
  const { talk } = await stage.member('Ole');
  const dialog = dialogOf(stage.ana.page, 'Ole');
  const compared = await startComparison(talk);
  const shown = await shownIn(dialog);
  expect(shown).toEqual(namesOf(sasEmoji(compared)));
  // Nor is it what comes of exchanged nonces, or of exchanged people.
  const { nonceS, nonceC, fpS, fpC } = compared;
  expect(shown).not.toEqual(namesOf(sasEmoji({ ...compared, nonceS: nonceC, nonceC: nonceS })));
  expect(shown).not.toEqual(namesOf(sasEmoji({ ...compared, fpS: fpC, fpC: fpS })));
  await talk.link.send(TYPE.SAS_START);
  expect(bytesOf(await talk.comparison.next()), 'too soon').toEqual([TYPE.SAS_CANCEL, 1]);
  expect(await shownIn(dialog)).toEqual(shown);
  await talk.link.send(TYPE.SAS_NONCE, random(32));
  await expectBroken('Ole', talk);
});

test('START sent back to Ana, more than once; her COMMIT sent back; a nonce before her commitment', async () => {
  // Of two starts that of the lower fingerprint counts. She ignores theirs, once, or answers it.
  for (const isLower of [true, false]) {
    const name = isLower ? 'Pia' : 'Pit';
    const { talk } = await started(name, stage.identityBeside(isLower));
    await talk.link.send(TYPE.SAS_START);
    if (isLower) await dataOfNext(talk, TYPE.SAS_COMMIT);
    await talk.link.send(TYPE.SAS_START);
    await expectBroken(name, talk);
  }

  const { talk } = await stage.member('Quin');
  await talk.link.send(TYPE.SAS_START);
  const hers = await dataOfNext(talk, TYPE.SAS_COMMIT);
  // Opens by itself, but not right after another one.
  await expect(dialogOf(stage.ana.page, 'Quin')).toBeVisible();
  await talk.link.send(TYPE.SAS_COMMIT, hers);
  await expectBroken('Quin', talk);

  const hasty = await started('Rosa');
  await hasty.talk.link.send(TYPE.SAS_REVEAL, random(32));
  await expectBroken('Rosa', hasty.talk);
});

test('two comparisons with somebody in the middle: frames carried from one into the other, or one with each', async () => {
  const { ana, ben } = stage;
  const carrier = await stage.member('Sam');
  const toBen = carrier.member.talk(await stage.link(carrier.member.identity, { to: stage.benId(carrier.member) }));
  const dialog = await openVerify(ana.page, 'Sam');
  await dialog.getByRole('button', { name: /emoji/iu }).click();
  const carry = async (from: Talk, to: Talk, type: number): Promise<void> => to.link.send(type, await dataOfNext(from, type));
  await carry(carrier.talk, toBen, TYPE.SAS_START);
  await carry(toBen, carrier.talk, TYPE.SAS_COMMIT);
  await carry(carrier.talk, toBen, TYPE.SAS_NONCE);
  await carry(toBen, carrier.talk, TYPE.SAS_REVEAL);
  await expectBroken('Sam', carrier.talk);
  await toBen.link.bound.channel.close();
  await ben.page.keyboard.press('Escape');
  await expect(ben.page.getByRole('dialog')).toHaveCount(0);

  const both = await started('Tom');
  // One with each, as the rules have it: what the two see is not the same.
  const withBen = both.member.talk(await stage.link(both.member.identity, { to: stage.benId(both.member) }));
  const benSees = sasEmoji(await startComparison(withBen));
  await answerStart(both.talk);
  const onBens = await shownIn(dialogOf(ben.page, 'Tom'));
  expect(onBens).toEqual(namesOf(benSees));
  expect(await shownIn(both.dialog)).not.toEqual(onBens);
  for (const { page } of [ana, ben]) {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(person(page, 'Tom')).not.toContainText(VERIFIED);
  }
  for (const { link } of [both.talk, withBen]) await link.bound.channel.close();
});

test('nothing that the other side sends verifies them, whatever was compared', async () => {
  const { page } = stage.ana;
  const { member, talk, dialog } = await started('Uma');
  const emoji = await answerStart(talk);
  expect(await shownIn(dialog)).toEqual(namesOf(emoji));
  for (const type of upTo(0x1b).map((i) => 0x25 + i)) await talk.link.send(type, Uint8Array.of(1));
  await member.say(KIND.text, { text: 'They match', verified: true, isMatch: true });
  await member.say(KIND.profile, { name: 'Uma', trust: 'verified' });
  await expect(page.getByRole('log', { name: 'Messages' }).getByText('They match', { exact: true })).toBeAttached();
  expect(await shownIn(dialog)).toEqual(namesOf(emoji));
  // "They differ", said by the other side, ends it, and is no click of Ana's either.
  await talk.link.send(TYPE.SAS_CANCEL, Uint8Array.of(3));
  await expect(dialog).toContainText(/say(?:s)? that the emoji differ/iu);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(person(page, 'Uma')).not.toContainText(VERIFIED);
  await talk.link.bound.channel.close();
});

test('after all that, Ana and Ben hear each other', async () => {
  await stage.expectUnharmed(2 + 11);
});
