/**
 * One line for each test file and browser, and a total; failures in full come from web-test-runner's own reporter. With `PARLEY_COUNTS` set to
 * a file name, the totals are also written there as JSON, for scripts/test.mjs.
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Counts the tests of a suite and of the suites in it. */
export function countTests(suite, counts = { passed: 0, failed: 0, skipped: 0 }) {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) counts.skipped += 1;
    else if (test.passed) counts.passed += 1;
    else counts.failed += 1;
  }
  for (const inner of suite?.suites ?? []) countTests(inner, counts);
  return counts;
}

/** A file that could not be run, or ended with an error outside a test, is a failure too. */
export function countSession(session) {
  const counts = countTests(session.testResults);
  if (!session.passed && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** How long the tests of a suite and of the suites in it took together, in milliseconds. */
function timeOf(suite) {
  const own = (suite?.tests ?? []).reduce((sum, { duration = 0 }) => sum + duration, 0);
  return (suite?.suites ?? []).reduce((sum, inner) => sum + timeOf(inner), own);
}

function describeSession(session) {
  return `${session.browser.name} ${describeCounts(countSession(session))} (${(timeOf(session.testResults) / 1000).toFixed(1)} s)`;
}

function describeCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** The reporter, for `reporters` in web-test-runner.config.mjs. */
export function countingReporter() {
  return {
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      const parts = sessionsForTestFile.map(describeSession);
      logger.log(`${relative(process.cwd(), testFile)}: ${parts.join('; ')}`);
    },
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, skipped: 0 };
      const byBrowser = {};
      for (const session of sessions) {
        const counts = countSession(session);
        const ofBrowser = (byBrowser[session.browser.name] ??= { passed: 0, failed: 0, skipped: 0 });
        for (const key of Object.keys(total)) {
          total[key] += counts[key];
          ofBrowser[key] += counts[key];
        }
      }
      for (const [name, counts] of Object.entries(byBrowser)) console.log(`${name}: ${describeCounts(counts)}`);
      if (process.env.PARLEY_COUNTS) writeFileSync(process.env.PARLEY_COUNTS, JSON.stringify(total));
    },
  };
}
