/**
 * Rooms of more than two: eight people in two kinds of browser through kills and an outage, and messages that somebody else carries.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName, Person } from './support/people.js';
import { acceptAll, bringIn, createRoom, firstRun, message, say, unlock } from './support/steps.js';

const PASSPHRASE = 'correct horse battery';

interface Member {
  readonly name: string;
  readonly who: Person;
}

function fail(why: string): never {
  throw new Error(why);
}

/** The texts of all messages, in order. */
async function transcript(page: Page): Promise<readonly string[]> {
  return page.getByRole('log', { name: 'Messages' }).getByRole('article').locator('.text').allInnerTexts();
}

async function unlockInto(page: Page, roomName: RegExp): Promise<void> {
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: roomName }).click();
}

test('eight people write all at once, two are killed and come back, the server goes and returns: all end with the same transcript', async () => {
  test.setTimeout(400_000);
  const signalling = await startSignalling();
  const names = ['Ana', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana'];
  const killedNames = ['Dora', 'Gus'];
  const browserOf = (name: string): BrowserName => (['Cleo', 'Gus'].includes(name) ? 'firefox' : 'chromium');
  const people: Member[] = [];
  for (const name of names) {
    const who = await newPerson(browserOf(name), { signalling, isPersistent: killedNames.includes(name) });
    await firstRun(who.page, name, PASSPHRASE);
    people.push({ name, who });
  }
  const written: string[] = [];
  let seed = 7;
  /** The same choices in every run. */
  const pick = (from: readonly Member[]): Member => {
    seed = (seed * 48_271) % 2_147_483_647;
    return from[seed % from.length] ?? fail('nobody to choose from');
  };
  const write = async (count: number, writers: readonly Member[]): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const { name, who } = pick(writers);
      const text = `${name} says ${written.length}.`;
      written.push(text);
      await say(who.page, text);
    }
  };

  // Each is brought in by whoever came before: any member can.
  for (const [i, { name, who }] of people.entries()) {
    const host = people[i - 1];
    if (host === undefined) await createRoom(who.page, 'Assembly');
    else await bringIn(host.who.page, who.page, name);
  }
  for (const { who } of people) await acceptAll(who.page, names.length);

  await write(20, people);
  const killed = people.filter(({ name }) => killedNames.includes(name));
  const rest = people.filter((member) => !killed.includes(member));
  for (const { who } of killed) await who.kill();
  await write(10, rest);
  await signalling.stop();
  await write(10, rest);
  await signalling.start();
  for (const { who } of killed) {
    await who.reopen();
    await unlockInto(who.page, /Assembly/u);
  }
  await write(15, people);

  const transcripts = async (): Promise<(readonly string[])[]> => Promise.all(people.map(({ who }) => transcript(who.page)));
  await expect(async () => {
    for (const texts of await transcripts()) expect(texts.toSorted()).toEqual(written.toSorted());
  }).toPass({ timeout: 90_000 });
  const [reference, ...others] = await transcripts();
  for (const texts of others) expect(texts).toEqual(reference);
  expect(people.flatMap(({ who }) => who.foreignRequests)).toEqual([]);
  for (const { who } of people) await who.close();
  await signalling.stop();
});

test('what one wrote alone is carried by another to a third, who was never online with the first and sees who wrote it', async () => {
  test.setTimeout(180_000);
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling, isPersistent: true });
  const ben = await newPerson('chromium', { signalling, isPersistent: true });
  const cleo = await newPerson('chromium', { signalling, isPersistent: true });
  await firstRun(ana.page, 'Ana', PASSPHRASE);
  await firstRun(ben.page, 'Ben', PASSPHRASE);
  await firstRun(cleo.page, 'Cleo', PASSPHRASE);
  await createRoom(ben.page, 'Relay');
  await bringIn(ben.page, ana.page, 'Ana');
  await bringIn(ben.page, cleo.page, 'Cleo');
  for (const { page } of [ana, ben, cleo]) await acceptAll(page, 3);
  await cleo.close();
  await ben.close();

  // Nobody else is online: it waits, and says so.
  await say(ana.page, 'Written alone');
  await expect(message(ana.page, 'Written alone')).toContainText(/waiting/iu);
  await ben.reopen();
  await unlockInto(ben.page, /Relay/u);
  await expect(message(ben.page, 'Written alone')).toContainText('Ana', { timeout: 30_000 });
  await expect(message(ana.page, 'Written alone')).toContainText(/carried/iu, { timeout: 30_000 });
  await ana.close();

  await cleo.reopen();
  await unlockInto(cleo.page, /Relay/u);
  await expect(message(cleo.page, 'Written alone')).toContainText('Ana', { timeout: 30_000 });
  await ben.close();
  await ana.reopen();
  await unlockInto(ana.page, /Relay/u);
  // Cleo says herself that she has it.
  const written = message(ana.page, 'Written alone');
  await written.getByText(/^(?:Waiting|Carried|Delivered|Read)$/u).click();
  const withCleo = written.getByRole('listitem').filter({ hasText: /Cleo: (?:delivered|read)/iu });
  await expect(withCleo).toBeVisible({ timeout: 30_000 });
  for (const each of [ana, cleo]) await each.close();
  await signalling.stop();
});

test('two rooms of the same two people share nothing that the server could link them by', async () => {
  /** What the server was shown, one line each, as it came. */
  const seen: { readonly id: string; readonly words: readonly string[] }[] = [];
  const wordsIn = (text: string): readonly string[] => text.match(/[\w+/:-]{16,}/gu) ?? [];
  const signalling = await startSignalling({
    onClient: ({ id, token }) => seen.push({ id, words: [id, token] }),
    onMessage: ({ src, dst, payload }) => seen.push({ id: src, words: [src, dst ?? src, ...wordsIn(JSON.stringify(payload ?? ''))] }),
  });
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('firefox', { signalling });
  await firstRun(ana.page, 'Ana', PASSPHRASE);
  await firstRun(ben.page, 'Ben', PASSPHRASE);
  const meetIn = async (room: string): Promise<void> => {
    await createRoom(ana.page, room);
    await bringIn(ana.page, ben.page, 'Ben');
    await acceptAll(ana.page, 2);
    await say(ana.page, `Hello in ${room}`);
    await expect(message(ben.page, `Hello in ${room}`)).toBeVisible();
  };
  await meetIn('Work');
  const first = new Set(seen.map(({ id }) => id));
  for (const { page } of [ana, ben]) {
    await page
      .getByRole('button', { name: 'All rooms' })
      .or(page.getByRole('button', { name: 'Home' }))
      .first()
      .click();
  }
  await meetIn('Chess');

  const wordsOf = (isFirst: boolean): Set<string> =>
    new Set(seen.filter(({ id }) => first.has(id) === isFirst).flatMap(({ words }) => words));
  const [work, chess] = [wordsOf(true), wordsOf(false)];
  // Ids, tokens, connection ids, ICE passwords and certificates, each of them in every room.
  for (const words of [work, chess]) expect(words.size).toBeGreaterThan(10);
  const shared = [...work].filter((word) => chess.has(word));
  // What is left is the language of SDP, the same for everybody who has this browser.
  const sdp =
    /^(?:webrtc-datachannel|UDP\/DTLS\/SCTP|THIS_IS_SDPARTA-.*|fingerprint:sha-256|ice-options:.*|msid-semantic:.*|max-message-size:.*|extmap-allow-mixed|usernameFragment)$/u;
  expect(shared.filter((word) => !sdp.test(word))).toEqual([]);
  for (const name of ['Ana', 'Ben', 'Work', 'Chess']) expect(JSON.stringify(seen)).not.toContain(name);
  for (const each of [ana, ben]) await each.close();
  await signalling.stop();
});
