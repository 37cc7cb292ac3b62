import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { writeTestGroups } from './test-groups.mjs';

test('every test of a folder is in its group, once, and what is long stands alone', () => {
  const directory = mkdtempSync(join(tmpdir(), 'parley-groups-'));
  try {
    for (const folder of ['log', 'lib', 'i18n']) mkdirSync(join(directory, folder));
    const files = ['log/b.test.js', 'log/a.test.js', 'log/convergence.test.js', 'log/a.js', 'lib/c.test.js', 'i18n/en.js', 'main.js'];
    for (const file of files) writeFileSync(join(directory, file), '');
    const paths = writeTestGroups(directory);
    assert.deepEqual(paths.map((path) => basename(path)).toSorted(), ['convergence.test.js', 'lib.tests.js', 'log.tests.js']);
    assert.equal(readFileSync(join(directory, 'log.tests.js'), 'utf8'), "import './log/a.test.js';\nimport './log/b.test.js';\n");
    assert.equal(readFileSync(join(directory, 'lib.tests.js'), 'utf8'), "import './lib/c.test.js';\n");
    // Again: what was written is no test of its own.
    assert.equal(writeTestGroups(directory).length, 3);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
