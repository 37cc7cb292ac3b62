import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countsOfPlaywright, countsOfTap, sumOfStages } from './test-counts.mjs';
import { countSession } from './wtr-reporter.mjs';

const stage = (values) => ({ name: 'units', succeeded: true, passed: 3, failed: 0, skipped: 0, ...values });
const failedOf = (values, isStrict = false) => sumOfStages([stage(values)], { isStrict }).failed;

describe('test counts', () => {
  it('add up what passed and what failed', () => {
    const { passed, failed, lines } = sumOfStages([stage({}), stage({ name: 'journeys', failed: 2 })], { isStrict: false });
    assert.deepEqual([passed, failed], [6, 2]);
    assert.deepEqual(lines, ['units: 3 passed, 0 failed', 'journeys: 3 passed, 2 failed']);
  });

  it('count a stage in which nothing ran, or that ended badly, as a failure', () => {
    assert.equal(failedOf({ passed: 0 }), 1);
    assert.equal(failedOf({ succeeded: false }), 1);
    assert.equal(failedOf({ succeeded: false, failed: 2 }), 2);
  });

  it('count what was skipped as failed only where everything has to run', () => {
    assert.equal(failedOf({ skipped: 4 }), 0);
    assert.equal(failedOf({ skipped: 4 }, true), 4);
  });

  it('read the reports of node:test and Playwright', () => {
    assert.deepEqual(countsOfTap('# tests 9\n# pass 5\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 1\n'), {
      passed: 5,
      failed: 2,
      skipped: 2,
    });
    assert.deepEqual(countsOfPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] }), {
      passed: 5,
      failed: 3,
      skipped: 2,
    });
  });

  it('read suites of web-test-runner, and a file that could not run as a failure', () => {
    const tests = [{ passed: true }, { passed: false }, { skipped: true, passed: true }];
    assert.deepEqual(countSession({ passed: false, testResults: { tests, suites: [{ tests, suites: [] }] } }), {
      passed: 2,
      failed: 2,
      skipped: 2,
    });
    assert.deepEqual(countSession({ passed: false, testResults: undefined }), { passed: 0, failed: 1, skipped: 0 });
  });
});
