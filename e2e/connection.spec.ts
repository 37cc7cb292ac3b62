/**
 * Who chooses how they are connected: other servers, a test of them, relays only, and what the doctor says of links and servers.
 */
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';
import { acceptUnverified, firstRun, meet, message, say, unlock } from './support/steps.js';

const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];
const PASSPHRASE = 'correct horse battery';
const CONNECTED = 'Connected to 1 person';

function connection(page: Page): Locator {
  return page.getByRole('status', { name: 'Connection' });
}

async function openConnectionSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('button', { name: 'Connection', exact: true }).click();
  await expect(dialog.getByRole('heading', { name: 'Connection' })).toBeInViewport();
  return dialog;
}

function addressOf({ port }: { readonly port: number }): string {
  return `http://127.0.0.1:${port}/`;
}

async function useServer(page: Page, server: { readonly port: number }): Promise<void> {
  const dialog = await openConnectionSettings(page);
  await dialog.getByRole('textbox', { name: 'Meeting point 1' }).fill(addressOf(server));
  await dialog.getByRole('button', { name: 'Use these servers' }).click();
  await expect(dialog.getByText('In use now.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** An address of this machine that browsers gather candidates for, which they do not for loopback. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

/** STUN (RFC 8489) that tells everybody the same address, 198.51.100.7, as a router in between would have it. */
async function startStun(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (request, { address, port }) => {
    if (request.readUInt16BE(0) !== 0x0001) return;
    const answer = Buffer.alloc(32);
    answer.writeUInt16BE(0x0101, 0);
    answer.writeUInt16BE(12, 2);
    request.copy(answer, 4, 4, 20);
    // XOR-MAPPED-ADDRESS, IPv4.
    answer.writeUInt16BE(0x0020, 20);
    answer.writeUInt16BE(8, 22);
    answer.writeUInt16BE(0x0001, 24);
    answer.writeUInt16BE(port ^ 0x2112, 26);
    answer.writeUInt32BE((0xc6_33_64_07 ^ 0x21_12_a4_42) >>> 0, 28);
    socket.send(answer, port, address);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, ownAddress(), resolve);
  });
  return socket;
}

for (const browserName of BROWSERS) {
  test(`${browserName}: the doctor says how a link goes, a test tells servers that work from those that do not, and another server is met at, also after a reload`, async () => {
    test.setTimeout(180_000);
    const [first, second, dead] = [await startSignalling(), await startSignalling(), await startSignalling()];
    await dead.stop();
    const stun = await startStun();
    const [ana, ben] = [await newPerson(browserName, { signalling: first }), await newPerson(browserName, { signalling: first })];
    await firstRun(ana.page, 'Ana', PASSPHRASE);
    await firstRun(ben.page, 'Ben', PASSPHRASE);
    await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
    await acceptUnverified(ana.page);

    // Reached from the line that says how one is connected.
    await ana.page.getByRole('button', { name: 'Connection doctor' }).click();
    const doctor = ana.page.getByRole('dialog', { name: 'Connection doctor' });
    const link = doctor.getByRole('list', { name: 'Kitchen' }).getByRole('listitem').filter({ hasText: 'Ben' });
    await expect(link).toContainText('Direct');
    await expect(link).toContainText(/\d ms there and back/u);
    await expect(link).toContainText('Can see your IP address');
    const tested = doctor.getByRole('list', { name: 'Test of the servers' });
    await expect(tested.getByRole('listitem')).toContainText('Works: people can find each other there.', { timeout: 15_000 });
    await expect(doctor.getByText('No TURN server is set')).toBeVisible();
    await doctor.getByRole('button', { name: 'Settings' }).click();

    const settings = ana.page.getByRole('dialog', { name: 'Settings' });
    await expect(settings.getByText('1 person here can see your IP address.')).toBeVisible();
    const server = settings.getByRole('textbox', { name: 'Meeting point 1' });
    const lists = settings.getByRole('group', { name: 'STUN and TURN servers' });
    await lists.getByRole('button', { name: 'Add' }).click();
    await lists.getByRole('textbox', { name: 'STUN or TURN server 1' }).fill(`stun:${ownAddress()}:${stun.address().port}`);
    await settings.getByRole('group', { name: 'Meeting points' }).getByRole('button', { name: 'Add' }).click();
    await settings.getByRole('textbox', { name: 'Meeting point 2' }).fill(addressOf(dead));
    await settings.getByRole('button', { name: 'Test', exact: true }).click();
    const results = settings.getByRole('list', { name: 'Test of the servers' }).getByRole('listitem');
    await expect(results.nth(0)).toContainText('Works: people can find each other there.', { timeout: 15_000 });
    await expect(results.nth(1)).toContainText('Cannot be reached, or lets nobody in.', { timeout: 15_000 });
    await expect(results.nth(2)).toContainText('Works: it tells this browser how it is seen from outside.', { timeout: 15_000 });

    // What is no server is not used.
    await server.fill('nowhere/?');
    await settings.getByRole('button', { name: 'Use these servers' }).click();
    await expect(settings.getByRole('alert')).toHaveText('This is not the address of a meeting point. Write it as in the example above.');
    await ana.page.keyboard.press('Escape');
    await expect(settings).toBeHidden();
    await expect(connection(ana.page)).toHaveText(CONNECTED);

    await useServer(ana.page, second);
    await useServer(ben.page, second);
    await first.stop();
    for (const { page } of [ana, ben]) await expect(connection(page)).toHaveText(CONNECTED, { timeout: 30_000 });
    await say(ana.page, 'here now');
    await expect(message(ben.page, 'here now')).toBeVisible({ timeout: 15_000 });

    for (const { page } of [ana, ben]) {
      await page.reload();
      await unlock(page, PASSPHRASE);
      await page.getByRole('button', { name: /Kitchen/u }).click();
    }
    for (const { page } of [ana, ben]) await expect(connection(page)).toHaveText(CONNECTED, { timeout: 30_000 });
    await say(ana.page, 'still here');
    await expect(message(ben.page, 'still here')).toBeVisible({ timeout: 15_000 });
    expect([...ana.foreignRequests, ...ben.foreignRequests]).toEqual([]);
    for (const person of [ana, ben]) await person.close();
    stun.close();
    await second.stop();
  });

  test(`${browserName}: turning on relays only closes the direct link, and says that nobody can be reached without a relay`, async () => {
    test.setTimeout(120_000);
    const signalling = await startSignalling();
    const [ana, ben] = [await newPerson(browserName, { signalling }), await newPerson(browserName, { signalling })];
    await firstRun(ana.page, 'Ana', PASSPHRASE);
    await firstRun(ben.page, 'Ben', PASSPHRASE);
    await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
    await acceptUnverified(ana.page);

    const settings = await openConnectionSettings(ana.page);
    await expect(settings.getByText('1 person here can see your IP address.')).toBeVisible();
    await settings.getByRole('checkbox', { name: 'Relays only' }).click();
    await expect(settings.getByRole('checkbox', { name: 'Relays only' })).toBeChecked();
    await expect(settings.getByText('Nobody here can see your IP address now.')).toBeVisible();
    await expect(settings.getByText('no TURN server is set: nobody can be reached')).toBeVisible();
    await ana.page.keyboard.press('Escape');
    await expect(connection(ana.page)).toHaveText('Only relays are allowed, and no TURN server is set: nobody can be reached');
    await expect(connection(ben.page)).not.toHaveText(CONNECTED, { timeout: 15_000 });

    // Nor is there a link after all the tries of either side, and after a reload.
    await ana.page.reload();
    await unlock(ana.page, PASSPHRASE);
    await ana.page.getByRole('button', { name: /Kitchen/u }).click();
    await expect(connection(ana.page)).toHaveText('Only relays are allowed, and no TURN server is set: nobody can be reached');
    await say(ana.page, 'out there?');
    await expect(message(ana.page, 'out there?')).toContainText('Waiting');
    await expect(connection(ben.page)).not.toHaveText(CONNECTED);

    const again = await openConnectionSettings(ana.page);
    await again.getByRole('checkbox', { name: 'Relays only' }).click();
    await expect(again.getByRole('checkbox', { name: 'Relays only' })).not.toBeChecked();
    await ana.page.keyboard.press('Escape');
    await expect(message(ben.page, 'out there?')).toBeVisible({ timeout: 45_000 });
    expect([...ana.foreignRequests, ...ben.foreignRequests]).toEqual([]);
    for (const person of [ana, ben]) await person.close();
    await signalling.stop();
  });
}

test('firefox: a page that names a server which the browser would not take says so at the start, and does not leave everybody unreachable', async () => {
  const config = { signalling: [{ host: '127.0.0.1', port: 1 }], iceServers: [{ urls: 'stun:127.0.0.1:9' }] };
  const ana = await newPerson('firefox', { config });
  await expect(ana.page.getByText('The settings in this page are not valid.')).toBeVisible();
  await ana.close();
});
