/**
 * npm run layers: holds src/ against scripts/source-rules.mjs.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { argv, exit } from 'node:process';
import { findFaults } from './source-rules.mjs';

const source = join(dirname(import.meta.dirname), 'src');

/** What in src/ breaks a rule. */
export function findSourceFaults() {
  const files = new Map();
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(relative(source, file).split(sep).join('/'), readFileSync(file, 'utf8'));
  }
  return findFaults(files);
}

if (argv[1] === import.meta.filename) {
  const faults = findSourceFaults();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) exit(1);
  console.log('Every rule of the house is kept.');
}
