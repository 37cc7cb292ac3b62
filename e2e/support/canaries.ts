/**
 * Whether anything that somebody wrote became more than text: scripts that ran, policies that were broken, elements and attributes that Parley never makes.
 */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Person } from './people.js';

/** For `initScript`: notes every script of others that runs (they all call one of these), and everything that the policy of the page had to forbid. */
export const CANARIES = `{
  const found = [];
  globalThis.canaries = found;
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) globalThis[name] = (...args) => found.push(name + ' ' + args.join(' '));
  document.addEventListener('securitypolicyviolation', (event) => {
    found.push('policy ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
  });
}`;

/** Parley's own: anything else in the page was made by what somebody wrote. */
const OWN_ELEMENTS =
  /^(?:a|article|aside|b|bdi|blockquote|body|button|circle|code|del|details|dialog|div|dl|dd|dt|ellipse|em|fieldset|footer|form|g|h[1-6]|head|header|hr|html|input|label|legend|li|line|link|main|meta|meter|nav|noscript|ol|option|output|p|parley-[\w-]+|path|polyline|pre|progress|rect|script|search|section|select|small|span|strong|summary|svg|textarea|time|title|ul|use)$/u;

/** What is in the page that Parley does not make; `[]` when all is well. */
function strangeParts(page: Page): Promise<string[]> {
  return page.evaluate((own) => {
    const names = new RegExp(own, 'u');
    const strange: string[] = [];
    const isStrange = (name: string, value: string): boolean =>
      /^on|^srcdoc$|^formaction$|^action$|^background$/iu.test(name) ||
      // Where a menu is put, and how full a bar is.
      (name === 'style' && !/^(?:[\w-]+: (?:[\d.]+(?:px|%)|auto);? ?)*$/u.test(value)) ||
      (/^(?:href|src|xlink:href)$/iu.test(name) && !/^(?:https?:|mailto:|#|blob:|data:image\/|file:)/iu.test(value));
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        // The page's own stand beside the app, not in it.
        if (element.localName.endsWith('script') && (root !== document || element.closest('parley-app') !== null))
          strange.push(element.outerHTML);
        if (!names.test(element.localName)) strange.push(`<${element.localName}>`);
        for (const { name, value } of element.attributes) if (isStrange(name, value)) strange.push(`${element.localName} ${name}=${value}`);
        if (element.localName === 'a' && !(element.getAttribute('rel') ?? '').includes('noopener')) strange.push(element.outerHTML);
        if (element.shadowRoot !== null) look(element.shadowRoot);
      }
    };
    look(document);
    return strange;
  }, OWN_ELEMENTS.source);
}

/** Fails if anything that was written has become more than text on this page, now or before. */
export async function expectOnlyText({ page, errors, foreignRequests }: Person): Promise<void> {
  expect(await page.evaluate(() => Reflect.get(globalThis, 'canaries') as readonly string[])).toEqual([]);
  expect(await strangeParts(page)).toEqual([]);
  expect({ errors, foreignRequests }).toEqual({ errors: [], foreignRequests: [] });
}
