/**
 * What lies in a browser's storage, on its disk and within reach of scripts when Parley is locked: nothing that was said, no name, no key, in no form.
 * In Chromium also what JavaScript's heap holds half a minute later, as far as it is text: keys are bytes, which no snapshot shows.
 *
 * Every key that the page ever has in its hands is among what is looked for: a script before the page's own notes what WebCrypto is given and gives.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { encode } from 'base32768';
import { newPerson, startSignalling } from './support/people.js';
import type { Person } from './support/people.js';
import { filesBelow, readStores } from './support/page-stores.js';
import { walkGlobals } from './support/reachable.js';
import { KEYS_TOLD, noteKeys, secretsOfInvite } from './support/page-secrets.js';
import { findSecrets, formsOf, secretText } from './support/secret-forms.js';
import type { Secret } from './support/secret-forms.js';
import {
  acceptAll,
  admitUnverified,
  createRoom,
  firstRun,
  join as joinRoom,
  message,
  openVerify,
  person,
  readInvite,
  say,
  unlock,
} from './support/steps.js';

const NAMES = ['Anastasia Quill', 'Benedict Umbra'] as const;
const ROOM = 'Kitchenette of Zebras';
const PASSPHRASE = 'correct horse battery staple';
const SAID = ['The treasure lies under the old oak', 'Bring a spade at half past nine', 'Only the newest batch knows of this'] as const;

/** Puts each form of a secret into both stores, in a place of its own, as somebody would who was careless in just this way. */
async function plant(page: Page, secret: Secret): Promise<void> {
  const texts: [string, string][] = [['packed', encode(secret.bytes)]];
  const bytes: [string, string][] = [];
  for (const [form, spellings] of Object.entries(formsOf(secret)))
    for (const [i, spelling] of spellings.entries()) {
      if (typeof spelling === 'string') texts.push([`${form} ${i}`, spelling]);
      bytes.push([`${form} ${i}`, Buffer.from(spelling as string).toString('base64')]);
    }
  await page.evaluate(
    async ([plantedTexts, plantedBytes]) => {
      for (const [form, text] of plantedTexts) localStorage.setItem(`planted ${form}`, text);
      localStorage.setItem(plantedTexts[0]?.[1] ?? '', 'planted as a key');
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('planted', 1);
        request.addEventListener('error', () => reject(request.error as DOMException));
        request.addEventListener('upgradeneeded', () => {
          const store = (form: string): IDBObjectStore => request.result.createObjectStore(form);
          for (const [form, text] of plantedBytes) {
            const value = Uint8Array.fromBase64(text);
            store(form).add({ deep: [new Map([['here', { value: value.buffer }]])] }, 1);
            store(`${form}, key`).add(1, value);
          }
        });
        request.addEventListener('success', () => {
          request.result.close();
          resolve();
        });
      });
    },
    [texts, bytes] as const,
  );
}

const isOfVault = ({ where }: { readonly where: string }): boolean => where.startsWith('localStorage parley/');

/** How many items of localStorage the vault has written. */
const itemsWritten = async (page: Page): Promise<number> => (await readStores(page)).haystacks.filter(isOfVault).length;

/** What JavaScript holds as texts after everything was thrown away that nothing refers to. Of bytes it says nothing, and of longer texts the beginning. Chromium only. */
async function readHeapTexts({ page, context }: Person): Promise<readonly string[]> {
  const session = await context.newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings;
}

for (const browser of ['chromium', 'firefox'] as const) {
  test(`the searches find what is planted, in every form: ${browser}`, async () => {
    const ana = await newPerson(browser, { isPersistent: true });
    const secret = secretText(SAID[0]);
    await plant(ana.page, secret);
    const found = new Set(findSecrets((await readStores(ana.page)).haystacks, [secret]));
    const finding = (form: string, where: string): string => `${secret.name} (${form}) in ${where}`;
    const wanted = Object.entries(formsOf(secret)).flatMap(([form, spellings]) =>
      spellings.flatMap((spelling, i) => [
        finding(form, `database planted, store ${form} ${i}`),
        finding(form, `database planted, store ${form} ${i}, key`),
        ...(typeof spelling === 'string' ? [finding(form, `localStorage planted ${form} ${i}`)] : []),
      ]),
    );
    const packed = ['localStorage planted packed, unpacked', 'the keys of localStorage, unpacked'].map((where) => finding('bytes', where));
    expect([...wanted, ...packed].filter((each) => !found.has(each))).toEqual([]);

    await ana.page.evaluate(async (text) => {
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
      const bytes = new TextEncoder().encode(text);
      Object.assign(Object.getPrototypeOf(document.body) as object, { [Symbol('hidden')]: new Map([[{}, new Set([[bytes.buffer]])]]) });
      const element = document.body.appendChild(document.createElement('p'));
      element.attachShadow({ mode: 'open' }).append(text);
      Object.assign(element, { keys: [key] });
    }, SAID[0]);
    const { findings } = await walkGlobals(ana.page, [SAID[0]]);
    for (const path of [/Symbol\(hidden\).*\(bytes\)$/u, /shadowRoot/u, /\.keys\..*is a CryptoKey$/u])
      expect(findings.filter((each) => path.test(each)).length).toBeGreaterThan(0);

    await ana.close();
    writeFileSync(join(ana.profile, 'planted'), `x${Buffer.from(SAID[1]).toString('base64')}`);
    expect(findSecrets(filesBelow(ana.profile), [secretText(SAID[1])])).toContain(`${SAID[1]} (base64) in file planted`);
  });
}

for (const browser of ['chromium', 'firefox'] as const) {
  test(`locked after a busy session, the browser holds no name, no word and no key in any form, and no script can reach one: ${browser}`, async () => {
    test.setTimeout(420_000);
    const signalling = await startSignalling();
    const keys = new Set<string>();
    const ana = await newPerson(browser, { signalling, isPersistent: true, initScript: KEYS_TOLD });
    const ben = await newPerson('chromium', { signalling });
    noteKeys(ana, keys);
    await firstRun(ana.page, NAMES[0], PASSPHRASE);
    await firstRun(ben.page, NAMES[1], '');
    await createRoom(ana.page, ROOM);
    const code = await readInvite(ana.page);
    await joinRoom(ben.page, code);
    await admitUnverified(ana.page, NAMES[1]);
    await acceptAll(ben.page, 2);
    const dialog = await openVerify(ana.page, NAMES[1]);
    await dialog.getByRole('button', { name: 'They match' }).click();
    await expect(person(ana.page, NAMES[1])).toContainText(/(?<!un|not )verified/iu);
    const codes = [code, await readInvite(ana.page, { isTokenWanted: true }), await readInvite(ben.page)];
    await say(ana.page, SAID[0]);
    await say(ben.page, SAID[1]);
    await expect(message(ana.page, SAID[1])).toBeVisible();
    await expect(message(ana.page, SAID[0])).toContainText(/delivered|read/iu);
    // Written out, which waits for a moment in which nobody commits; and one that only the journal has.
    await expect.poll(() => itemsWritten(ana.page), { timeout: 30_000 }).toBeGreaterThan(5);
    await ana.reopen();
    noteKeys(ana, keys);
    await unlock(ana.page, PASSPHRASE);
    await ana.page.getByRole('button', { name: ROOM }).click();
    await expect(message(ana.page, SAID[0])).toBeVisible({ timeout: 30_000 });
    await say(ana.page, SAID[2]);
    await expect(message(ana.page, SAID[2])).toBeVisible();
    const words = [...NAMES, ROOM, PASSPHRASE, ...SAID];
    const wordsInHeap = async (): Promise<readonly string[]> => {
      const texts = await readHeapTexts(ana);
      return words.filter((word) => texts.some((text) => text.includes(word)));
    };
    if (browser === 'chromium') expect(await wordsInHeap()).toEqual(expect.arrayContaining([...NAMES, ROOM, ...SAID]));
    await ana.page.getByRole('button', { name: 'Lock Parley' }).click();
    await expect(ana.page.getByRole('button', { name: 'Unlock' })).toBeVisible();

    // Links that say goodbye take up to 20 s, and hold their room until then.
    if (browser === 'chromium') await expect.poll(wordsInHeap, { timeout: 120_000, intervals: [5_000] }).toEqual([]);
    const token = { name: 'token', bytes: Buffer.from(codes[1] ?? '', 'base64url').subarray(98, 114) };
    const secrets = [
      ...words.map(secretText),
      ...codes.flatMap(secretsOfInvite),
      token,
      ...[...keys].map((hex) => ({ name: `key ${hex}`, bytes: Buffer.from(hex, 'hex') })),
    ];
    // A private key in PKCS#8, the master key and its subkeys, and those of the links.
    expect([...keys].filter((hex) => hex.length === 96).length).toBeGreaterThan(0);
    expect(keys.size).toBeGreaterThan(20);

    const { haystacks, objects } = await readStores(ana.page);
    expect(haystacks.filter(isOfVault).length).toBeGreaterThan(5);
    expect(haystacks.filter(({ where }) => where === 'database parley/default, store journal').length).toBeGreaterThan(2);
    expect(findSecrets(haystacks, secrets)).toEqual([]);
    // With a passphrase there is no device key either.
    expect(objects).toEqual([]);
    const asLatin1 = secrets.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
    const walk = await walkGlobals(ana.page, asLatin1);
    expect(walk.findings).toEqual([]);
    expect(walk.objects).toBeGreaterThan(1_000);

    await ana.close();
    const files = [...filesBelow(ana.profile)];
    expect(findSecrets(files, secrets)).toEqual([]);
    await ben.close();
    await signalling.stop();
  });
}
