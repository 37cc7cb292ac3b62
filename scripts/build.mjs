/**
 * npm run build: src/ → index.html, dist/parley-offline.html, dist/SHA256SUMS. The same source gives the same bytes, on every machine.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { gzipSync } from 'node:zlib';
import { asShipped, bundleApp, compile } from './bundle.mjs';
import {
  fillTemplate,
  hashSource,
  importMapText,
  peerjsIntegrity,
  peerjsUrls,
  peerjsVersion,
  policyText,
  refuseUninlineable,
} from './page.mjs';

const root = dirname(import.meta.dirname);

/** What index.html may weigh at most, gzipped, in bytes. */
export const sizeGoal = 330 * 1024;

const defaultConfig = {
  signalling: [{ host: '0.peerjs.com', port: 443, path: '/', secure: true, key: 'peerjs' }],
  iceServers: [{ urls: 'stun:stun.l.google.com:19302' }],
  relayOnly: false,
};

/** PeerJS from npm. Throws unless it is, byte for byte, what the pages pin. */
export function readPeerjs() {
  const file = join(root, 'node_modules', 'peerjs', 'dist', 'peerjs.min.js');
  const text = readFileSync(file, 'utf8');
  const found = hashSource('sha384', readFileSync(file));
  if (found !== peerjsIntegrity) throw new Error(`peerjs ${peerjsVersion} in node_modules has ${found}, the pages pin ${peerjsIntegrity}.`);
  return text;
}

function buildPages(app) {
  const read = (name) => readFileSync(join(root, 'src', name), 'utf8');
  const template = read('index.template.html');
  const floor = `\n${asShipped(read('floor.js'))}`;
  const early = `\n${asShipped(read('vault/early.js'))}`;
  const code = `\n${app}`;
  const map = importMapText(peerjsUrls);
  const peerjs = readPeerjs();
  const licence = readFileSync(join(root, 'node_modules', 'peerjs', 'LICENSE'), 'utf8').trim();
  if (licence.includes('--')) throw new Error('The licence of PeerJS cannot stand in an HTML comment.');
  for (const [name, text] of Object.entries({
    'the app': code,
    'src/floor.js': floor,
    'src/vault/early.js': early,
    'the import map': map,
    PeerJS: peerjs,
  }))
    refuseUninlineable(name, text);
  const shared = {
    version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    config: JSON.stringify(defaultConfig),
    early,
    floor,
    app: code,
  };
  return {
    'index.html': fillTemplate(template, {
      ...shared,
      policy: policyText({ scripts: [early, map, floor, code], urls: Object.values(peerjsUrls) }),
      artefact: `PeerJS ${peerjsVersion} is fetched from a CDN and runs only if its hash fits.`,
      peerjs: `<script type="importmap">${map}</script>`,
    }),
    'dist/parley-offline.html': fillTemplate(template, {
      ...shared,
      policy: policyText({ scripts: [early, peerjs, floor, code], urls: [] }),
      artefact: `This copy has PeerJS ${peerjsVersion} inside, for networks without a CDN.`,
      peerjs: `<!-- peerjs ${peerjsVersion}, dist/peerjs.min.js from npm, byte for byte.\n\n${licence}\n-->\n<script>${peerjs}</script>`,
    }),
  };
}

/**
 * Every file of a build, by its path in the repository.
 * @param {string} emitted where tsc puts its modules; inside the repository
 */
export async function buildFiles(emitted) {
  await compile('-p', '.', '--outDir', emitted);
  if (!existsSync(join(emitted, 'main.js'))) throw new Error('There is no src/main.ts to build from.');
  const { code } = await bundleApp(emitted);
  const pages = buildPages(code);
  const sums = Object.entries(pages).map(([path, text]) => `${createHash('sha256').update(text).digest('hex')}  ${path}\n`);
  return { ...pages, 'dist/SHA256SUMS': sums.join('') };
}

/** What is wrong with the committed build: files that differ from a new one, and a page that is too large. */
export async function findBuildFaults() {
  const emitted = join(root, 'node_modules', '.cache', `parley-check-${process.pid}`);
  try {
    const files = await buildFiles(emitted);
    const faults = [];
    for (const [path, text] of Object.entries(files)) {
      const committed = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;
      if (committed === null) faults.push(`${path} is missing: npm run build`);
      else if (committed !== text) faults.push(`${path} is not what src/ builds: npm run build`);
    }
    const size = gzippedSize(files['index.html']);
    if (size > sizeGoal) faults.push(`index.html is ${size} bytes gzipped, more than ${sizeGoal}`);
    return faults;
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

/** Bytes after gzip at its default level, which is what a web server sends. */
export function gzippedSize(text) {
  return gzipSync(text).length;
}

if (argv[1] === import.meta.filename) {
  const files = await buildFiles(join(root, 'dist', 'js'));
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(root, path), text);
    console.log(`${path}: ${Buffer.byteLength(text)} bytes${path.endsWith('.html') ? `, ${gzippedSize(text)} gzipped` : ''}`);
  }
}
