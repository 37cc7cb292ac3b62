/**
 * The one place that knows where browsers are and how they are started for tests: used by web-test-runner.config.mjs, playwright.config.ts,
 * e2e/ and bench/.
 *
 * An installed browser is preferred, since that is what people have; Playwright's own builds are the fallback. `PARLEY_CHROMIUM` and
 * `PARLEY_FIREFOX` name an executable outright.
 */
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';

/** @typedef {'chromium' | 'firefox'} BrowserName */
/** @typedef {{ name: BrowserName, path: string, stock: boolean }} FoundBrowser `stock` is false for Playwright's own build. */

/** @type {readonly BrowserName[]} */
export const browserNames = ['chromium', 'firefox'];

const commands = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

const places = {
  chromium: {
    darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
    win32: [
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    ],
  },
  firefox: {
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  },
};

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwrightPath(name) {
  try {
    return createRequire(import.meta.url)('playwright')[name].executablePath();
  } catch (error) {
    // Not installed yet, or no build for this platform: then there is none.
    if (error instanceof Error) return null;
    throw error;
  }
}

/**
 * The browser to use, or `null` when this machine has none.
 * @param {BrowserName} name
 * @returns {FoundBrowser | null}
 */
export function findBrowser(name) {
  const named = env[`PARLEY_${name.toUpperCase()}`];
  if (named !== undefined && named !== '') return { name, path: named, stock: true };
  const directories = (env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  const candidates = commands[name].flatMap((command) => directories.map((directory) => join(directory, command)));
  candidates.push(...(places[name][platform] ?? []));
  const path = candidates.find(isExecutable);
  if (path !== undefined) return { name, path, stock: true };
  const downloaded = playwrightPath(name);
  return downloaded !== null && isExecutable(downloaded) ? { name, path: downloaded, stock: false } : null;
}

/**
 * Browsers this run is about: both, or the one named by `PARLEY_BROWSER`.
 * @returns {BrowserName[]}
 */
export function wantedBrowsers() {
  const only = env.PARLEY_BROWSER ?? '';
  if (only === '') return [...browserNames];
  const names = browserNames.filter((name) => name === only);
  if (names.length === 0) throw new Error(`PARLEY_BROWSER is "${only}"; it can be ${browserNames.join(' or ')}.`);
  return names;
}

/** Nothing but the page may use network, CPU or disk while tests run. */
const chromiumArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Host candidates by address instead of by mDNS name: a container has no mDNS responder. Without a page of the browser's own behind the address bar of each
  // window: two thirds of what a new window costs.
  '--disable-features=WebRtcHideLocalIpsWithMdns,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
];

const firefoxPrefs = {
  // As people have it; automation switches it off. One store per file path.
  'security.fileuri.strict_origin_policy': true,
  // WebRTC between two pages of one machine that may have nothing but loopback.
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  // Prompts nobody can answer.
  'dom.storageManager.prompt.testing': true,
  'dom.storageManager.prompt.testing.allow': true,
  // Quiet, and without the extensions that come with the browser.
  'extensions.enabledScopes': 0,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};

/**
 * Options for Playwright's `launch` and `launchPersistentContext`. Throws when there is no such browser.
 * @param {BrowserName} name
 */
export function launchOptions(name) {
  const found = findBrowser(name);
  if (found === null)
    throw new Error(`No ${name} on this machine: run "npm test", which installs one, or "npx playwright install ${name}".`);
  if (name === 'chromium') return { executablePath: found.path, headless: true, args: chromiumArgs };
  // Playwright drives a stock Firefox over WebDriver BiDi; its own build needs its own protocol.
  const channel = found.stock ? { channel: 'moz-firefox' } : {};
  return { executablePath: found.path, headless: true, firefoxUserPrefs: firefoxPrefs, ...channel };
}

/** Context options without which Playwright asks a stock Firefox for emulations it does not have. */
export const plainContext = { colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null };
