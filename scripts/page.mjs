/**
 * What surrounds the app in index.html: policy, import map, configuration. Pure functions over texts, used by the build, by the local server
 * (scripts/local-server.mjs) and by browser journeys, so that a page served for development has the same policy as the one that ships.
 */
import { createHash } from 'node:crypto';

/** PeerJS, as npm fixes it. The build compares node_modules with this. */
export const peerjsVersion = '1.5.5';
export const peerjsIntegrity = 'sha384-x0YgkOr/3UOZP2CRDxGW9e0Q+2Qjyr3uJrm4xU32Y7ZCNAo7Cc7bjhrZMi/dwczu';

/** Where index.html gets it from: the second is tried when the first fails. */
export const peerjsUrls = {
  peerjs: `https://cdn.jsdelivr.net/npm/peerjs@${peerjsVersion}/dist/peerjs.min.js`,
  'peerjs-second': `https://unpkg.com/peerjs@${peerjsVersion}/dist/peerjs.min.js`,
};

/** A hash as CSP and Subresource Integrity write it. */
export function hashSource(algorithm, content) {
  return `${algorithm}-${createHash(algorithm).update(content).digest('base64')}`;
}

/**
 * Throws when `text` cannot stand inside a script element as it is. `</script` ends the element; `<!--` with `<script` after it makes the parser
 * look for a second end; CR and NUL are changed by the parser, and then the hash does not fit.
 */
export function refuseUninlineable(name, text) {
  const bad = /<\/script|<script|<!--|\r|\0/iu.exec(text);
  if (bad === null) return;
  const line = text.slice(0, bad.index).split('\n').length;
  throw new Error(`${name} cannot be inlined: line ${line} of its text holds ${JSON.stringify(bad[0])}.`);
}

/** The import map that pins PeerJS, as it stands between its tags. */
export function importMapText(urls) {
  const integrity = Object.fromEntries(Object.values(urls).map((url) => [url, peerjsIntegrity]));
  return `\n${JSON.stringify({ imports: urls, integrity }, null, 2)}\n`;
}

/**
 * The Content-Security-Policy of a page.
 * @param {{ scripts: string[], urls: string[] }} parts the inline scripts' texts and the exact addresses scripts may come from
 */
export function policyText({ scripts, urls }) {
  const sources = [...scripts.map((text) => `'${hashSource('sha256', text)}'`), ...urls];
  return [
    "default-src 'none'",
    `script-src ${sources.join(' ')}`,
    "style-src 'none'",
    // People choose their signalling server.
    'connect-src https: wss: http: ws:',
    'img-src blob: data:',
    'media-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Fills `{{name}}` of a template. Throws unless every place is filled and every value used. */
export function fillTemplate(template, values) {
  const used = new Set();
  const filled = template.replace(/\{\{([\w-]+)\}\}/gu, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`The template asks for {{${name}}}, which nobody provides.`);
    used.add(name);
    return values[name];
  });
  const unused = Object.keys(values).filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`The template has no place for ${unused.join(', ')}.`);
  return filled;
}

const configBlock = /(<script type="application\/json" id="parley-config">)([^<]*)(<\/script>)/gu;
const moduleBlock = /<script type="module">([^]*?)<\/script>/gu;
const importMapBlock = /(<script type="importmap">)([^<]*)(<\/script>)/gu;

function onlyMatch(page, pattern, what) {
  const found = [...page.matchAll(pattern)];
  if (found.length !== 1) throw new Error(`The page holds ${found.length} times what it should hold once: ${what}.`);
  return found[0];
}

function replaceOnly(page, text, what, replacement) {
  if (page.split(text).length !== 2) throw new Error(`The page does not hold exactly once: ${what}.`);
  return page.replace(text, () => replacement);
}

/** The configuration of a page, parsed. */
export function configOf(page) {
  return JSON.parse(onlyMatch(page, configBlock, 'a configuration block')[2]);
}

/** The page with another configuration; `config` may also be a text, which need not be JSON (to try a bad block). */
export function withConfig(page, config) {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  const [whole, open, , close] = onlyMatch(page, configBlock, 'a configuration block');
  return replaceOnly(page, whole, 'the configuration block', open + text.replaceAll('<', '\\u003c') + close);
}

/** The page with one text of its module script replaced, and the policy letting the changed script run. */
export function withPatch(page, from, to) {
  const [, script] = onlyMatch(page, moduleBlock, 'a module script');
  const changed = replaceOnly(script, from, 'the text to be patched', to);
  const patched = replaceOnly(page, script, 'the module script', changed);
  return replaceOnly(patched, hashSource('sha256', script), 'the hash of the module script', hashSource('sha256', changed));
}

/** The page with PeerJS taken from other addresses; its integrity and everything else stay as they are. */
export function withPeerjsFrom(page, urls) {
  const [whole, open, oldMap, close] = onlyMatch(page, importMapBlock, 'an import map');
  const newMap = importMapText(urls);
  let repointed = replaceOnly(page, whole, 'the import map', open + newMap + close);
  repointed = replaceOnly(repointed, hashSource('sha256', oldMap), 'the hash of the import map', hashSource('sha256', newMap));
  for (const [name, url] of Object.entries(JSON.parse(oldMap).imports)) {
    repointed = replaceOnly(repointed, ` ${url}`, `${url} in the policy`, ` ${urls[name]}`);
  }
  return repointed;
}
