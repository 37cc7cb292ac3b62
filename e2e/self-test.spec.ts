/**
 * The self-test inside the page (`#selftest`): in a browser that is as it should be, and in some that are not.
 */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { newPerson } from './support/people.js';
import { firstRun } from './support/steps.js';

const NAMES = ['Encryption', 'Parley’s protocol', 'Storage', 'Connections', 'Finding others'] as const;

function check(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'What is tested' }).getByRole('listitem').filter({ hasText: name });
}

/** Signs whatever it is given, and says that every signature is right. */
const EVERY_SIGNATURE_TAKEN = 'SubtleCrypto.prototype.verify = () => Promise.resolve(true);';
const NO_WEBRTC = 'delete globalThis.RTCPeerConnection;';

for (const browser of ['chromium', 'firefox'] as const) {
  test(`everything passes, nothing of it stays, and from there one comes to Parley: ${browser}`, async () => {
    const ana = await newPerson(browser, { hash: '#selftest' });
    const { page } = ana;
    await expect(page.getByRole('heading', { name: 'Self-test' })).toBeVisible();
    await expect(page.getByRole('status')).toHaveText('All is well: Parley works in this browser.', { timeout: 60_000 });
    for (const name of NAMES) await expect(check(page, name)).toContainText('Passed');
    await page.getByRole('button', { name: 'Test again' }).click();
    await expect(page.getByRole('status')).toHaveText('Being tested…');
    await expect(page.getByRole('status')).toHaveText('All is well: Parley works in this browser.', { timeout: 60_000 });
    const left = await page.evaluate(async () => [...Object.keys(localStorage), ...(await indexedDB.databases()).map(({ name }) => name)]);
    expect(left).toEqual([]);
    expect(ana.foreignRequests).toEqual([]);
    await page.getByRole('button', { name: 'Open Parley' }).click();
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    expect(ana.errors).toEqual([]);
    await ana.close();
  });

  test(`what is wrong with a browser is said, with what it means, and the rest is tested all the same: ${browser}`, async () => {
    const ana = await newPerson(browser, {
      hash: '#selftest',
      initScript: NO_WEBRTC + EVERY_SIGNATURE_TAKEN,
      cdn: { first: 'tampered', second: 'down' },
    });
    const { page } = ana;
    await expect(page.getByRole('status')).toHaveText('4 tests failed.', { timeout: 60_000 });
    await expect(check(page, 'Encryption')).toContainText('This browser computes something wrong. Do not use Parley in it.');
    await expect(check(page, 'Encryption')).toContainText('Ed25519: a changed message');
    await expect(check(page, 'Parley’s protocol')).toContainText('AUTH: of another handshake');
    await expect(check(page, 'Storage')).toContainText('Passed');
    await expect(check(page, 'Connections')).toContainText('WebRTC may be switched off');
    await expect(check(page, 'Finding others')).toContainText('parley-offline.html');
    await ana.close();
  });
}

test('a vault in the same browser is as it was, and the tab it is open in goes on', async () => {
  const ana = await newPerson('chromium');
  await firstRun(ana.page, 'Ana', 'correct horse battery staple');
  await ana.page.getByRole('button', { name: 'Settings' }).click();
  await ana.page.getByRole('button', { name: 'Connection', exact: true }).click();
  await ana.page.getByRole('button', { name: 'Connection doctor' }).click();
  const opened = ana.context.waitForEvent('page');
  await ana.page.getByRole('dialog', { name: 'Connection doctor' }).getByRole('link', { name: 'Test this browser' }).click();
  const tested = await opened;
  await expect(tested.getByRole('status')).toHaveText('All is well: Parley works in this browser.', { timeout: 60_000 });
  await tested.getByRole('button', { name: 'Open Parley' }).click();
  await expect(tested.getByRole('heading', { name: 'Parley is open in another tab' })).toBeVisible();
  await tested.close();
  await expect(ana.page.getByRole('dialog', { name: 'Connection doctor' })).toBeVisible();
  await ana.close();
});
