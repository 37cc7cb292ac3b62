/**
 * A browser below the floor, or a page without cryptography, is told so in one sentence, and nothing else starts. Old browsers are played by taking away what
 * they lack before the page runs.
 */
import { expect, test } from '@playwright/test';
import { newPerson } from './support/people.js';

const lacks: readonly (readonly [string, string, RegExp])[] = [
  ['Uint8Array.fromBase64', 'delete Uint8Array.fromBase64', /too old/u],
  ['what came with import-map integrity', 'delete Error.captureStackTrace', /too old/u],
  ['import maps', 'HTMLScriptElement.supports = () => false', /too old/u],
  ['WebCrypto', "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })", /secure/u],
];

for (const [name, initScript, sentence] of lacks) {
  test(`without ${name} there is one sentence and nothing else`, async () => {
    const ana = await newPerson('chromium', { initScript });
    await expect(ana.page.getByRole('alert')).toHaveText(sentence);
    expect(await ana.page.locator('body > :not(script):not(noscript)').count()).toBe(1);
    expect(ana.errors).toEqual([]);
    await ana.close();
  });
}

for (const browserName of ['chromium', 'firefox'] as const) {
  for (const file of ['index.html', 'dist/parley-offline.html'] as const) {
    test(`a browser of today starts ${file} and its policy has nothing to complain of: ${browserName}`, async () => {
      const ana = await newPerson(browserName, { file });
      await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
      expect(await ana.page.locator('html').getAttribute('data-parley-floor')).toBeNull();
      expect(ana.errors).toEqual([]);
      expect(ana.foreignRequests).toEqual([]);
      await ana.close();
    });
  }
}
