/**
 * The kit as an honest member, with the real page: whoever follows docs/PROTOCOL.md and nothing else is understood. It dials, is let in by a token or by
 * a person, talks, acknowledges, renews its keys, compares; and the page joins a room that the kit has founded.
 */
import { expect, test } from '@playwright/test';
import {
  acceptAll,
  admitUnverified,
  createRoom,
  firstRun,
  join as joinRoom,
  message,
  openVerify,
  person,
  readInvite,
  safetyNumber,
  say,
} from '../support/steps.js';
import { newPerson, startSignalling } from '../support/people.js';
import type { BrowserName, LocalPeerServer, Person } from '../support/people.js';
import { dial } from './kit/dialling.js';
import { KIND } from './kit/entries.js';
import { host, inviteOf } from './kit/host.js';
import { linkAsI } from './kit/link.js';
import { Member } from './kit/member.js';
import type { Talk } from './kit/member.js';
import { RtcPage } from './kit/rtc-page.js';
import { Room, fingerprint, newIdentity, readInvite as decodeInvite, tokenKey } from './kit/room.js';
import { Signalling } from './kit/signalling.js';
import { answerComparison } from './kit/comparison.js';
import { random } from './kit/primitives.js';
import { EMOJI_NAMES, safetyNumber as numberOf } from './kit/verification.js';

let signalling: LocalPeerServer;
let kitBrowser: Person;
let rtc: RtcPage;

test.beforeAll(async () => {
  signalling = await startSignalling();
  kitBrowser = await newPerson('chromium', { page: '<!doctype html><title>kit</title>' });
  rtc = await RtcPage.on(kitBrowser.page);
});

test.afterAll(async () => {
  rtc.end();
  await kitBrowser.close();
  await signalling.stop();
});

async function hostIn(browserName: BrowserName): Promise<Person> {
  const ana = await newPerson(browserName, { signalling });
  await firstRun(ana.page, 'Ana', '');
  await createRoom(ana.page, 'Kitchen');
  return ana;
}

/** The kit dials the lobby of the room in an invite and talks as a newcomer. */
async function enter(code: string, name: string): Promise<{ readonly kim: Member; readonly talk: Talk; readonly server: Signalling }> {
  const invite = decodeInvite(code);
  const room = new Room(invite.secret, invite.founder);
  const kim = new Member(room, newIdentity(), name, { token: invite.token });
  const server = await Signalling.claim(signalling.port, kim.id);
  const talk = kim.talk(await linkAsI(await dial(server, rtc, room.lobby), room, kim.identity));
  expect(talk.link.peer.pk).toEqual(invite.founder);
  return { kim, talk, server };
}

for (const browserName of ['chromium', 'firefox'] as const) {
  test(`a member that shares nothing with Parley but the document is let in by a token, talks and is heard (${browserName})`, async () => {
    const ana = await hostIn(browserName);
    const { kim, talk, server } = await enter(await readInvite(ana.page, { isTokenWanted: true }), 'Kim');
    await expect.poll(() => kim.isIn).toBe(true);
    expect(talk.answers).toEqual([2]);
    await acceptAll(ana.page, 2);

    await say(ana.page, 'Do you understand me?');
    await expect.poll(() => kim.texts()).toEqual(['Do you understand me?']);
    await expect(message(ana.page, 'Do you understand me?')).toContainText(/delivered/iu);

    await kim.say(KIND.text, { text: 'Word for word.' });
    await expect(message(ana.page, 'Word for word.')).toContainText('Kim');
    await expect.poll(() => talk.acked).toBe(1);
    await expect.poll(() => talk.read).toBe(1);

    const dialog = await openVerify(ana.page, 'Kim');
    const ours = numberOf({ pk: talk.link.peer.pk, fp: fingerprint(talk.link.peer.pk) }, kim.identity);
    expect(await safetyNumber(dialog)).toBe(ours);
    server.close();
    await talk.link.bound.channel.close();
    await ana.close();
  });
}

test('somebody without a token waits at the door, is admitted by a person, compares emoji, and renews the keys of the link', async () => {
  const ana = await hostIn('chromium');
  const { kim, talk, server } = await enter(await readInvite(ana.page), 'Kim');
  await expect.poll(() => talk.answers).toEqual([1]);
  expect(kim.isIn).toBe(false);
  await admitUnverified(ana.page, 'Kim');
  await expect.poll(() => kim.isIn).toBe(true);
  expect(talk.answers).toEqual([1, 2]);
  await acceptAll(ana.page, 2);

  const dialog = await openVerify(ana.page, 'Kim');
  await dialog.getByRole('button', { name: /emoji/iu }).click();
  const emoji = await answerComparison(talk);
  const items = dialog.getByRole('group', { name: 'Emoji' }).getByRole('listitem');
  await expect(items).toHaveCount(7);
  const shown = (await items.allInnerTexts()).map((text) =>
    text
      .toLowerCase()
      .replaceAll(/[^a-z]+/gu, ' ')
      .trim(),
  );
  expect(shown).toEqual(emoji.map((one) => EMOJI_NAMES[one]?.replaceAll('-', ' ')));
  await dialog.getByRole('button', { name: 'They match' }).click();
  await expect(person(ana.page, 'Kim')).toContainText(/(?<!un|not )verified/iu);
  await ana.page.keyboard.press('Escape');

  for (const epoch of [1, 2, 3]) {
    await talk.link.startRekey();
    await expect.poll(() => talk.link.epoch).toBe(epoch);
    await kim.say(KIND.text, { text: `in epoch ${String(epoch)}` });
    await expect(message(ana.page, `in epoch ${String(epoch)}`)).toContainText('Kim');
    await say(ana.page, `heard in epoch ${String(epoch)}`);
    await expect.poll(() => kim.texts()).toContain(`heard in epoch ${String(epoch)}`);
  }
  server.close();
  await talk.link.bound.channel.close();
  await ana.close();
});

for (const browserName of ['chromium', 'firefox'] as const) {
  test(`the page joins a room that was founded from the document alone (${browserName})`, async () => {
    const founder = newIdentity();
    const room = new Room(random(32), founder.pk);
    const kim = new Member(room, founder, 'Kim');
    const token = random(16);
    kim.write(KIND.create, { name: 'Workshop', by: 'Kim' });
    kim.write(KIND.invite, { token: tokenKey(token).pk, uses: 1, expires: Date.now() + 3_600_000 });
    const talks: Talk[] = [];
    const end = await host(signalling.port, rtc, kim, (link) => talks.push(kim.talk(link)));
    const code = inviteOf(kim, signalling.port, token, 'Workshop');

    const ben = await newPerson(browserName, { signalling });
    await firstRun(ben.page, 'Ben', '');
    await joinRoom(ben.page, code);
    await expect(person(ben.page, 'Kim')).toBeVisible({ timeout: 30_000 });
    await acceptAll(ben.page, 2);
    await say(ben.page, 'What are you building?');
    await expect.poll(() => kim.texts()).toEqual(['What are you building?']);
    await expect(message(ben.page, 'What are you building?')).toContainText(/delivered/iu);
    await kim.say(KIND.text, { text: 'A second opinion.' });
    await expect(message(ben.page, 'A second opinion.')).toContainText('Kim');
    await expect.poll(() => Math.max(...talks.map(({ read }) => read))).toBe(4);
    end();
    for (const { link } of talks) await link.bound.channel.close();
    await ben.close();
  });
}
