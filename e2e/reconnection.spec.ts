/**
 * What a signalling server sees when it goes and comes back while a room is linked: no storm of tries, and no dials to those who are linked anyway.
 */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { Person } from './support/people.js';
import { acceptAll, bringIn, createRoom, firstRun, message, say } from './support/steps.js';

const PASSPHRASE = 'correct horse battery';
const NAMES = ['Ana', 'Ben', 'Cleo', 'Dora', 'Emil'];
const OUTAGE_MS = 20_000;
const AFTER_MS = 15_000;

/** A try to reach the server: for which id, and when, in milliseconds. */
interface Try {
  readonly id: string;
  readonly at: number;
}

/** Stands in for a server that answers nobody, for so long; who tried to reach it. */
async function triesDuring(ms: number, port: number): Promise<readonly Try[]> {
  const tries: Try[] = [];
  const take = (socket: Socket): void => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      const id = /[?&]id=(\w+)/u.exec(bytes.toString('latin1'))?.[1];
      if (id !== undefined) tries.push({ id, at: performance.now() });
      socket.destroy();
    });
  };
  const server = createServer(take);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return tries;
}

test('a server that goes for a while meets no storm: tries come spread and ever more seldom, and who is linked is not dialled again', async () => {
  test.setTimeout(180_000);
  const claims: string[] = [];
  const signalling = await startSignalling({ onClient: ({ id }) => claims.push(id) });
  const people: Person[] = [];
  for (const [i, name] of NAMES.entries()) {
    const person = await newPerson('chromium', { signalling });
    await firstRun(person.page, name, PASSPHRASE);
    const host = people[i - 1];
    if (host === undefined) await createRoom(person.page, 'Assembly');
    else await bringIn(host.page, person.page, name);
    people.push(person);
  }
  for (const { page } of people) await acceptAll(page, NAMES.length);
  const ids = new Set(claims);

  await signalling.stop();
  const tries = await triesDuring(OUTAGE_MS, signalling.port);
  const byId = new Map<string, number[]>();
  for (const { id, at } of tries) byId.set(id, [...(byId.get(id) ?? []), at]);
  // Everybody's own id, and the lobby of whoever holds it.
  expect(byId.size).toBe(NAMES.length + 1);
  expect([...byId.keys()].filter((id) => !ids.has(id))).toEqual([]);
  const firsts = [...byId.values()].map(([first = 0]) => first);
  expect(Math.max(...firsts) - Math.min(...firsts)).toBeGreaterThan(200);
  for (const times of byId.values()) {
    // A second, then twice as long each time, half more or less.
    expect(times.length).toBeLessThanOrEqual(6);
    for (const wait of times.slice(1).map((at, i) => at - (times[i] ?? 0))) expect(wait).toBeGreaterThan(450);
  }

  const offersBefore = signalling.messages['OFFER'] ?? 0;
  claims.length = 0;
  await signalling.start();
  await expect(async () => expect(new Set(claims).size).toBe(NAMES.length + 1)).toPass({ timeout: 60_000 });
  const [ana] = people as [Person, ...Person[]];
  await say(ana.page, 'Still here');
  for (const { page } of people) await expect(message(page, 'Still here')).toBeVisible();
  await new Promise((resolve) => {
    setTimeout(resolve, AFTER_MS);
  });
  const offers = (signalling.messages['OFFER'] ?? 0) - offersBefore;
  test.info().annotations.push({ type: 'measured', description: `${tries.length} tries, ${claims.length} claims, ${offers} offers` });
  console.log(`${NAMES.length} people: ${tries.length} tries in ${OUTAGE_MS / 1000} s, then ${claims.length} claims and ${offers} dials`);
  expect(claims.length).toBeLessThanOrEqual(2 * (NAMES.length + 1));
  expect(offers).toBe(0);
  for (const person of people) await person.close();
  await signalling.stop();
});
