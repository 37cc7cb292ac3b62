import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { readPeerjs } from './build.mjs';
import { renamedIn } from './bundle.mjs';
import { localPage } from './local-server.mjs';
import {
  configOf,
  fillTemplate,
  hashSource,
  importMapText,
  peerjsIntegrity,
  peerjsUrls,
  policyText,
  refuseUninlineable,
  withConfig,
  withPatch,
  withPeerjsFrom,
} from './page.mjs';

const map = importMapText(peerjsUrls);
const template = readFileSync(join(dirname(import.meta.dirname), 'src', 'index.template.html'), 'utf8');
const page = fillTemplate(template, {
  version: '1',
  artefact: 'x',
  policy: policyText({ scripts: ['early()', map, 'floor()', 'app()'], urls: Object.values(peerjsUrls) }),
  config: '{"signalling":[]}',
  peerjs: `<script type="importmap">${map}</script>`,
  early: 'early()',
  floor: 'floor()',
  app: 'app()',
});

/** Every inline script a browser would run, and the hashes its policy lets run. */
function policyHolds(html) {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/u.exec(html)[1];
  const sources = /script-src ([^;]+)/u.exec(policy)[1].split(' ');
  const texts = [...html.matchAll(/<script(?: type="(?:module|importmap)")?>([^]*?)<\/script>/gu)].map(([, text]) => text);
  return {
    texts,
    allowed: sources.filter((source) => source.startsWith("'sha256")),
    urls: sources.filter((source) => source.startsWith('http')),
  };
}

describe('page', () => {
  for (const bad of ['</script', '</SCRIPT>', '<script', '<Script x', '<!--', '\r\n', '\0']) {
    it(`refuses to inline text that holds ${JSON.stringify(bad)}, and says where`, () => {
      assert.throws(() => refuseUninlineable('the app', `line one\nline two ${bad} rest`), /the app cannot be inlined: line 2/u);
    });
  }

  it('inlines text that only looks a little like it', () => {
    refuseUninlineable('the app', 'a < script; b <! --c; "<\\/script>"; x<!y');
  });

  it('lets exactly its own scripts run', () => {
    const { texts, allowed, urls } = policyHolds(page);
    assert.deepEqual(
      allowed,
      texts.map((text) => `'${hashSource('sha256', text)}'`),
    );
    assert.equal(texts.length, 4);
    assert.deepEqual(urls, Object.values(peerjsUrls));
  });

  it('has its policy before anything that it governs, and within the bytes in which a browser looks for the charset', () => {
    assert.ok(page.indexOf('charset') < 1024);
    assert.ok(page.indexOf('Content-Security-Policy') < page.indexOf('<script'));
    assert.ok(page.indexOf('Content-Security-Policy') < page.indexOf('<link'));
  });

  it('exchanges the configuration and nothing else', () => {
    const config = { signalling: [{ host: '</script><script>alert(1)//' }], price: '$&' };
    const changed = withConfig(page, config);
    assert.deepEqual(configOf(changed), config);
    assert.equal(changed.split('</script>').length, page.split('</script>').length);
    assert.equal(withConfig(changed, configOf(page)), page);
  });

  it('lets a patched script run, and refuses a patch that fits nowhere or in several places', () => {
    const changed = withPatch(page, 'app()', 'app("$&")');
    const held = policyHolds(changed);
    assert.ok(held.texts.some((text) => text.includes('app("$&")')));
    assert.deepEqual(
      held.allowed,
      held.texts.map((text) => `'${hashSource('sha256', text)}'`),
    );
    assert.throws(() => withPatch(page, 'floor()', ''), /to be patched/u);
    assert.throws(() => withPatch(page, 'p', ''), /to be patched/u);
  });

  it('takes PeerJS from elsewhere under a policy that fits, with the same integrity', () => {
    const urls = { peerjs: 'http://localhost:1/a.js', 'peerjs-second': 'http://localhost:1/b.js' };
    const changed = withPeerjsFrom(page, urls);
    const held = policyHolds(changed);
    assert.deepEqual(
      held.allowed,
      held.texts.map((text) => `'${hashSource('sha256', text)}'`),
    );
    assert.deepEqual(held.urls, Object.values(urls));
    assert.ok(!changed.includes('cdn.jsdelivr.net') && !changed.includes('unpkg.com'));
    assert.equal(changed.split(peerjsIntegrity).length, 3);
    assert.equal(withPeerjsFrom(changed, peerjsUrls), page);
  });

  it('is given out by a local server with that server in it', () => {
    const served = localPage(page, 'http://localhost:8080');
    assert.deepEqual(configOf(served).signalling, [{ host: 'localhost', port: 8080, path: '/peerjs', secure: false, key: 'peerjs' }]);
    assert.deepEqual(policyHolds(served).urls, [
      'http://localhost:8080/vendor/peerjs.min.js',
      'http://localhost:8080/vendor/second/peerjs.min.js',
    ]);
  });

  it('refuses a template with a place nobody fills or a value without a place', () => {
    assert.throws(() => fillTemplate('{{a}}', {}), /\{\{a\}\}/u);
    assert.throws(() => fillTemplate('', { a: '1' }), /no place for a/u);
    assert.equal(fillTemplate('{{a}}', { a: '$& {{b}}' }), '$& {{b}}');
  });

  it('pins the PeerJS that npm installed', () => {
    assert.equal(hashSource('sha384', readPeerjs()), peerjsIntegrity);
  });
});

describe('bundle', () => {
  it('finds the names that a bundler made up', () => {
    const modules = ['const one = 1; export function useOne() { return one; }', 'const one = 2; export const two = one;'];
    const bundle = 'const one = 1; function useOne() { return one; } const one$1 = 2; const two = one$1;';
    assert.deepEqual(renamedIn(bundle, modules), ['one$1']);
    assert.deepEqual(renamedIn('const one = 1;', modules), []);
    // Two packages that name something alike are no fault of ours; one that takes a name of ours is.
    assert.deepEqual(renamedIn('const three$1 = 1;', modules, ['const three = 1;']), []);
    assert.deepEqual(renamedIn(bundle, modules, ['const one = 1;']), ['one$1']);
  });
});
