import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeLock, findLockFaults, platformOf } from './lock-file.mjs';

const tool = { version: '1.0.0', optionalDependencies: { '@tool/linux-x64-gnu': '1.0.0', '@tool/darwin-arm64': '1.0.0' } };
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
      findLockFaults({ packages: { '': {}, 'node_modules/a': { version: '1.0.0', resolved: 'https://registry.example/a.tgz' } } }).length,
      1,
    );
  });

  it('reads the platform from the name', () => {
    assert.deepEqual(platformOf('@a/b-linux-arm-gnueabihf'), { cpu: ['arm'], libc: ['glibc'], os: ['linux'] });
    assert.deepEqual(platformOf('@a/b-linux-x64-musl'), { cpu: ['x64'], libc: ['musl'], os: ['linux'] });
    assert.deepEqual(platformOf('@a/win32-x64-msvc'), { cpu: ['x64'], os: ['win32'] });
    assert.throws(() => platformOf('fsevents'), /platform/u);
  });
});
