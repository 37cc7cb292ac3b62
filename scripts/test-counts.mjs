/**
 * How many tests passed, from what each runner reports, so that one line can say it for all of them.
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Of node:test's TAP output.
 * @returns {Counts}
 */
export function countsOfTap(tap) {
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'mu').exec(tap)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') + count('todo') };
}

/**
 * Of Playwright's JSON report. An error outside a test is a failure.
 * @returns {Counts}
 */
export function countsOfPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/**
 * The sum of all stages. A stage that ran nothing, or ended badly although none of its tests failed, is one failure; where `isStrict`, so is each
 * test that was skipped.
 * @param {readonly (Counts & { name: string, succeeded: boolean })[]} stages
 * @param {{ isStrict: boolean }} options
 */
export function sumOfStages(stages, { isStrict }) {
  const sum = { passed: 0, failed: 0, skipped: 0, lines: [] };
  for (const { name, succeeded, passed, failed, skipped } of stages) {
    let failures = failed + (isStrict ? skipped : 0);
    const isBroken = failures === 0 && (!succeeded || passed === 0);
    if (isBroken) failures = 1;
    sum.passed += passed;
    sum.failed += failures;
    sum.skipped += skipped;
    const notes = [skipped > 0 ? `, ${skipped} skipped` : '', isBroken ? (succeeded ? ' (nothing ran)' : ' (ended badly)') : ''];
    sum.lines.push(`${name}: ${passed} passed, ${failures} failed${notes.join('')}`);
  }
  return sum;
}
