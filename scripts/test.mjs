/**
 * npm test: installs what is missing, browsers included, then runs every check and every test. Ends with "N passed, N failed".
 *
 * A skipped test counts as failed where CI is set: there everything has to be there (published vectors: PARLEY_VECTORS=directory).
 */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { installBrowsers, installPackages, run } from './install.mjs';

const root = dirname(import.meta.dirname);
installPackages();
// Only now are there packages to import.
const { findBrowser, wantedBrowsers } = await import('./browsers.mjs');
const { compile } = await import('./bundle.mjs');
const { runChecks } = await import('./check.mjs');
const { countsOfPlaywright, countsOfTap, sumOfStages } = await import('./test-counts.mjs');

installBrowsers(wantedBrowsers(), findBrowser);
const scratch = mkdtempSync(join(tmpdir(), 'parley-test-'));
const bin = (name) => join(root, 'node_modules', '.bin', name);

const testsOfScripts = () =>
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => join(import.meta.dirname, name));

/** Runs a test runner that writes its counts to a file; `read` turns that file's text into counts. */
function runStage(name, command, args, read, environment = {}) {
  console.log(`\n—— ${name}`);
  const file = join(scratch, `${name.replaceAll(' ', '-')}.counts`);
  const succeeded = run(
    command,
    args.map((arg) => arg.replace('{counts}', file)),
    { env: { ...env, ...environment, PARLEY_COUNTS: file } },
  );
  const counts = existsSync(file) ? read(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  return { name, succeeded, ...counts };
}

async function emitAfresh() {
  // A test whose source is gone must not run.
  rmSync(join(root, 'dist', 'js'), { recursive: true, force: true });
  try {
    await compile('-p', '.');
  } catch (error) {
    // What could be emitted is still tested; the check above has said what is wrong.
    console.log(error.message);
    await compile('-p', '.', '--noEmitOnError', 'false').catch(() => undefined);
  }
}

try {
  console.log('—— checks');
  const checks = { name: 'checks', succeeded: true, ...(await runChecks()) };
  await emitAfresh();
  const stages = [
    checks,
    runStage(
      'scripts',
      process.execPath,
      [
        '--test',
        '--test-reporter=tap',
        '--test-reporter-destination={counts}',
        '--test-reporter=dot',
        '--test-reporter-destination=stdout',
        ...testsOfScripts(),
      ],
      countsOfTap,
    ),
    runStage('units in browsers', bin('wtr'), [], JSON.parse),
    runStage('journeys', bin('playwright'), ['test'], (text) => countsOfPlaywright(JSON.parse(text))),
  ];
  const { passed, failed, skipped, lines } = sumOfStages(stages, { isStrict: Boolean(env.CI) });
  console.log(`\n${lines.join('\n')}`);
  if (skipped > 0)
    console.log(`${skipped} skipped: ${env.PARLEY_VECTORS ? 'see above' : 'set PARLEY_VECTORS to the directory of published vectors'}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
