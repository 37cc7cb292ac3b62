/**
 * Test files in groups: one page for all tests of a folder. A page for each file spends most of its time on loading the same modules again.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that take as long as a folder, and get a page to themselves. */
const ALONE = new Set(['log/convergence.test.js']);

/**
 * Writes a module for each folder below `directory` (what tsc emitted) that imports all its tests; returns the paths of these, and of the files that
 * stand alone. A folder without tests has none.
 */
export function writeTestGroups(directory) {
  const paths = [];
  for (const { name: folder } of readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const tests = readdirSync(join(directory, folder), { recursive: true })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.test.js'))
      .toSorted();
    const grouped = tests.filter((file) => !ALONE.has(file));
    paths.push(...tests.filter((file) => ALONE.has(file)).map((file) => join(directory, file)));
    if (grouped.length === 0) continue;
    const path = join(directory, `${folder}.tests.js`);
    writeFileSync(path, grouped.map((file) => `import './${file}';\n`).join(''));
    paths.push(path);
  }
  return paths;
}
