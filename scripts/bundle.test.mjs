import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asShipped, renamedIn } from './bundle.mjs';

describe('bundle', () => {
  it('drops docstrings and remarks, and keeps every SECURITY mark, on one line', () => {
    const code = '/** Says. */\nfunction say() {\n    // why\n    // SECURITY: never\n    // without this\n    return 1; // later\n}\n';
    assert.equal(asShipped(code), 'function say() {\n // SECURITY: never without this\n return 1;\n}\n');
  });

  it('leaves out the test that a mark names, and nothing of what it says', () => {
    const shipped = (mark) => asShipped(`// SECURITY: ${mark}\nsay();\n`);
    const says = '// SECURITY: only here: (really) so\nsay();\n';
    assert.equal(shipped('only here: (really) so (say.test.ts: "says (so)").'), says);
    assert.equal(shipped('only here: (really) so: say.test.ts, "says so".'), says);
    assert.equal(shipped('only here: (really) so ("says so" in say.test.ts).'), says);
    assert.equal(shipped('only here: (really) so (say.spec.ts: "says\n// so").'), says);
    assert.equal(shipped('only here: (really) so'), says);
  });

  it('leaves what only looks like a comment alone', () => {
    const code = "const a = '// no'; const b = `/* no */`; const c = /\\/\\*x*\\//u;\n";
    assert.equal(asShipped(code), code);
  });

  it('names what the bundler had to rename', () => {
    assert.deepEqual(renamedIn('const a$1 = 1; const b = a$1;', ['const a = 1;', 'const b = a;']), ['a$1']);
  });
});
