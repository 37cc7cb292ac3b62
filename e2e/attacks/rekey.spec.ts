/**
 * Renewing the keys of a link (docs/PROTOCOL.md section 9) with somebody who dies in the middle of it, begins out of turn, or never begins. The pages renew
 * theirs every two seconds here instead of every minute.
 */
import { expect, test } from '@playwright/test';
import { acceptAll, message, say } from '../support/steps.js';
import { answerAll } from './kit/dialling.js';
import type { Bound } from './kit/dialling.js';
import { KIND } from './kit/entries.js';
import { TYPE } from './kit/frames.js';
import { ChannelClosed, linkAsR } from './kit/link.js';
import type { Link } from './kit/link.js';
import type { Member, Talk } from './kit/member.js';
import type { Queue } from './kit/queue.js';
import { answerRekey, askForRekey, until } from './kit/rekeying.js';
import { Stage } from './kit/stage.js';

let stage: Stage;
/** Somebody whom Ana dials again whenever the channel to them was lost. */
let lea: Member;
let dialled: Queue<Bound>;
// In their order, in one worker: they share people.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  stage = await Stage.set({ patch: [['const REKEY_AFTER_MS = 60_000;', 'const REKEY_AFTER_MS = 2_000;']] });
  const { member, talk } = await stage.member('Lea');
  lea = member;
  dialled = answerAll(await stage.serverOf(lea.identity), stage.rtc);
  for (const { page } of [stage.ana, stage.ben]) await acceptAll(page, 3);
  await bye(talk);
});
test.afterAll(() => stage.close());

/** A link that Ana has dialled, after one was lost that the kit had. Nothing is said on it. */
async function linkOfAna(): Promise<Link> {
  const lost = await stage.link(lea.identity);
  await lost.bound.channel.close();
  return redialled();
}

/** The link that Ana dials because she has lost one. Ben may dial as well, having heard of it. */
async function redialled(): Promise<Link> {
  for (;;) {
    const bound = (await dialled.next(30_000)) as Bound;
    if (bound.binding.idI === stage.anaId) return linkAsR(bound, stage.room, lea.identity);
  }
}

/** Ends a talk on purpose, so that Ana dials nobody upon it. */
async function bye({ link, ended }: Talk): Promise<void> {
  await link.send(TYPE.CLOSE, Uint8Array.of(0));
  await ended;
}

/** Lea and Ana hear each other over this link, until it is in this epoch. */
async function expectTalk(link: Link, word: string, lastEpoch: number): Promise<void> {
  const talk = lea.talk(link);
  for (let epoch = link.epoch; epoch <= lastEpoch; epoch++) {
    await expect.poll(() => link.epoch, { timeout: 15_000 }).toBeGreaterThanOrEqual(epoch);
    await say(stage.ana.page, `${word}, to Lea, ${String(epoch)}`);
    await expect.poll(() => lea.texts()).toContain(`${word}, to Lea, ${String(epoch)}`);
    await lea.say(KIND.text, { text: `${word}, to Ana, ${String(epoch)}` });
    await expect(message(stage.ana.page, `${word}, to Ana, ${String(epoch)}`)).toHaveCount(1);
  }
  await bye(talk);
}

test('whoever answers goes with Ana from epoch to epoch', async () => {
  await expectTalk(await linkOfAna(), 'from epoch to epoch', 2);
});

/** What Ana says meanwhile, and that the link is gone then, without a word. */
async function dieWith(link: Link, when: string): Promise<void> {
  await say(stage.ana.page, `meanwhile, ${when}`);
  await expect(message(stage.ana.page, `meanwhile, ${when}`)).toBeVisible();
  await link.bound.channel.close();
}

/** On the link that she dials then, all that Ana has said meanwhile arrives, once. */
async function expectNothingLost(whens: readonly string[]): Promise<void> {
  const talk = lea.talk(await redialled());
  const texts = whens.map((when) => `meanwhile, ${when}`);
  await expect.poll(() => lea.texts().filter((text) => texts.includes(text)), { timeout: 15_000 }).toEqual(texts);
  for (const text of texts) await expect(message(stage.ana.page, text)).toContainText(/delivered|carried/iu);
  await bye(talk);
}

test('who was dialled is gone in the middle of a rekey: Ana finds them again, and nothing is lost', async () => {
  const deaths: Readonly<Record<string, (link: Link) => Promise<unknown>>> = {
    'she has begun': (link) => until(link, TYPE.REKEY),
    'she was answered': answerRekey,
    'she has switched': async (link) => {
      await answerRekey(link);
      await until(link, TYPE.AUTH);
    },
  };
  let link: Link | null = null;
  for (const [when, go] of Object.entries(deaths)) {
    link = await (link === null ? linkOfAna() : redialled());
    await go(link);
    await dieWith(link, when);
  }
  await expectNothingLost(Object.keys(deaths));
});

test('who dialled is gone in the middle of a rekey: Ana finds them again, and nothing is lost', async () => {
  const deaths: Readonly<Record<string, (link: Link) => Promise<unknown>>> = {
    'they have begun': (link) => link.send(TYPE.REKEY, link.newRekey().write1()),
    'she has answered': askForRekey,
    'they have switched': async (link) => link.switchTo(await askForRekey(link)),
  };
  for (const [when, go] of Object.entries(deaths)) {
    const link = await stage.link(lea.identity);
    await go(link);
    await dieWith(link, when);
    await expectNothingLost([when]);
  }
});

test('who was dialled begins a rekey, before Ana or at the same moment: the link ends, and the next one goes on', async () => {
  for (const wait of [async () => undefined, (link: Link) => until(link, TYPE.REKEY)]) {
    const link = await linkOfAna();
    await wait(link);
    await link.send(TYPE.REKEY, link.newRekey().write1());
    await expect(until(link, TYPE.AUTH)).rejects.toBeInstanceOf(ChannelClosed);
  }
  await expectTalk(await linkOfAna(), 'after a glare', 1);
});

test('who dialled and never renews the keys loses the link at twice the time', async () => {
  const link = await stage.link();
  const since = performance.now();
  await expect(until(link, TYPE.AUTH)).rejects.toBeInstanceOf(ChannelClosed);
  expect(performance.now() - since).toBeGreaterThan(3_500);
});

test('after all that, Ana and Ben hear each other', async () => {
  await stage.expectUnharmed(3);
});
