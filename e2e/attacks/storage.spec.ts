/**
 * Whoever has the passphrase has everything, with no code of Parley's: the kit opens what the real page has stored, and a backup that it made, from docs/VAULT.md and
 * docs/BACKUP.md alone.
 */
import { expect, test } from '@playwright/test';
import { wantedBrowsers } from '../../scripts/browsers.mjs';
import { createRoom, firstRun, say } from '../support/steps.js';
import { KEEPS_FILES } from '../support/handed-out.js';
import { newPerson, startSignalling } from '../support/people.js';
import { readBackup } from './kit/backup.js';
import { Reader, hex } from './kit/bytes.js';
import { isProved, readItem, readPayload } from './kit/entries.js';
import type { Entry } from './kit/entries.js';
import { openStorage } from './kit/vault.js';

const PASSPHRASE = 'four words for the ﬁle';
const SAID = ['First words', 'Grüße 🍳', 'Last words'];

/** The texts of these items, each of which is signed. */
function textsOf(items: readonly Uint8Array[]): readonly string[] {
  const entries: readonly Entry[] = items.map((item) => readItem(new Reader(item)));
  for (const entry of entries) expect(isProved(entry, entries)).toBe(true);
  return entries.map((entry) => readPayload(entry)['text']).filter((text) => typeof text === 'string');
}

test('the kit opens what the page has stored, and a backup that it made, with the passphrases alone', async () => {
  const [browser = 'chromium'] = wantedBrowsers();
  const signalling = await startSignalling();
  const ana = await newPerson(browser, { signalling, initScript: KEEPS_FILES });
  const { page } = ana;
  await firstRun(page, 'Zoë', PASSPHRASE);
  await createRoom(page, 'Kitchen');
  for (const text of SAID) await say(page, text);

  // Written out some seconds after the last change.
  const stored = async (): Promise<ReadonlyMap<string, string>> => new Map(await page.evaluate(() => Object.entries(localStorage)));
  const roomOf = (names: Iterable<string>): string => [...names].find((name) => name.startsWith('room/'))?.slice(5) ?? '';
  await expect
    .poll(
      async () => {
        const entries = await stored();
        if (![...entries.keys()].some((key) => key.startsWith('parley/default/s/'))) return [];
        const opened = openStorage(entries, PASSPHRASE);
        return textsOf(opened.history(`history/${roomOf(opened.records.keys())}`));
      },
      { timeout: 40_000, intervals: [1_000] },
    )
    .toEqual(SAID);
  const { records } = openStorage(await stored(), PASSPHRASE);
  expect(records.get('me')).toMatchObject({ name: 'Zoë' });
  expect(records.get(`room/${roomOf(records.keys())}`)).toMatchObject({ label: 'Kitchen', inviter: null });
  expect(() => openStorage(new Map([['parley/default/vault', '{}']]), PASSPHRASE)).toThrow();
  const entries = await stored();
  expect(() => openStorage(entries, `${PASSPHRASE}!`)).toThrow();

  await page.getByRole('button', { name: 'Storage and backup' }).click();
  const dialog = page.getByRole('dialog', { name: 'Storage and backup' });
  await dialog.getByRole('button', { name: 'Back up everything', exact: true }).click();
  await dialog.getByLabel('Passphrase for the file').fill(`${PASSPHRASE} of the backup`);
  await dialog.getByLabel('The same passphrase again').fill(`${PASSPHRASE} of the backup`);
  await dialog.getByRole('button', { name: 'Make the backup', exact: true }).click();
  await expect(dialog.getByText(/^Made: parley-/u)).toBeVisible({ timeout: 30_000 });
  const file = await page.evaluate(async () => {
    const { handedOut } = globalThis as unknown as { readonly handedOut: Blob };
    return new Uint8Array(await handedOut.arrayBuffer()).toBase64();
  });
  const { made, parts } = readBackup(new Uint8Array(Buffer.from(file, 'base64')), `${PASSPHRASE} of the backup`);
  expect(Math.abs(Date.now() - made)).toBeLessThan(600_000);
  expect(parts[0]).toMatchObject({ name: 'me', value: { name: 'Zoë' } });
  const items = parts.flatMap((part) => ('items' in part ? part.items : []));
  expect(textsOf(items)).toEqual(SAID);
  const rid = hex(readItem(new Reader(items[0] ?? new Uint8Array())).rid);
  expect(parts.map(({ name }) => name)).toContain(`room/${rid}`);
  await ana.close();
  await signalling.stop();
});
