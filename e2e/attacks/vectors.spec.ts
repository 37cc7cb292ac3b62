/**
 * The vectors in e2e/attacks/vectors/ are what the kit makes of their inputs. `PARLEY_REMAKE_VECTORS=1` writes them anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { VECTORS, asJson } from './kit/vectors.js';

test('the vectors that are kept are those that the kit makes', () => {
  for (const [name, make] of Object.entries(VECTORS)) {
    const file = join(import.meta.dirname, 'vectors', `${name}.json`);
    const made = asJson(make());
    if (process.env['PARLEY_REMAKE_VECTORS'] === '1') writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
    expect(existsSync(file)).toBe(true);
    expect(made).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  }
});
