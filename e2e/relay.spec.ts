/**
 * Who only wants to be reached through relays, with a real TURN server (npm `node-turn`): the link goes over it, what is said arrives, the doctor and the
 * settings say so, and that nobody sees one's address; a login that the server refuses is told apart.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { loopbackConfig, newPerson, startSignalling } from './support/people.js';
import type { BrowserName } from './support/people.js';
import { acceptUnverified, firstRun, meet, message, say } from './support/steps.js';

/** An address of this machine that browsers reach relays at, which they do not for loopback. */
function relayAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

/** Each its own, since the server cannot take a port that happens to be free. */
const PORTS = { chromium: 34_781, firefox: 34_782 } as const;

const LOGIN = { username: 'parley', credential: 'over the relay' };

/** A TURN server in a process of its own, since it throws at what comes after its end. Clients ask again until it is there. */
function startTurn(address: string, port: number): ChildProcess {
  const options = {
    authMech: 'long-term',
    credentials: { [LOGIN.username]: LOGIN.credential },
    listeningPort: port,
    listeningIps: [address],
    relayIps: [address],
    debugLevel: 'ERROR',
  };
  const script = `new (require('node-turn'))(${JSON.stringify(options)}).start()`;
  return spawn(process.execPath, ['-e', script], { cwd: dirname(import.meta.dirname), stdio: 'inherit' });
}

for (const browserName of ['chromium', 'firefox'] as const satisfies readonly BrowserName[]) {
  test(`two people who allow only relays meet over one, and see nobody's address: ${browserName}`, async () => {
    const signalling = await startSignalling();
    const address = relayAddress();
    const turn = startTurn(address, PORTS[browserName]);
    const iceServers = [{ urls: `turn:${address}:${PORTS[browserName]}`, ...LOGIN }];
    const config = { ...loopbackConfig(signalling.port), iceServers, relayOnly: true };
    const ana = await newPerson(browserName, { config });
    const ben = await newPerson('chromium', { config });
    await firstRun(ana.page, 'Ana', '');
    await firstRun(ben.page, 'Ben', '');
    await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
    await acceptUnverified(ana.page);
    await say(ana.page, 'by way of the relay');
    await expect(message(ben.page, 'by way of the relay')).toBeVisible();
    await say(ben.page, 'and back');
    await expect(message(ana.page, 'and back')).toBeVisible();

    for (const [{ page }, other] of [
      [ana, 'Ben'],
      [ben, 'Ana'],
    ] as const) {
      await page.getByRole('button', { name: 'Connection doctor' }).click();
      const doctor = page.getByRole('dialog', { name: 'Connection doctor' });
      const link = doctor.getByRole('list', { name: 'Kitchen' }).getByRole('listitem').filter({ hasText: other });
      await expect(link).toContainText('Through a relay');
      await expect(link).toContainText(/\d ms there and back/u);
      await expect(link).toContainText('Cannot see your IP address');
      await expect(doctor.getByText('Works: it relays.')).toBeVisible({ timeout: 15_000 });
    }

    // Whoever mistypes the password learns of it before they rely on the relay.
    await ana.page.getByRole('dialog', { name: 'Connection doctor' }).getByRole('button', { name: 'Settings' }).click();
    const settings = ana.page.getByRole('dialog', { name: 'Settings' });
    await expect(settings.getByText('Nobody here can see your IP address now.')).toBeVisible();
    await settings.getByLabel('Password', { exact: true }).fill('of another');
    await settings.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(settings.getByText(/Refuses the user name or the password|No relay came of it/u)).toBeVisible({ timeout: 20_000 });
    expect([...ana.errors, ...ben.errors, ...ana.foreignRequests, ...ben.foreignRequests]).toEqual([]);
    for (const person of [ana, ben]) await person.close();
    turn.kill();
    await signalling.stop();
  });
}
