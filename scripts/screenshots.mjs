/**
 * Every screen and dialog as a picture: both themes, phone and desktop width, to screenshots/.
 *
 * Served from dist/js on loopback under the same policy as the product (no inline styles, no HTML from text), so a picture that needs more fails.
 * `node scripts/screenshots.mjs room dialog-verify` takes only samples whose name begins like one of these; `--language=ar` shows them in that language.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { launchOptions } from './browsers.mjs';
import { servedPackages, withServedPackages } from './served-packages.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const sourceDirectory = join(root, 'dist', 'js');
const target = join(root, 'screenshots');
const wantedLanguage = argv.find((argument) => argument.startsWith('--language='))?.slice('--language='.length) ?? 'en';
const prefixes = argv.slice(2).filter((argument) => !argument.startsWith('--'));
const themes = ['light', 'dark'];
const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];
const policy =
  "default-src 'none'; script-src 'self'; style-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>Parley</title></head>
<body><parley-app></parley-app><script type="module" src="/gallery.js"></script></body></html>`;
const script = `import { showAppearance } from '/ui/appearance.js';
import { defineParleyElements } from '/ui/define.js';
import { gallery } from '/ui/gallery.fixture.js';
import { english } from '/i18n/en.js';
import { catalogues } from '/i18n/catalogues.js';
import { languageOfTag } from '/i18n/languages.js';
const language = languageOfTag(navigator.language);
defineParleyElements(language);
const sample = gallery.find(({ name }) => name === new URLSearchParams(location.search).get('sample'));
const app = document.querySelector('parley-app');
if (sample.appearance !== undefined) showAppearance(sample.appearance);
app.state = sample.state;
// What is called in English in the sample, in the language of the page.
const key = Object.keys(english).find((each) => english[each] === sample.press);
document.documentElement.dataset.press = catalogues[language][key] ?? '';
await app.updateComplete;
document.documentElement.dataset.ready = '';
`;

function compile() {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', root], {
    stdio: 'inherit',
  });
  if (status !== 0) exit(status ?? 1);
}

/** Everything the interface is made of, by address, read once: a build that runs meanwhile changes no picture. */
async function readModules() {
  const modules = new Map([['/gallery.js', script]]);
  for (const part of ['ui', 'i18n', 'lib']) {
    const names = await readdir(join(sourceDirectory, part));
    for (const name of names.filter((file) => file.endsWith('.js'))) {
      modules.set(`/${part}/${name}`, withServedPackages(await readFile(join(sourceDirectory, part, name), 'utf8')));
    }
  }
  for (const path of servedPackages.values())
    modules.set(path, await readFile(join(root, 'node_modules', path.slice('/npm/'.length)), 'utf8'));
  return modules;
}

function serve(modules) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const body = pathname === '/' ? page : modules.get(pathname);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': pathname === '/' ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8',
      'content-security-policy': policy,
    });
    response.end(body ?? '');
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

async function takeSample(browserPage, { name, press: englishPress, typed }, theme, size, problems) {
  if (englishPress !== undefined) {
    const press = await browserPage.locator('html').getAttribute('data-press');
    const button = browserPage.getByRole('button', { name: press, exact: true });
    // On wide screens there is nothing to press: what the button shows is there.
    if (!(await button.isVisible())) return false;
    await button.click();
  }
  if (typed !== undefined) await browserPage.locator('parley-composer textarea').pressSequentially(typed);
  // What moves for ever is left to move; everything else has to have arrived.
  await browserPage.evaluate(async () => {
    const ending = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map(async (animation) => animation.finished));
  });
  const overflow = await browserPage.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) problems.push(`${name} ${theme} ${size.width}: ${overflow} px too wide`);
  await browserPage.screenshot({
    path: join(target, `${name}-${theme}-${size.width}${wantedLanguage === 'en' ? '' : `-${wantedLanguage}`}.png`),
    animations: 'disabled',
  });
  return true;
}

compile();
const { gallery } = await importGallery();
const wanted = gallery.filter(({ name }) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix)));
if (argv.length <= 2) await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const server = await serve(await readModules());
const browser = await chromium.launch(launchOptions('chromium'));
const problems = [];
let taken = 0;
for (const theme of themes) {
  for (const size of sizes) {
    const context = await browser.newContext({
      viewport: size,
      colorScheme: theme,
      reducedMotion: 'no-preference',
      hasTouch: size.width < 700,
      locale: wantedLanguage === 'en' ? 'en-GB' : wantedLanguage,
    });
    const browserPage = await context.newPage();
    browserPage.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    browserPage.on('pageerror', (error) => problems.push(String(error)));
    for (const sample of wanted) {
      await browserPage.goto(`http://127.0.0.1:${server.address().port}/?sample=${sample.name}`);
      await browserPage.waitForSelector('html[data-ready]', { state: 'attached' });
      if (await takeSample(browserPage, sample, theme, size, problems)) taken += 1;
    }
    await context.close();
  }
}
await browser.close();
server.close();
for (const problem of new Set(problems)) console.error(problem);
console.log(`${taken} pictures in screenshots/, ${problems.length} problems`);
exit(problems.length === 0 ? 0 : 1);

/** The gallery itself is plain data and needs no browser. */
async function importGallery() {
  return import(new URL('../dist/js/ui/gallery.fixture.js', import.meta.url).href);
}
