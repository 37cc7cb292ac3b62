import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renamedIn, subjectOf, withoutDocstrings } from './bundle.mjs';

describe('bundle', () => {
  it('takes the beginning of a header as the subject of a file', () => {
    assert.equal(subjectOf('/**\n * One link: from here\n * to there. And more.\n *\n * Later.\n */\nimport x'), 'One link');
    assert.equal(subjectOf('const a = 1;'), '');
  });

  it('drops docstrings and remarks, and keeps every SECURITY mark with its continuation', () => {
    const code = '/** Says. */\nfunction say() {\n    // why\n    // SECURITY: never\n    // without this\n    return 1; // later\n}\n';
    assert.equal(withoutDocstrings(code), 'function say() {\n // SECURITY: never\n // without this\n return 1;\n}\n');
  });

  it('leaves what only looks like a comment alone', () => {
    const code = "const a = '// no'; const b = `/* no */`; const c = /\\/\\*x*\\//u;\n";
    assert.equal(withoutDocstrings(code), code);
  });

  it('names what the bundler had to rename', () => {
    assert.deepEqual(renamedIn('const a$1 = 1; const b = a$1;', ['const a = 1;', 'const b = a;']), ['a$1']);
  });
});
