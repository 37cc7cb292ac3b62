/**
 * npm run check: everything that needs no browser, in well under a minute. Every check runs, so that one run tells all.
 */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { findAttackFaults } from './attack-table.mjs';
import { findBuildFaults } from './build.mjs';
import { findSourceFaults } from './check-layers.mjs';
import { findLockFaults } from './lock-file.mjs';

const root = dirname(import.meta.dirname);

/** Runs a tool of node_modules; its output when it fails, otherwise nothing. */
function faultsOfTool(command, ...args) {
  const tool = join(root, 'node_modules', '.bin', command);
  return new Promise((resolve) => {
    execFile(
      tool,
      args,
      { cwd: root, env: { ...env, NO_COLOR: '1' }, maxBuffer: 1 << 26, shell: process.platform === 'win32' },
      (error, stdout, stderr) => {
        resolve(error === null ? [] : [`${stdout}${stderr}`.trim() || error.message]);
      },
    );
  });
}

const asFaults = (run) => run().catch((error) => [error.message]);

/** Every check by the name people see. */
const checks = {
  types: async () => [
    ...(await faultsOfTool('tsc', '-p', '.', '--noEmit')),
    ...(await faultsOfTool('tsc', '-p', 'tsconfig.tools.json')),
    ...(await faultsOfTool('tsc', '-p', 'tsconfig.bench.json', '--noEmit')),
  ],
  lint: () => faultsOfTool('oxlint', '--deny-warnings'),
  format: () => faultsOfTool('oxfmt', '--check'),
  'rules of the house': async () => findSourceFaults(),
  'table of attacks': async () => findAttackFaults(),
  'lock file': async () => findLockFaults(),
  'built files': () => asFaults(findBuildFaults),
};

/** Runs every check, prints what they say; how many passed and failed. */
export async function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, check] of Object.entries(checks)) {
    const from = performance.now();
    const faults = await check();
    const took = `${((performance.now() - from) / 1000).toFixed(1)} s`;
    if (faults.length === 0) {
      counts.passed += 1;
      console.log(`ok      ${name} (${took})`);
    } else {
      counts.failed += 1;
      console.log(`FAILED  ${name} (${took})\n${faults.join('\n')}\n`);
    }
  }
  return counts;
}

if (argv[1] === import.meta.filename) {
  const { failed } = await runChecks();
  exit(failed === 0 ? 0 : 1);
}
