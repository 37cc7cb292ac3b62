/**
 * The kit as an honest member, with the real page: whoever follows docs/PROTOCOL.md and nothing else is understood. It dials, is let in by a token or by
 * a person, talks, acknowledges, renews its keys, compares; and the page joins a room that the kit has founded.
 */
import { expect, test } from '@playwright/test';
import {
  acceptAll,
  acceptUnverified,
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
import { linkAsI } from './kit/link.js';
import { Member } from './kit/member.js';
import type { Talk } from './kit/member.js';
import { RtcPage } from './kit/rtc-page.js';
import { Room, fingerprint, newIdentity, readInvite as decodeInvite } from './kit/room.js';
import { Signalling } from './kit/signalling.js';
import { safetyNumber as numberOf } from './kit/verification.js';

let signalling: LocalPeerServer;
let kitBrowser: Person;
let rtc: RtcPage;

test.beforeAll(async () => {
  signalling = await startSignalling();
  kitBrowser = await newPerson('chromium', { page: '<!doctype html><title>kit</title>' });
  rtc = await RtcPage.on(kitBrowser.page);
});

test.afterAll(async () => {
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
