import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findFaults, lineLimit } from './source-rules.mjs';

/** Faults of a made-up src/ that has the given files and, empty, those they import. */
function faultsOf(files) {
  const tree = new Map(Object.entries(files));
  for (const path of [
    'lib/bytes.ts',
    'crypto/noise.ts',
    'transport/transport.ts',
    'transport/limits.ts',
    'vault/vault.ts',
    'vault/journal.ts',
  ]) {
    if (!tree.has(path)) tree.set(path, 'export {};\n');
  }
  for (const path of [
    'link/link.ts',
    'log/entry.ts',
    'room/room.ts',
    'app/state.ts',
    'app/intents.ts',
    'app/app.ts',
    'ui/shell.ts',
    'i18n/en.ts',
  ]) {
    if (!tree.has(path)) tree.set(path, 'export {};\n');
  }
  return findFaults(tree);
}

const imports = (target) => `import { thing } from '../${target}.js';\nexport const user = thing;\n`;
const importsType = (target) => `import type { Thing } from '../${target}.js';\nexport type User = Thing;\n`;

describe('source rules: layers', () => {
  const allowed = [
    ['crypto/a.ts', imports('lib/bytes')],
    ['transport/a.ts', imports('lib/bytes')],
    ['link/a.ts', imports('crypto/noise')],
    ['link/a.ts', imports('transport/transport')],
    ['log/a.ts', imports('crypto/noise')],
    ['vault/a.ts', importsType('log/entry')],
    ['room/a.ts', imports('link/link')],
    ['room/a.ts', imports('log/entry')],
    ['room/a.ts', imports('vault/vault')],
    ['app/a.ts', imports('room/room')],
    ['app/a.ts', imports('vault/journal')],
    ['ui/a.ts', importsType('app/state')],
    ['ui/a.ts', importsType('app/intents')],
    ['ui/a.ts', imports('i18n/en')],
    ['lib/a.test.ts', imports('ui/shell')],
    ['lib/a.fixture.ts', imports('ui/shell')],
    ['transport/peerjs-loader.ts', "export const loaded = import('peerjs');\n"],
    ['transport/peerjs-loader.ts', 'export const load = (name: string) => import(name);\n'],
  ];
  for (const [path, text] of allowed) {
    it(`let ${path} hold ${text.split('\n')[0]}`, () => assert.deepEqual(faultsOf({ [path]: text }), []));
  }

  const refused = [
    ['lib/a.ts', imports('crypto/noise'), /lib may not import crypto/u],
    ['lib/a.ts', importsType('crypto/noise'), /lib may not import crypto/u],
    ['crypto/a.ts', imports('transport/transport'), /crypto may not import transport/u],
    ['transport/a.ts', imports('crypto/noise'), /transport may not import crypto/u],
    ['link/a.ts', imports('transport/limits'), /only transport\/transport\.ts/u],
    ['link/a.ts', imports('log/entry'), /link may not import log/u],
    ['log/a.ts', imports('link/link'), /log may not import link/u],
    ['vault/a.ts', imports('log/entry'), /only types/u],
    ['vault/a.ts', "import { type Thing } from '../log/entry.js';\nexport type User = Thing;\n", /only types/u],
    ['room/a.ts', imports('vault/journal'), /only vault\/vault\.ts/u],
    ['room/a.ts', imports('transport/limits'), /only transport\/transport\.ts/u],
    ['room/a.ts', imports('crypto/noise'), /room may not import crypto/u],
    ['room/a.ts', imports('app/app'), /room may not import app/u],
    ['app/a.ts', imports('link/link'), /app may not import link/u],
    ['app/a.ts', imports('transport/transport'), /app may not import transport/u],
    ['app/a.ts', imports('ui/shell'), /app may not import ui/u],
    ['ui/a.ts', imports('app/state'), /only types/u],
    ['ui/a.ts', importsType('app/app'), /only app\/state\.ts and .*app\/intents\.ts/u],
    ['ui/a.ts', imports('crypto/noise'), /ui may not import crypto/u],
    ['i18n/a.ts', imports('app/state'), /i18n may not import app/u],
    ['lib/a.ts', "export { thing } from '../crypto/noise.js';\n", /lib may not import crypto/u],
    ['lib/a.ts', "export * from '../crypto/noise.js';\n", /lib may not import crypto/u],
    ['lib/a.ts', "export const later = import('../crypto/noise.js');\n", /lib may not import crypto/u],
    ['lib/a.ts', "export type Later = import('../crypto/noise.js').Thing;\n", /lib may not import crypto/u],
    ['lib/a.ts', "export type Later = typeof import('../crypto/noise.js');\n", /lib may not import crypto/u],
    ['lib/a.ts', "import '../crypto/noise.js';\n", /lib may not import crypto/u],
    ['lib/a.ts', 'export const load = (name: string) => import(name);\n', /computed/u],
    ['lib/a.ts', "import { thing } from './gone.js';\nexport const user = thing;\n", /does not exist/u],
    ['lib/a.ts', "import { thing } from './bytes';\nexport const user = thing;\n", /does not end in \.js/u],
    ['lib/a.ts', "import fc from 'fast-check';\nexport const user = fc;\n", /package fast-check/u],
    ['vault/a.ts', "import { encode } from 'base32768';\nexport const user = encode;\n", /package base32768/u],
    ['link/a.ts', "import type { Peer } from 'peerjs';\nexport type User = Peer;\n", /package peerjs/u],
    ['elsewhere/a.ts', 'export {};\n', /no part of the house/u],
    ['other.ts', 'export {};\n', /no part of the house/u],
    ['lib/a.ts', 'export const = 1;\n', /not TypeScript/u],
  ];
  for (const [path, text, expected] of refused) {
    it(`refuse ${path} with ${text.split('\n')[0]}`, () => {
      const faults = faultsOf({ [path]: text });
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.match(faults[0], expected);
      assert.ok(faults[0].includes(path));
    });
  }

  it('refuse test support in the product', () => {
    const faults = faultsOf({
      'lib/a.ts': "import { fake } from './fake.fixture.js';\nexport const user = fake;\n",
      'lib/fake.fixture.ts': 'export const fake = 1;\n',
    });
    assert.deepEqual(faults, ['lib/a.ts imports lib/fake.fixture.ts, which is for tests']);
  });

  it('let main.ts import every part and use the document, and refuse what it does not reach', () => {
    const files = {
      'main.ts':
        "import { journal } from './vault/journal.js';\nimport type { Noise } from './crypto/noise.js';\nexport const used: Noise = document.body ?? journal;\n",
      'vault/journal.ts': "import { used } from '../lib/used.js';\nexport const journal = used;\n",
      'lib/used.ts': 'export const usedThing = 1;\n',
      'lib/unused.ts': 'export const unusedThing = 1;\n',
      'lib/unused.test.ts': "import './unused.js';\n",
      'crypto/noise.ts': 'export type Noise = 1;\n',
    };
    assert.deepEqual(findFaults(new Map(Object.entries(files))), ['lib/unused.ts is not reached from main.ts: nothing uses it']);
  });

  it('refuse circles, also of types', () => {
    const faults = faultsOf({
      'lib/a.ts': "import type { B } from './b.js';\nexport type A = B;\n",
      'lib/b.ts': "import type { C } from './c.js';\nexport type B = C;\n",
      'lib/c.ts': "import type { A } from './a.js';\nexport type C = A;\n",
    });
    assert.deepEqual(faults, ['a circle of imports: lib/a.ts → lib/b.ts → lib/c.ts → lib/a.ts']);
  });
});

describe('source rules: platform', () => {
  const owned = [
    ['crypto/a.ts', 'export const used = crypto.subtle;\n'],
    ['transport/peerjs-peer.ts', 'export const used = globalThis.Peer;\n'],
    ['vault/a.ts', 'export const used = localStorage.length + indexedDB.cmp(1, 2);\n'],
    ['ui/a.ts', 'export const used = document.body;\n'],
    ['lib/a.ts', "// document, localStorage\nexport const used = 'crypto.subtle';\n"],
    ['lib/a.ts', 'export const used = (page: { document: string }) => page.document;\n'],
    ['lib/a.ts', 'export interface Peer { readonly crypto: string }\nexport const used = { crypto: 1 };\n'],
    ['lib/a.test.ts', 'export const used = document.body;\n'],
  ];
  for (const [path, text] of owned) {
    it(`let ${path} hold ${text.split('\n').at(-2)}`, () => assert.deepEqual(faultsOf({ [path]: text }), []));
  }

  const stolen = [
    ['link/a.ts', 'export const used = crypto.subtle;\n', 'crypto'],
    ['link/a.ts', 'export const used = globalThis.crypto;\n', 'crypto'],
    ['link/a.ts', 'export const used = { crypto };\n', 'crypto'],
    ['link/a.ts', 'export const used = () => crypto.getRandomValues(new Uint8Array(1));\n', 'crypto'],
    ['link/a.ts', 'export const used = () => { const { subtle } = crypto; return subtle; };\n', 'crypto'],
    ['transport/limits.ts', 'export const used = new Peer();\n', 'Peer'],
    ['transport/limits.ts', 'export const used = window.Peer;\n', 'Peer'],
    ['ui/a.ts', 'export const used = localStorage;\n', 'localStorage'],
    ['app/a.ts', 'export const used = self.indexedDB;\n', 'indexedDB'],
    ['app/a.ts', 'export const used = sessionStorage as Storage;\n', 'sessionStorage'],
    ['app/a.ts', 'export const used = document.title;\n', 'document'],
    ['app/a.ts', 'export const used = `${document.title}`;\n', 'document'],
  ];
  for (const [path, text, name] of stolen) {
    it(`refuse ${path} with ${text.split('\n')[0]}`, () => {
      const faults = faultsOf({ [path]: text });
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.ok(faults[0].startsWith(`${path} uses ${name}, which belongs to `));
    });
  }
});

describe('source rules: names, length, tests', () => {
  it('refuse a top-level name that two modules declare, exported or not', () => {
    const faults = faultsOf({ 'lib/a.ts': 'const one = 1;\nexport { one as uno };\n', 'crypto/b.ts': 'export function one() {}\n' });
    assert.deepEqual(faults, ['one is declared in lib/a.ts and in crypto/b.ts: top-level names are unique']);
    const unpacked = faultsOf({
      'lib/a.ts': 'export const { one, two: [three] } = given();\nfunction given() {}\n',
      'crypto/b.ts': 'export class three {}\n',
    });
    assert.deepEqual(unpacked, ['three is declared in lib/a.ts and in crypto/b.ts: top-level names are unique']);
  });

  it('let two modules declare a type, a local name or a name in a test alike', () => {
    const same = 'export interface One {}\nexport type Two = 1;\n';
    assert.deepEqual(
      faultsOf({ 'lib/a.ts': same, 'lib/b.ts': same, 'lib/c.ts': 'export const f = () => { const g = 1; return g; };\n' }),
      [],
    );
    assert.deepEqual(
      faultsOf({ 'lib/a.test.ts': 'const one = 1;\n', 'lib/b.test.ts': 'const one = 1;\n', 'lib/c.ts': 'const one = 1;\n' }),
      [],
    );
  });

  it(`refuse more than ${lineLimit} lines, except in tests, catalogues and tables`, () => {
    const lines = (count) => '//\n'.repeat(count);
    assert.deepEqual(faultsOf({ 'lib/a.ts': lines(lineLimit) }), []);
    assert.deepEqual(faultsOf({ 'lib/a.ts': lines(lineLimit + 1) }), [`lib/a.ts has ${lineLimit + 1} lines, more than ${lineLimit}`]);
    assert.deepEqual(faultsOf({ 'lib/a.test.ts': lines(500), 'i18n/de.ts': lines(500), 'crypto/emoji-table.ts': lines(500) }), []);
  });

  it('refuse a sheet that names left or right, or tells them apart', () => {
    const sheet = (style) => ({ 'ui/a-sheet.ts': `export const text = \`p { color: red; ${style} }\`;\n` });
    const sided = [
      'margin-left: 1px;',
      'left: 0;',
      'border-top-right-radius: 1px;',
      'text-align: right;',
      'padding: 0 1px 0 calc(2px + (1px * 2));',
      'border-radius: 1px 1px 1px 2px;',
      'border-radius: 1px 2px;',
    ];
    for (const style of sided) assert.equal(faultsOf(sheet(style)).length, 1, style);
    const fine = [
      'margin-inline-start: 1px;',
      'text-align: start;',
      'padding: 0 max(1px, 2px) 3px;',
      'inset: 0;',
      'border-radius: 1px 1px 2px 2px;',
    ];
    for (const style of fine) assert.deepEqual(faultsOf(sheet(style)), [], style);
    assert.deepEqual(faultsOf({ 'ui/a.ts': 'export const it = { left: 1 };\n' }), []);
  });

  it('refuse an accessibility check that nobody awaits', () => {
    const test = (body) => ({ 'ui/a.test.ts': `it('x', async () => { ${body} });\n` });
    assert.equal(faultsOf(test('expect(element).to.be.accessible();')).length, 1);
    assert.deepEqual(faultsOf(test('await expect(element).to.be.accessible();')), []);
    assert.deepEqual(faultsOf(test('return expect(element).to.be.accessible();')), []);
  });

  it('refuse .only', () => {
    assert.equal(faultsOf({ 'ui/a.test.ts': "it.only('x', () => {});\n" }).length, 1);
    assert.equal(faultsOf({ 'ui/a.test.ts': "describe.only('x', () => {});\n" }).length, 1);
  });
});
