/**
 * What people see when the CDN, the signalling server, the browser or the page's configuration is not as it should be.
 */
import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { newPerson, startSignalling } from './support/people.js';
import type { CdnBehaviour } from './support/people.js';
import {
  acceptUnverified,
  admitUnverified,
  createRoom,
  firstRun,
  join,
  meet,
  message,
  person,
  readInvite,
  say,
  unlock,
} from './support/steps.js';

const CDN_FAILURES: readonly { readonly first: CdnBehaviour; readonly second: CdnBehaviour }[] = [
  { first: 'down', second: 'down' },
  { first: 'tampered', second: 'tampered' },
];

for (const browser of ['chromium', 'firefox'] as const) {
  for (const cdn of CDN_FAILURES) {
    test(`nothing starts when both CDNs are ${cdn.first}: ${browser}`, async () => {
      const ana = await newPerson(browser, { cdn });
      const alert = ana.page.getByRole('alert');
      await expect(alert).toContainText('parley-offline.html');
      await expect(ana.page.getByRole('button', { name: 'Try again' })).toBeVisible();
      await expect(ana.page.getByRole('textbox')).toHaveCount(0);
      expect(await ana.page.evaluate(() => 'Peer' in globalThis)).toBe(false);
      await ana.close();
    });
  }

  test(`the second CDN is used when the first has other bytes: ${browser}`, async () => {
    const ana = await newPerson(browser, { cdn: { first: 'tampered', second: 'good' } });
    await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    await ana.close();
  });

  test(`the offline file needs no CDN: ${browser}`, async () => {
    const ana = await newPerson(browser, { file: 'dist/parley-offline.html', cdn: { first: 'down', second: 'down' } });
    await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    expect(ana.foreignRequests).toEqual([]);
    await ana.close();
  });

  test(`a malformed configuration is one sentence: ${browser}`, async () => {
    const ana = await newPerson(browser, { config: '{"signalling": oops}' });
    await expect(ana.page.getByRole('alert')).toHaveCount(1);
    await expect(ana.page.getByRole('alert')).toContainText(/settings/iu);
    await ana.close();
  });

  test(`a browser below the floor gets one sentence: ${browser}`, async () => {
    const ana = await newPerson(browser, { initScript: 'delete Uint8Array.fromBase64;' });
    await expect(ana.page.getByRole('alert')).toContainText(/too old/iu);
    await expect(ana.page.locator('parley-app')).toHaveCount(0);
    await ana.close();
  });

  test(`a wrong passphrase is refused and nothing is lost: ${browser}`, async () => {
    const ana = await newPerson(browser, { isPersistent: true });
    await firstRun(ana.page, 'Ana', 'correct horse');
    await createRoom(ana.page, 'Kitchen');
    await ana.reopen();
    await unlock(ana.page, 'wrong horse');
    await expect(ana.page.getByRole('alert')).toContainText(/passphrase/iu);
    await unlock(ana.page, 'correct horse');
    await expect(ana.page.getByRole('button', { name: /Kitchen/u })).toBeVisible();
    await ana.close();
  });
}

test('signalling is not there, comes, goes and comes back: links live on, messages wait, Connection says so', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling, isPersistent: true });
  const ben = await newPerson('firefox', { signalling, isPersistent: true });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, 'Ben', '');
  await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
  await acceptUnverified(ana.page);
  await say(ana.page, 'one');
  await expect(message(ben.page, 'one')).toBeVisible();

  await signalling.stop();
  await expect(ana.page.getByRole('status', { name: 'Connection' })).toContainText(/offline/iu);
  await say(ana.page, 'two');
  await expect(message(ben.page, 'two')).toBeVisible();
  await say(ben.page, 'three');
  await expect(message(ana.page, 'three')).toBeVisible();

  await ben.close();
  await say(ana.page, 'four');
  await expect(message(ana.page, 'four')).toContainText(/waiting/iu);
  await ben.reopen();
  await ben.page.getByRole('button', { name: /Kitchen/u }).click();
  await expect(ben.page.getByRole('status', { name: 'Connection' })).toContainText(/offline|connecting/iu);
  await say(ben.page, 'five');
  await expect(message(ben.page, 'five')).toContainText(/waiting/iu);

  await signalling.start();
  await expect(message(ben.page, 'four')).toBeVisible({ timeout: 60_000 });
  await expect(message(ana.page, 'five')).toBeVisible();
  await expect(message(ana.page, 'four')).toContainText(/delivered|read/iu);
  await expect(message(ben.page, 'five')).toContainText(/delivered|read/iu);
  await ana.close();
  await ben.close();
  await signalling.stop();
});

test('a browser that is killed in mid-chat comes back with everything, and the other notices and goes on', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling, isPersistent: true });
  const ben = await newPerson('chromium', { signalling, isPersistent: true });
  await firstRun(ana.page, 'Ana', 'correct horse');
  await firstRun(ben.page, 'Ben', 'battery staple');
  await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
  await acceptUnverified(ana.page);
  await say(ana.page, 'before');
  await expect(message(ben.page, 'before')).toBeVisible();
  await say(ben.page, 'answer');
  await expect(message(ana.page, 'answer')).toBeVisible();

  await ben.kill();
  await expect(person(ana.page, 'Ben')).toContainText(/last connected/iu, { timeout: 30_000 });
  await say(ana.page, 'are you there');
  await expect(message(ana.page, 'are you there')).toContainText(/waiting/iu);

  await ben.reopen();
  await unlock(ben.page, 'battery staple');
  await ben.page.getByRole('button', { name: /Kitchen/u }).click();
  for (const text of ['before', 'answer', 'are you there']) await expect(message(ben.page, text)).toBeVisible({ timeout: 30_000 });
  await say(ben.page, 'back');
  await expect(message(ana.page, 'back')).toBeVisible();
  await expect(ana.page.getByRole('alert')).toHaveCount(0);
  await ana.close();
  await ben.close();
  await signalling.stop();
});

// What the server changes, and what the one who dials can then truly know.
for (const [altered, sentence] of [
  ['ANSWER', /someone between you may be tampering/iu],
  ['OFFER', /no direct connection could be made/iu],
] as const) {
  test(`a signalling server that adds a DTLS fingerprint to each ${altered} gets no link, and people are told`, async () => {
    const other = createHash('sha256').update('somebody in the middle').digest('hex').toUpperCase().match(/../gu)?.join(':') ?? '';
    let isHostile = false;
    let swapped = 0;
    const signalling = await startSignalling({
      onMessage: (sent: { type: string; payload?: { sdp?: { sdp?: string } } }) => {
        const sdp = sent.payload?.sdp;
        if (!isHostile || sent.type !== altered || sdp?.sdp === undefined) return;
        swapped += 1;
        // Two fingerprints: the real one, so that DTLS itself would be content in a browser that honours it, and the attacker's.
        sdp.sdp = sdp.sdp.replace(/(a=fingerprint:sha-256 )(\S+)/u, `$1$2\r\na=fingerprint:sha-256 ${other}`);
      },
    });
    const ana = await newPerson('chromium', { signalling });
    const ben = await newPerson('firefox', { signalling });
    await firstRun(ana.page, 'Ana', '');
    await firstRun(ben.page, 'Ben', '');
    await createRoom(ana.page, 'Kitchen');
    const code = await readInvite(ana.page);
    isHostile = true;
    await join(ben.page, code);
    await expect.poll(() => swapped, { timeout: 30_000 }).toBeGreaterThan(0);
    await expect(ben.page.getByText(sentence).first()).toBeVisible({ timeout: 30_000 });
    await expect(ana.page.getByRole('dialog')).toHaveCount(0);
    await expect(person(ana.page, 'Ben')).toHaveCount(0);

    isHostile = false;
    await admitUnverified(ana.page, 'Ben');
    await expect(person(ben.page, 'Ana')).toBeVisible({ timeout: 30_000 });
    await expect(ben.page.getByText(sentence)).toHaveCount(0);
    await ana.close();
    await ben.close();
    await signalling.stop();
  });
}

/** Whether localStorage holds all that the journal does: the newest batch says since when. */
async function isAllWrittenOut(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open('parley/default');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const newest = opening.result.transaction('journal').objectStore('journal').openCursor(null, 'prev');
          newest.onerror = () => reject(newest.error);
          newest.onsuccess = () => {
            const batch = newest.result?.value as { readonly out: number | null } | undefined;
            opening.result.close();
            resolve(typeof batch?.out === 'number');
          };
        };
      }),
  );
}

for (const browser of ['chromium', 'firefox'] as const) {
  test(`what was spoilt in the browser's storage is told of, and comes back from the others: ${browser}`, async () => {
    test.slow();
    const signalling = await startSignalling();
    const ana = await newPerson(browser, { signalling, isPersistent: true });
    const ben = await newPerson('chromium', { signalling, isPersistent: true });
    await firstRun(ana.page, 'Ana', 'correct horse');
    await firstRun(ben.page, 'Ben', '');
    await meet(ana.page, 'Ana', ben.page, 'Ben', 'Kitchen');
    await acceptUnverified(ana.page);
    const segments = (): Promise<string[]> => ana.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/s/')));
    /** Says something, which is then in a segment of its own: the key of that. */
    const sayAlone = async (text: string): Promise<string> => {
      const before = await segments();
      await say(ana.page, text);
      await expect(message(ben.page, text)).toBeVisible();
      await expect.poll(async () => (await segments()).length, { timeout: 30_000 }).toBeGreaterThan(before.length);
      return (await segments()).find((key) => !before.includes(key)) as string;
    };
    await sayAlone('the first');
    const second = await sayAlone('the second');
    await sayAlone('the third');
    await ben.close();
    // What follows is of what was written out long ago: so all of it has to be.
    await expect.poll(() => isAllWrittenOut(ana.page), { timeout: 60_000 }).toBe(true);

    const spoilt = await ana.page.evaluate(async (key) => {
      const text = localStorage.getItem(key) ?? '';
      const changed = text.slice(0, 100) + (text[100] === '\u4e00' ? '\u4e01' : '\u4e00') + text.slice(101);
      localStorage.setItem(key, changed);
      // What was written out leaves the journal with time, all but the newest.
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('parley/default');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const write = opening.result.transaction('journal', 'readwrite');
          const keys = write.objectStore('journal').getAllKeys();
          keys.onsuccess = () => {
            for (const seq of keys.result.slice(0, -1)) write.objectStore('journal').delete(seq);
          };
          write.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      });
      return changed;
    }, second);
    await ana.page.reload();
    await unlock(ana.page, 'correct horse');
    const alert = ana.page.getByRole('alert');
    await expect(alert).toContainText(/^Kitchen: .*cannot be read.*the rest is kept.*fetched again from the others/u);
    await ana.page.getByRole('button', { name: /Kitchen/u }).click();
    await expect(message(ana.page, 'the first')).toBeVisible();
    await expect(message(ana.page, 'the third')).toBeVisible();
    await expect(message(ana.page, 'the second')).toHaveCount(0);

    await ben.reopen();
    await ben.page.getByRole('button', { name: /Kitchen/u }).click();
    await expect(message(ana.page, 'the second')).toBeVisible({ timeout: 60_000 });
    await expect(ana.page.getByText(/^Kitchen: .*is here again/u)).toBeVisible();
    await expect(ana.page.getByRole('log', { name: 'Messages' }).getByText(/^the (first|second|third)$/u)).toHaveText([
      'the first',
      'the second',
      'the third',
    ]);
    await say(ana.page, 'goes on');
    await expect(message(ben.page, 'goes on')).toBeVisible();
    await expect(ben.page.getByRole('alert')).toHaveCount(0);
    for (const { page } of [ana, ben]) await expect(page.getByText(/contradict/iu)).toHaveCount(0);

    await expect.poll(() => ana.page.evaluate((key) => localStorage.getItem(key), second)).toBe(spoilt);
    await ana.page.reload();
    await unlock(ana.page, 'correct horse');
    await ana.page.getByRole('button', { name: /Kitchen/u }).click();
    for (const text of ['the first', 'the second', 'the third', 'goes on']) await expect(message(ana.page, text)).toBeVisible();
    await expect(ana.page.getByRole('alert')).toHaveCount(0);
    await ana.close();
    await ben.close();
    await signalling.stop();
  });
}

test('what a peer writes is shown as text, whatever it holds', async () => {
  const signalling = await startSignalling();
  const ana = await newPerson('chromium', { signalling });
  const ben = await newPerson('chromium', { signalling });
  await firstRun(ana.page, 'Ana', '');
  await firstRun(ben.page, '<b>Ben</b>', '');
  await createRoom(ana.page, 'Kitchen');
  const code = await readInvite(ana.page);
  await join(ben.page, code);
  await admitUnverified(ana.page, '<b>Ben</b>');
  for (const text of [
    '<img src=x onerror="document.title=1">',
    '<script>document.title=2</script>',
    '[x](javascript:alert(1))',
    'a\u202eb\u2066c',
  ]) {
    await say(ben.page, text);
  }
  await expect(message(ana.page, '<img src=x onerror="document.title=1">')).toBeVisible();
  await expect(message(ana.page, '<script>document.title=2</script>')).toBeVisible();
  await expect(message(ana.page, '[x](javascript:alert(1))')).toBeVisible();
  expect(await ana.page.title()).not.toMatch(/^[12]$/u);
  await expect(ana.page.getByRole('log', { name: 'Messages' }).locator('img, script, a, b')).toHaveCount(0);
  await ana.close();
  await ben.close();
  await signalling.stop();
});

for (const browser of ['chromium', 'firefox'] as const) {
  test(`a browser that gives no storage is one sentence, before anything is typed: ${browser}`, async () => {
    const ana = await newPerson(browser, {
      initScript: "Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });",
    });
    await expect(ana.page.getByRole('alert')).toContainText(/no place to store/iu);
    await expect(ana.page.getByRole('textbox')).toHaveCount(0);
    await ana.close();
  });

  test(`a message that cannot be stored is not shown as sent, and its text comes back: ${browser}`, async () => {
    const signalling = await startSignalling();
    const ana = await newPerson(browser, {
      signalling,
      initScript: `for (const name of ['add', 'put']) {
        const write = IDBObjectStore.prototype[name];
        IDBObjectStore.prototype[name] = function (...args) {
          if (globalThis.isDiskFull) throw new DOMException('full', 'QuotaExceededError');
          return write.apply(this, args);
        };
      }`,
    });
    await firstRun(ana.page, 'Ana', '');
    await createRoom(ana.page, 'Kitchen');
    await ana.page.evaluate(() => Object.assign(globalThis, { isDiskFull: true }));
    await say(ana.page, 'Too much');
    await expect(
      ana.page
        .getByRole('alert')
        .filter({ hasText: /will not store more/iu })
        .first(),
    ).toBeVisible();
    await expect(ana.page.getByRole('textbox', { name: 'Message' })).toHaveValue('Too much');
    await expect(message(ana.page, 'Too much')).toHaveCount(0);
    await ana.page.evaluate(() => Object.assign(globalThis, { isDiskFull: false }));
    await ana.page.getByRole('button', { name: 'Send' }).click();
    await expect(message(ana.page, 'Too much')).toBeVisible();
    await ana.close();
    await signalling.stop();
  });
}
