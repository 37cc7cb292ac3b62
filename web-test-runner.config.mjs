/**
 * Unit and component tests: everything tsc emitted as `*.test.js`, in real browsers, one page for each folder.
 *
 * One part only:     npx wtr --files 'dist/js/link/**\/*.test.js'
 * One browser only:  PARLEY_BROWSER=firefox npx wtr
 * One schedule again: PARLEY_REPLAY='{"seed":3,"path":"17:0"}', as a failure of log/convergence.test.ts printed it
 * More inputs for decoders: PARLEY_FUZZ='1000000 7' npx wtr --files dist/js/fuzz.tests.js: so many each, from this seed
 * Published vectors: PARLEY_VECTORS=directory, served under /vectors/; tests read `globalThis.__PARLEY_VECTORS__`.
 */
import { createReadStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { launchOptions, plainContext, wantedBrowsers } from './scripts/browsers.mjs';
import { writeTestGroups } from './scripts/test-groups.mjs';
import { bundledTestLibraries } from './scripts/wtr-bundled.mjs';
import { peerServers } from './scripts/wtr-peerserver.mjs';
import { countingReporter } from './scripts/wtr-reporter.mjs';

const vectors = process.env.PARLEY_VECTORS ?? '';
if (vectors !== '' && !existsSync(vectors)) throw new Error('PARLEY_VECTORS names a directory that does not exist.');

// Parsed here, so that nothing else than JSON gets into the page.
const replay = JSON.stringify(JSON.parse(process.env.PARLEY_REPLAY ?? 'null'));

// How many inputs each decoder gets, and the seed.
const fuzz = (process.env.PARLEY_FUZZ ?? '').split(' ').map(Number);
const isFuzz = fuzz.length === 2 && fuzz.every((number) => Number.isSafeInteger(number) && number > 0);
if (process.env.PARLEY_FUZZ !== undefined && !isFuzz) throw new Error('PARLEY_FUZZ has to be two numbers: how many inputs, and a seed.');

const signalling = peerServers();

/** Answers /vectors/<file>.json from the directory the tester named; nothing else of it can be reached. */
function serveVectors(context, next) {
  if (!context.path.startsWith('/vectors/')) return next();
  const file = join(vectors, basename(context.path));
  if (vectors === '' || !/^[\w.-]+\.json$/u.test(basename(file)) || !existsSync(file)) {
    context.status = 404;
    return undefined;
  }
  context.type = 'application/json';
  context.body = createReadStream(file);
  return undefined;
}

export default {
  files: writeTestGroups('dist/js'),
  nodeResolve: true,
  plugins: [bundledTestLibraries(), signalling.plugin],
  browsers: wantedBrowsers().map((product) =>
    playwrightLauncher({
      product,
      launchOptions: launchOptions(product),
      createBrowserContext: ({ browser }) => browser.newContext(plainContext),
    }),
  ),
  // Two cores: both browsers at once, one page in each.
  concurrentBrowsers: 2,
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 30_000,
  testsFinishTimeout: isFuzz ? 12 * 3_600_000 : 900_000,
  testFramework: { config: { ui: 'bdd', timeout: 20_000 } },
  middleware: [serveVectors, signalling.middleware],
  testRunnerHtml: (runner) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Parley tests</title>
    <script>globalThis.__PARLEY_VECTORS__ = ${vectors !== ''}; globalThis.__PARLEY_REPLAY__ = ${replay};${isFuzz ? ` globalThis.__PARLEY_FUZZ__ = ${JSON.stringify(fuzz)};` : ''}</script>
  </head>
  <body>
    <script type="module" src="${runner}"></script>
  </body>
</html>`,
  // The test helpers bring Lit, which announces its development mode.
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [countingReporter(), defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY })],
};
