/**
 * What happens to the stores under an open vault while people talk: they fill up, another tab takes them over, an old copy of them is put back.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { LocalPeerServer, Person } from './support/people.js';
import { acceptAll, firstRun, meet, unlock } from './support/steps.js';
import { markedText, readTranscript, sayAll, watchTranscript } from './support/talk.js';

const PASSPHRASE = 'correct horse battery';
/** Two cores, and browsers that start. */
const PATIENTLY = { timeout: 30_000 };
/** Six of these are more than waits to be written out, and make two segments. */
const LONG = 11_000;
/** Room for the first of these two segments, and not for both. */
const FREE_UNITS = 33_000;
const FULL = /will not store more/iu;

function texts(name: string, count: number, padding = 0): readonly string[] {
  return Array.from({ length: count }, (_, i) => markedText(`${name}-${i}`, padding));
}

/** Ana, whose stores this is about, in a browser of her own; and Ben, who is always there. Both are in the room and may write. */
async function meetInKitchen(browser: 'chromium' | 'firefox', signalling: LocalPeerServer): Promise<readonly [Person, Person]> {
  const ana = await newPerson(browser, { signalling, isPersistent: true });
  const ben = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', PASSPHRASE);
  await firstRun(ben.page, 'Ben', PASSPHRASE);
  await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
  for (const { page } of [ana, ben]) await acceptAll(page, 2);
  return [ana, ben];
}

async function enter(page: Page): Promise<void> {
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: /Kitchen/u }).click();
  await expect(page.getByRole('textbox', { name: 'Message', disabled: false })).toBeVisible(PATIENTLY);
}

/** The page shows these marks, each once, and nothing else. */
async function expectMarks(page: Page, marks: Iterable<string>): Promise<void> {
  const wanted = [...marks].sort();
  await expect(async () => expect((await readTranscript(page)).map(({ mark }) => mark).sort()).toEqual(wanted)).toPass(PATIENTLY);
}

function marksIn(...lists: readonly (readonly string[])[]): readonly string[] {
  return lists.flat().map((text) => /^\[([\w-]+)\]/u.exec(text)?.[1] ?? text);
}

async function expectConnected(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText('Connected to', PATIENTLY);
}

/** All of one's own messages have arrived. */
async function expectDelivered(page: Page): Promise<void> {
  await expect(page.getByRole('article').filter({ hasText: 'Waiting' })).toHaveCount(0, PATIENTLY);
}

async function expectNoFork(...people: readonly Person[]): Promise<void> {
  for (const { page } of people) await expect(page.getByText(/contradict|identity changed/iu)).toHaveCount(0);
}

/** Fills localStorage with keys of somebody else, until `free` units are left. */
function fillStorage(page: Page, free: number): Promise<void> {
  return page.evaluate((kept) => {
    localStorage.setItem('others/kept', '-'.repeat(kept));
    for (let size = 1 << 20, i = 0; size >= 1; i++) {
      try {
        localStorage.setItem(`others/${i}`, '-'.repeat(size));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        size /= 2;
      }
    }
    localStorage.removeItem('others/kept');
  }, free);
}

function freeStorage(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith('others/'))) localStorage.removeItem(key);
  });
}

/** How many pieces of history localStorage holds. */
function countSegments(page: Page): Promise<number> {
  return page.evaluate(() => Object.keys(localStorage).filter((key) => /^parley\/[^/]+\/s\//u.test(key)).length);
}

for (const browser of ['chromium', 'firefox'] as const) {
  test(`localStorage that fills up in mid-write: people are told, talk goes on, and nothing is lost, not even by a kill: ${browser}`, async () => {
    test.setTimeout(240_000);
    const signalling = await startSignalling();
    const [ana, ben] = await meetInKitchen(browser, signalling);
    const first = [...texts('first-a', 6, LONG), ...texts('first-b', 6, LONG)];
    await fillStorage(ana.page, FREE_UNITS);
    const segmentsBefore = await countSegments(ana.page);
    await sayAll(ana.page, first.slice(0, 6), 0);
    await sayAll(ben.page, first.slice(6), 0);
    await expect(ana.page.getByRole('alert').filter({ hasText: FULL })).toBeVisible(PATIENTLY);
    for (const { page } of [ana, ben]) {
      await expectMarks(page, marksIn(first));
      await expectDelivered(page);
    }
    expect(await countSegments(ana.page)).toBeGreaterThan(segmentsBefore);

    // Opened again while it is still full.
    await ana.page.reload();
    await enter(ana.page);
    await expectMarks(ana.page, marksIn(first));
    await expectConnected(ana.page);
    const second = [...texts('second-a', 3), ...texts('second-b', 3)];
    await sayAll(ana.page, second.slice(0, 3), 0);
    await sayAll(ben.page, second.slice(3), 0);
    for (const { page } of [ana, ben]) {
      await expectMarks(page, marksIn(first, second));
      await expectDelivered(page);
    }
    await expect(ana.page.getByRole('alert').filter({ hasText: FULL })).toBeVisible(PATIENTLY);
    await ana.kill();
    await ana.reopen();
    // What was written to localStorage last need not have come to the disk.
    await freeStorage(ana.page);
    await fillStorage(ana.page, 0);
    await enter(ana.page);
    await expectMarks(ana.page, marksIn(first, second));
    await expect(ana.page.getByRole('alert').filter({ hasText: FULL })).toBeVisible(PATIENTLY);

    const segmentsWhileFull = await countSegments(ana.page);
    // Freed once it is open again: a browser that closes need not bring to the disk what was removed from localStorage last, either.
    await ana.reopen();
    await freeStorage(ana.page);
    await enter(ana.page);
    await expectMarks(ana.page, marksIn(first, second));
    await expect.poll(() => countSegments(ana.page), PATIENTLY).toBeGreaterThan(segmentsWhileFull);
    await expectConnected(ana.page);
    await expect(ana.page.getByRole('alert')).toHaveCount(0);
    await expectNoFork(ana, ben);
    for (const each of [ana, ben]) await each.close();
    await signalling.stop();
  });

  test(`two tabs: the second says so, and takes over and gives back while messages flow; each is there once: ${browser}`, async () => {
    test.setTimeout(240_000);
    const signalling = await startSignalling();
    const [ana, ben] = await meetInKitchen(browser, signalling);
    const shown = new Set<string>();
    const fromBen = texts('ben', 60);
    const flow = sayAll(ben.page, fromBen, 250);
    await watchTranscript(ana.context, ana.page, (mark) => shown.add(mark));
    const tabs = [ana.page, await ana.openTab()] as const;
    for (const turn of [0, 1, 2, 3, 4, 5]) {
      const [from, to] = turn % 2 === 0 ? tabs : ([tabs[1], tabs[0]] as const);
      await to.bringToFront();
      await expect(to.getByRole('heading', { name: 'Parley is open in another tab' })).toBeVisible(PATIENTLY);
      // Some of these come too late, and are then not shown by anybody.
      const late = sayAll(from, texts(`turn-${turn}`, 20), 20);
      await to.getByRole('button', { name: 'Use Parley here' }).click();
      await enter(to);
      await late;
      await expect(from.getByRole('heading', { name: 'Parley is open in another tab' })).toBeVisible();
      await watchTranscript(ana.context, to, (mark) => shown.add(mark));
      const settled = texts(`settled-${turn}`, 2);
      await sayAll(to, settled, 0);
      for (const mark of marksIn(settled)) await expect(to.getByRole('article').filter({ hasText: `[${mark}]` })).toBeVisible();
    }
    await flow;
    await expectConnected(ana.page);
    await expectDelivered(ana.page);
    await expectDelivered(ben.page);
    const there = (await readTranscript(ben.page)).map(({ mark }) => mark);
    expect(there).toEqual([...new Set(there)]);
    expect(marksIn(fromBen).filter((mark) => !there.includes(mark))).toEqual([]);
    expect([...shown].filter((mark) => !there.includes(mark))).toEqual([]);
    await expectMarks(ana.page, there);
    await ana.reopen();
    await enter(ana.page);
    await expectMarks(ana.page, there);
    await expectNoFork(ana, ben);
    await expect(ana.page.getByRole('alert')).toHaveCount(0);
    for (const each of [ana, ben]) await each.close();
    await signalling.stop();
  });

  test(`an old copy of the profile that is put back: what was said since comes back from the other, and nobody is called forked: ${browser}`, async () => {
    test.setTimeout(240_000);
    const signalling = await startSignalling();
    const [ana, ben] = await meetInKitchen(browser, signalling);
    const rounds = ['before', 'since', 'after'].map((when) => ({ fromAna: texts(`${when}-a`, 4), fromBen: texts(`${when}-b`, 4) }));
    const said: string[] = [];
    const talkTogether = async ({ fromAna, fromBen }: (typeof rounds)[number]): Promise<void> => {
      await expectConnected(ana.page);
      await sayAll(ana.page, fromAna, 20);
      await sayAll(ben.page, fromBen, 20);
      said.push(...marksIn(fromAna, fromBen));
      for (const { page } of [ana, ben]) {
        await expectMarks(page, said);
        await expectDelivered(page);
      }
    };
    const [before, since, after] = rounds as [(typeof rounds)[number], (typeof rounds)[number], (typeof rounds)[number]];
    await talkTogether(before);
    await ana.close();
    ana.keepProfile();
    await ana.reopen();
    await enter(ana.page);
    await talkTogether(since);
    await ana.close();

    ana.putBackProfile();
    await ana.reopen();
    await enter(ana.page);
    await expectMarks(ana.page, said);
    await talkTogether(after);
    await expectNoFork(ana, ben);
    await ana.reopen();
    await enter(ana.page);
    await expectMarks(ana.page, said);
    await expectConnected(ana.page);
    await expectNoFork(ana, ben);
    await expect(ana.page.getByRole('alert')).toHaveCount(0);
    for (const each of [ana, ben]) await each.close();
    await signalling.stop();
  });
}
