import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeLock, findLockFaults, platformOf } from './lock-file.mjs';

const tool = { version: '1.0.0', license: 'MIT', optionalDependencies: { '@tool/linux-x64-gnu': '1.0.0', '@tool/darwin-arm64': '1.0.0' } };
const linux = { version: '1.0.0', integrity: 'sha512-x', optional: true, os: ['linux'] };
const lock = { packages: { '': {}, 'node_modules/tool': tool, 'node_modules/@tool/linux-x64-gnu': linux } };

describe('lock file', () => {
  it('needs an entry for every platform, and can be completed without touching what is there', () => {
    assert.deepEqual(findLockFaults(lock), [
      'package-lock.json has no entry for @tool/darwin-arm64: node scripts/lock-file.mjs --complete',
    ]);
    const complete = completeLock(lock);
    assert.deepEqual(findLockFaults(complete), []);
    assert.deepEqual(complete.packages['node_modules/@tool/linux-x64-gnu'], linux);
    assert.deepEqual(complete.packages['node_modules/@tool/darwin-arm64'], {
      version: '1.0.0',
      dev: true,
      optional: true,
      cpu: ['arm64'],
      os: ['darwin'],
    });
  });

  it('names no registry', () => {
    assert.equal(
      findLockFaults({
        packages: { '': {}, 'node_modules/a': { version: '1.0.0', license: 'MIT', resolved: 'https://registry.example/a.tgz' } },
      }).length,
      1,
    );
  });

  it('reads the platform from the name', () => {
    assert.deepEqual(platformOf('@a/b-linux-arm-gnueabihf'), { cpu: ['arm'], libc: ['glibc'], os: ['linux'] });
    assert.deepEqual(platformOf('@a/b-linux-x64-musl'), { cpu: ['x64'], libc: ['musl'], os: ['linux'] });
    assert.deepEqual(platformOf('@a/win32-x64-msvc'), { cpu: ['x64'], os: ['win32'] });
    assert.throws(() => platformOf('fsevents'), /platform/u);
  });

  it('takes no package under a licence that asks for more', () => {
    const packages = {
      '': { license: 'MIT' },
      'node_modules/shipped': { license: 'MIT' },
      'node_modules/tool': { license: 'MPL-2.0', dev: true },
      'node_modules/part': { optional: true, dev: true },
    };
    assert.deepEqual(findLockFaults({ packages }), []);
    for (const [path, entry] of Object.entries({
      'node_modules/shipped-too': { license: 'MPL-2.0' },
      'node_modules/tool-too': { license: 'AGPL-3.0', dev: true },
      'node_modules/nameless': { dev: true },
    }))
      assert.equal(findLockFaults({ packages: { ...packages, [path]: entry } }).length, 1, path);
  });
});
