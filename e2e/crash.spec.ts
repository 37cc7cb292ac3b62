/**
 * `kill -9` at any moment loses nothing that was acknowledged and shows nobody a fork (DESIGN section 5): two people talk, and the browser of one of them is
 * killed, again and again, `PARLEY_CRASHES` times, at moments drawn from `PARLEY_CRASH_SEED`.
 *
 * After each kill the page is opened while no server is there, so that what it shows is what the disk held; only then can the other one bring anything.
 * Acknowledged is: what the killed page itself had shown; what the other one shows of the killed one's messages, since nothing is sent before it is
 * durable; and what the other one is told was delivered.
 */
import { expect, test } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName, LocalPeerServer, Person } from './support/people.js';
import { seededRandom } from './support/seeded-random.js';
import type { SeededRandom } from './support/seeded-random.js';
import { acceptAll, firstRun, meet, person, unlock } from './support/steps.js';
import { markedText, readTranscript, sayAll, watchTranscript } from './support/talk.js';

const PASSPHRASE = 'correct horse battery';
const CRASHES = Number(process.env['PARLEY_CRASHES'] ?? 10);
const SEED = Number(process.env['PARLEY_CRASH_SEED'] ?? Date.now() % 1_000_000);
/** So many times one and the same is killed; then two others begin, since all that was ever said is read again after each kill. */
const KILLS_OF_ONE = 20;
/** Two cores, and browsers that start. */
const PATIENTLY = { timeout: 30_000 };
/** So many tenths of a second are longer than a write-out is ever put off. */
const LATE_ROUNDS = 80;
/** Six of these are more than waits to be written out. */
const LONG = 11_000;

/**
 * Stops the page dead after as many writes to localStorage as `haltAfter` says, which is said on the console, so that the kill comes right there: between
 * two pieces of a write-out, in its IndexedDB transaction.
 */
const HALTING = `{
  const setItem = Storage.prototype.setItem;
  globalThis.haltAfter = 0;
  Storage.prototype.setItem = function (...args) {
    setItem.apply(this, args);
    if (globalThis.haltAfter === 0 || --globalThis.haltAfter > 0) return;
    console.log('halted');
    const until = performance.now() + 10_000;
    while (performance.now() < until);
  };
}`;

/** The kinds of moments; the first kills of a run have one of each. */
const MOMENTS = ['in talk', 'after sending', 'in write-out', 'in late write-out', 'after unlocking'] as const;

/** One of the two. */
interface Side {
  readonly name: string;
  readonly person: Person;
  /** How many messages were put into the box so far; each has its number in its mark. */
  count: number;
  /** Marks of all that this page has ever shown. */
  readonly shown: Set<string>;
}

function sideOf(name: string, who: Person): Side {
  return { name, person: who, count: 0, shown: new Set() };
}

function nextTexts(side: Side, count: number, padding = 0): readonly string[] {
  return Array.from({ length: count }, () => markedText(`${side.name}-${side.count++}`, padding));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Talks from a page that is killed meanwhile. */
async function talkUntilKilled(side: Side, texts: readonly string[], pauseMs: number): Promise<void> {
  await Promise.allSettled([sayAll(side.person.page, texts, pauseMs)]);
}

async function enter(side: Side): Promise<void> {
  const { page, context } = side.person;
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: /Kitchen/u }).click();
  await expect(page.getByRole('textbox', { name: 'Message', disabled: false })).toBeVisible(PATIENTLY);
  await watchTranscript(context, page, (mark) => side.shown.add(mark));
}

/** Kills right after so many writes to localStorage. `more` is done again and again until it has come to that. */
async function killInWriteOut({ person: victim }: Side, writes: number, more: (round: number) => Promise<void>): Promise<void> {
  const halted = new Promise<true>((resolve) => {
    victim.context.on('console', (message) => {
      if (message.text() === 'halted') resolve(true);
    });
  });
  await victim.page.evaluate((count) => Object.assign(globalThis, { haltAfter: count }), writes);
  for (let round = 1; (await Promise.race([halted, more(round)])) !== true; round++);
  await victim.kill();
}

/** Kills in a moment of this kind, while messages flow. */
async function killAt(moment: (typeof MOMENTS)[number], victim: Side, other: Side, random: SeededRandom): Promise<void> {
  const flow = [sayAll(other.person.page, nextTexts(other, random.integer(5, 15)), random.integer(0, 60))];
  switch (moment) {
    case 'in talk':
      flow.push(talkUntilKilled(victim, nextTexts(victim, 30), random.integer(0, 60)));
      await sleep(random.integer(0, 1_000));
      await victim.person.kill();
      break;
    case 'after sending':
      await talkUntilKilled(victim, nextTexts(victim, random.integer(1, 6)), 0);
      await sleep(random.integer(0, 40));
      await victim.person.kill();
      break;
    case 'in write-out':
      await killInWriteOut(victim, random.integer(1, 5), () => talkUntilKilled(victim, nextTexts(victim, 3, LONG), 20));
      break;
    case 'in late write-out':
      await talkUntilKilled(victim, nextTexts(victim, 3), 10);
      await killInWriteOut(victim, random.integer(1, 3), async (round) => {
        await sleep(100);
        // All may have been written out just before, and with fewer writes than that.
        if (round % LATE_ROUNDS === 0) await talkUntilKilled(victim, nextTexts(victim, 1), 0);
      });
      break;
    case 'after unlocking':
      await victim.person.kill();
      await victim.person.reopen();
      await Promise.all(flow);
      flow.push(sayAll(other.person.page, nextTexts(other, 20), 50));
      await unlock(victim.person.page, PASSPHRASE);
      await sleep(random.integer(0, 1_500));
      await victim.person.kill();
      break;
    default:
      throw new TypeError(`no such moment: ${String(moment)}`);
  }
  await Promise.all(flow);
}

/** What is shown, each once. */
async function marksOf(side: Side): Promise<ReadonlySet<string>> {
  const marks = (await readTranscript(side.person.page)).map(({ mark }) => mark);
  expect(marks.filter((mark, i) => marks.indexOf(mark) < i)).toEqual([]);
  return new Set(marks);
}

/** Opens the killed browser again with no server there, and looks whether all that was acknowledged is on its disk. */
async function expectNothingLost(victim: Side, other: Side, signalling: LocalPeerServer): Promise<void> {
  await victim.person.reopen();
  const seen = await readTranscript(other.person.page);
  const sent = seen.filter(({ mark }) => mark.startsWith(`${victim.name}-`)).map(({ mark }) => mark);
  const delivered = seen.filter(({ step }) => /delivered|read/iu.test(step)).map(({ mark }) => mark);
  await signalling.stop();
  await enter(victim);
  const kept = await marksOf(victim);
  const missing = (marks: Iterable<string>): readonly string[] => [...marks].filter((mark) => !kept.has(mark));
  expect({ shown: missing(victim.shown), sent: missing(sent), delivered: missing(delivered) }).toEqual({
    shown: [],
    sent: [],
    delivered: [],
  });
  await signalling.start();
}

/** Both find each other again, both can write, and what was written meanwhile has arrived. */
async function expectBothGoOn(sides: readonly [Side, Side]): Promise<void> {
  for (const { person: who } of sides) {
    const now = who.page.getByRole('button', { name: 'Try now' });
    const linked = who.page.getByRole('status', { name: 'Connection' }).filter({ hasText: 'Connected to' });
    await expect(now.or(linked).first()).toBeVisible(PATIENTLY);
    // As people do who will not wait; it may come back by itself just then.
    if (await now.isVisible()) await Promise.allSettled([now.click({ timeout: 500 })]);
  }
  for (const side of sides) await sayAll(side.person.page, nextTexts(side, 1), 0);
  const [one, another] = sides;
  for (const [side, to] of [
    [one, another],
    [another, one],
  ] as const) {
    const last = `[${side.name}-${side.count - 1}]`;
    for (const { person: who } of sides) await expect(who.page.getByRole('article').filter({ hasText: last })).toBeVisible(PATIENTLY);
    await expect(side.person.page.getByRole('article').filter({ hasText: last })).toContainText(/delivered|read/iu, PATIENTLY);
    const { page } = side.person;
    await expect(person(page, to.name)).toBeVisible();
    await expect(page.getByText(/contradict|identity changed/iu)).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await expect(async () => expect([...(await marksOf(one))].sort()).toEqual([...(await marksOf(another))].sort())).toPass(PATIENTLY);
}

/** Two who have never met talk, and the first is killed so many times. */
async function talkAndKill(browser: BrowserName, kills: number, random: SeededRandom): Promise<void> {
  const signalling = await startSignalling();
  const ana = sideOf('Ana', await newPerson(browser, { signalling, isPersistent: true, initScript: HALTING }));
  const ben = sideOf('Ben', await newPerson('chromium', { signalling }));
  const both = [ana, ben] as const;
  for (const side of both) await firstRun(side.person.page, side.name, PASSPHRASE);
  const [host, guest] = random.pick([both, [ben, ana] as const]);
  await meet(host.person.page, host.name, guest.person.page, guest.name, 'Kitchen');
  for (const side of both) await acceptAll(side.person.page, 2);
  await watchTranscript(ana.person.context, ana.person.page, (mark) => ana.shown.add(mark));
  for (let kill = 0; kill < kills; kill++) {
    const moment = MOMENTS[kill] ?? random.pick(MOMENTS);
    await test.step(`kill ${kill}, ${moment}`, async () => {
      await killAt(moment, ana, ben, random);
      await sayAll(ben.person.page, nextTexts(ben, 2), 0);
      await expectNothingLost(ana, ben, signalling);
      await expectBothGoOn(both);
    });
  }
  for (const { person: who } of both) await who.close();
  await signalling.stop();
}

for (const browser of ['chromium', 'firefox'] as const satisfies readonly BrowserName[]) {
  test(`killed ${CRASHES} times in mid-talk, a browser loses nothing that was acknowledged, and nobody is called forked: ${browser}`, async () => {
    test.setTimeout(60_000 + CRASHES * 60_000);
    console.log(`PARLEY_CRASH_SEED=${SEED} PARLEY_CRASHES=${CRASHES}`);
    const random = seededRandom(SEED);
    for (let left = CRASHES; left > 0; left -= KILLS_OF_ONE) {
      await talkAndKill(browser, Math.min(left, KILLS_OF_ONE), random);
      console.log(`${Math.max(left - KILLS_OF_ONE, 0)} kills to go`);
    }
  });
}
