import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultsOfTable, titlesIn } from './attack-table.mjs';

const HEAD = '| Attack | Needs | Expected | Test |\n|---|---|---|---|\n';
const row = (file, title) => `| something | the secret | silence | \`${file}\`, "${title}" |\n`;
const titles = new Map([['e2e/attacks/a.spec.ts', ['one thing', 'another by …']]]);

describe('the table of attacks', () => {
  it('is right when each test has a row, and each row a test', () => {
    const table = `# Attacks\n\n${HEAD}${row('e2e/attacks/a.spec.ts', 'one thing')}${row('e2e/attacks/a.spec.ts', 'another by …')}`;
    assert.deepEqual(faultsOfTable(table, titles), []);
  });

  it('is wrong when a test has no row', () => {
    assert.match(faultsOfTable(HEAD + row('e2e/attacks/a.spec.ts', 'one thing'), titles).join(), /no row for "another by …"/u);
  });

  it('is wrong when a row names no test that there is', () => {
    const both = HEAD + row('e2e/attacks/a.spec.ts', 'one thing') + row('e2e/attacks/a.spec.ts', 'another by …');
    assert.match(faultsOfTable(both + row('e2e/attacks/a.spec.ts', 'a third'), titles).join(), /no test "a third"/u);
    assert.match(faultsOfTable(both + row('e2e/attacks/b.spec.ts', 'one thing'), titles).join(), /no test "one thing" in e2e\/attacks\/b/u);
    assert.match(faultsOfTable(`${both}| a | b | c | some day |\n`, titles).join(), /names no test/u);
    assert.match(faultsOfTable(`${both}| a | | c | \`e2e/attacks/a.spec.ts\`, "one thing" |\n`, titles).join(), /empty/u);
  });

  it('lets a row name a test of another file, if there is one', () => {
    const both = HEAD + row('e2e/attacks/a.spec.ts', 'one thing') + row('e2e/attacks/a.spec.ts', 'another by …');
    const others = new Map([['src/b.test.ts', ['is noticed', 'is not']]]);
    assert.deepEqual(faultsOfTable(both + row('src/b.test.ts', 'is noticed'), titles, others), []);
    assert.match(faultsOfTable(both + row('src/b.test.ts', 'is gone'), titles, others).join(), /no test "is gone" in src\/b/u);
  });

  it('reads titles in every kind of quotes, with what is computed left out, and not those of groups', () => {
    const source = `test.describe('group', () => {\n  test("one", f);\n  test('it\\'s', f);\n  test(\`a \${what} of \${String(x)}\`, f);\n  test(\n    'two', f);\n  it('three', f);`;
    assert.deepEqual(titlesIn(source), ['one', "it's", 'a … of …', 'two', 'three']);
  });
});
