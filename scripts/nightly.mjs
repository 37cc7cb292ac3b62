/**
 * npm run test:nightly: what takes too long for every day, all drawn anew each time. A million inputs for each decoder (src/fuzz/); a failure prints its input. A hundred kills a browser (e2e/crash.spec.ts); a failure is run again with the PARLEY_CRASH_SEED that it printed. Every flood in full (e2e/attacks/exhaustion.spec.ts).
 */
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { run } from './install.mjs';

const root = dirname(import.meta.dirname);
const bin = (name) => join(root, 'node_modules', '.bin', name);
const seed = 1 + Math.floor(Math.random() * 2 ** 31);
const succeeded = [
  run(bin('tsc'), ['-p', '.']) &&
    run(bin('wtr'), ['--files', 'dist/js/fuzz/fuzz.test.js'], { env: { PARLEY_FUZZ: `1000000 ${seed}`, ...env } }),
  run(bin('playwright'), ['test', 'e2e/crash.spec.ts'], { env: { PARLEY_CRASHES: '100', ...env } }),
  run(bin('playwright'), ['test', 'e2e/attacks/exhaustion.spec.ts'], { env: { PARLEY_FLOODS: 'full', ...env } }),
];
process.exitCode = succeeded.every(Boolean) ? 0 : 1;
