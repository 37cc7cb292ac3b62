/**
 * npm run test:nightly: what takes too long for every day. A hundred kills a browser (e2e/crash.spec.ts), in moments that are drawn anew each time; a failure
 * is run again with the PARLEY_CRASH_SEED that it printed.
 */
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { run } from './install.mjs';

const root = dirname(import.meta.dirname);
const playwright = join(root, 'node_modules', '.bin', 'playwright');
const succeeded = run(playwright, ['test', 'e2e/crash.spec.ts'], { env: { PARLEY_CRASHES: '100', ...env } });
process.exitCode = succeeded ? 0 : 1;
