/**
 * Whoever invites lies: Ben joins rooms whose founder, holder of the lobby and only member is the kit. He believes none that does not lead from the founder
 * of his invite to himself (docs/PROTOCOL.md section 5, "What an invite pins"), and is told why.
 */
import { expect, test } from '@playwright/test';
import { firstRun, join as joinRoom } from '../support/steps.js';
import { newPerson, startSignalling } from '../support/people.js';
import type { LocalPeerServer, Person } from '../support/people.js';
import { KIND, signEntry, writePayload } from './kit/entries.js';
import type { Entry } from './kit/entries.js';
import { giveOut, host, inviteOf } from './kit/host.js';
import { Member } from './kit/member.js';
import { random } from './kit/primitives.js';
import { RtcPage } from './kit/rtc-page.js';
import { Room, newIdentity } from './kit/room.js';
import type { Identity } from './kit/room.js';

let signalling: LocalPeerServer;
let kitBrowser: Person;
let rtc: RtcPage;
let ben: Person;
test.beforeAll(async () => {
  signalling = await startSignalling();
  kitBrowser = await newPerson('chromium', { page: '<!doctype html><title>kit</title>' });
  rtc = await RtcPage.on(kitBrowser.page);
  ben = await newPerson('chromium', { signalling });
  await firstRun(ben.page, 'Ben', '');
});
test.afterAll(async () => {
  rtc.end();
  await ben.close();
  await kitBrowser.close();
  await signalling.stop();
});

/** Ben joins a room of Eve's: she answers his knock with this code, gives out what `fill` has written, and he reads these words. */
async function expectTold(answer: number, words: RegExp, fill: (eve: Member) => void = () => undefined): Promise<void> {
  const home = ben.page.getByRole('button', { name: 'Home' });
  if (await home.isVisible()) await home.click();
  const founder = newIdentity();
  const eve = new Member(new Room(random(32), founder.pk), founder, 'Eve');
  fill(eve);
  const links: Promise<void>[] = [];
  const end = await host(signalling.port, rtc, eve, (link) => links.push(giveOut(link, eve, answer)));
  await joinRoom(ben.page, inviteOf(eve, signalling.port, random(16), 'Trap'));
  await expect(ben.page.getByRole('alert').filter({ hasText: words })).toBeVisible({ timeout: 20_000 });
  await expect(ben.page.getByText('You cannot write here any more.')).toBeVisible();
  await Promise.all(links);
  end();
}

/** The same, of a history that does not fit the invite: nothing of it is shown as if it were so. */
async function expectDisbelieved(fill?: (eve: Member) => void): Promise<void> {
  await expectTold(2, /does not fit your invite/iu, fill);
  await expect(ben.page.getByRole('log', { name: 'Messages' })).toBeVisible();
  const expectNothing = async (): Promise<void> => {
    for (const said of [/Do as I say/u, /\bEve\b/u, /Palace/u]) await expect(ben.page.getByText(said)).toHaveCount(0);
  };
  await expectNothing();
  // Nor when Parley is opened again, and looks for the room once more.
  await ben.page.reload();
  await ben.page.getByRole('button', { name: 'Trap' }).first().click();
  await expect(ben.page.getByRole('log', { name: 'Messages' })).toBeVisible();
  await expectNothing();
  // Nor is it found.
  const everywhere = ben.page.getByRole('combobox', { name: 'Search all rooms' });
  await everywhere.fill('Do as I say');
  await expect(ben.page.getByText('Nothing found')).toBeVisible();
  await everywhere.fill('');
}

/** A beginning of a room, in a feed of its own. */
function beginning(eve: Member, author: Identity): Entry {
  const body = eve.log.nextBody(author, random(8), KIND.create, { parents: [] });
  return signEntry(author.seed, body, writePayload({ name: 'Trap', by: 'Eve' }));
}

test('a history in which the newcomer is not', async () => {
  await expectDisbelieved((eve) => {
    eve.write(KIND.create, { name: 'Palace', by: 'Eve' });
    eve.write(KIND.text, { text: 'Do as I say' });
  });
});

test('a history with another founder than that of the invite, or none', async () => {
  await expectDisbelieved((eve) => eve.log.take([beginning(eve, newIdentity())]));
  await expectDisbelieved();
});

test('a history with two beginnings', async () => {
  await expectTold(2, /two beginnings/iu, (eve) => eve.log.take([beginning(eve, eve.identity), beginning(eve, eve.identity)]));
});

test('every answer that says no', async () => {
  await expectTold(3, /not let in/iu);
  await expectTold(4, /past its date/iu);
  await expectTold(5, /used already/iu);
  await expectTold(6, /withdrawn, or was not made for you/iu);
});
