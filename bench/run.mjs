/**
 * npm run bench: measures, prints a table with the bars of the project, and writes bench/results/latest.json. A bar that is missed fails nothing: a machine
 * under load misses some. `npm run bench link history` runs only those of `*.bench.ts`; the table then holds only their figures.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { findBrowser } from '../scripts/browsers.mjs';
import { gzippedSize } from '../scripts/build.mjs';
import { compile } from '../scripts/bundle.mjs';

const root = dirname(import.meta.dirname);
const results = join(root, 'bench', 'results');
const figuresDirectory = join(results, 'figures');

const atMost = (limit) => ({ text: `≤ ${limit.toLocaleString('en')}`, isMet: (value) => value <= limit });
const atLeast = (limit) => ({ text: `≥ ${limit}`, isMet: (value) => value >= limit });
const within = (share) => ({ text: `1 ± ${share}`, isMet: (value) => Math.abs(value - 1) <= share });

/** Every figure in the order of the table: what it is called, and its bar where the project has one. */
const rows = [
  ['size', 'index.html'],
  ['size-gzip', 'index.html, gzip', atMost(130 * 1024)],
  ['cold-open', 'cold open to interactive', atMost(300)],
  ['first-message', 'invite accepted to first message shown'],
  ['latency-p50', 'one-way latency, p50'],
  ['latency-p99', 'one-way latency, p99'],
  ['burst', '1,000 messages until all are on the other screen', atMost(1000)],
  ['typing', 'typing while 50 messages a second arrive: key until handled, p99', atMost(16)],
  ['typing-frame', 'the same: key until the next frame, p99'],
  ['rooms-heap', 'heap after 50 rooms came and went, against before', within(0.05)],
  ['link-throughput', 'link, throughput', atLeast(0.8)],
  ['link-small-frames', 'link, 64-byte frames, padded'],
  ['link-small-unpadded', 'link, 64-byte frames, unpadded'],
  ['add-stored', 'one more message in 20,000: stored', within(0.2)],
  ['add-shown', 'one more message in 20,000: shown', within(0.2)],
  ['add-shown-empty', 'the same, against an empty screen'],
  ['sync-screenful', 'newcomer, history of 10,000: first screenful', atMost(500)],
  ['sync-rate', 'newcomer, history of 10,000: rate'],
  ['sync-ratio', 'newcomer, history of 10,000: against a bare channel', atLeast(0.5)],
  ['sync-verifying', 'the same, if nothing were done but verifying'],
  ['room-heap', 'heap of a room with 100,000 entries', atMost(60)],
  ['room-memory', 'the same, with the bytes of the entries'],
  ['fill-chromium', '100,000 messages in localStorage, Chromium', atMost(1)],
  ['fill-firefox', '100,000 messages in localStorage, Firefox', atMost(1)],
  ['screenful-chromium', '100,000 messages: unlocked to first screenful, Chromium', atMost(150)],
  ['screenful-firefox', 'the same, Firefox', atMost(150)],
  ['screenful-ratio-chromium', 'the same against 1,000 messages, Chromium', within(0.2)],
  ['screenful-ratio-firefox', 'the same, Firefox', within(0.2)],
  ['whole-chromium', '100,000 messages: unlocked to the whole room, Chromium'],
  ['whole-firefox', 'the same, Firefox'],
  ['heap', 'heap after that, with the bytes behind arrays', atMost(60)],
  ['scroll-longest', 'scrolling through 100,000 messages: longest frame', atMost(50)],
  ['scroll-usual', 'the same, p99'],
  ['scroll-elements', 'the same: elements in the page', atMost(3_000)],
  ['find-first', 'finding in 100,000 messages: first result', atMost(150)],
  ['find-whole', 'the same: all looked at'],
  ['find-longest', 'the same: longest frame meanwhile', atMost(50)],
  ['append-chromium', 'append with 100,000 stored, p99, Chromium', atMost(2)],
  ['append-bare-chromium', 'the same bytes in a bare strict transaction, p99, Chromium'],
  ['append-firefox', 'append with 100,000 stored, p99, Firefox'],
  ['append-bare-firefox', 'the same bytes in a bare strict transaction, p99, Firefox'],
  ['drop-chromium', 'space that comes free when all but 1,000 of them are dropped, Chromium'],
  ['drop-firefox', 'the same, Firefox'],
  ['backup-made', 'backup of 100,000 messages: made', atMost(5)],
  ['backup-taken', 'the same: taken in by an empty vault', atMost(5)],
  ['mesh-behind', 'room of 200 with churn: online and without some message', atMost(0)],
  ['mesh-copies', 'room of 200: copies of an entry each member gets', atMost(4)],
  ['mesh-cost', 'room of 200: cost of an entry for each link', atMost(1.2)],
  ['mesh-hops', 'room of 200: links an entry crosses, at most'],
];

function keepSizes() {
  const page = readFileSync(join(root, 'index.html'));
  const keep = (name, value) => writeFileSync(join(figuresDirectory, `${name}.json`), JSON.stringify({ value, unit: 'bytes' }));
  keep('size', page.length);
  keep('size-gzip', gzippedSize(page));
}

function readFigures() {
  const names = readdirSync(figuresDirectory).map((file) => basename(file, '.json'));
  return Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(join(figuresDirectory, `${name}.json`), 'utf8'))]));
}

function asText({ value, unit }) {
  const digits = unit === 'bytes' ? 0 : unit === 'ms' ? 1 : 2;
  return `${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`;
}

function printTable(figures) {
  const lines = rows
    .filter(([name]) => figures[name] !== undefined)
    .map(([name, title, bar]) => {
      const verdict = bar === undefined ? '' : bar.isMet(figures[name].value) ? 'met' : 'MISSED';
      return [title, asText(figures[name]), bar?.text ?? '', verdict];
    });
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column].length)));
  console.log('');
  for (const [title, value, bar, verdict] of lines)
    console.log(`${title.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${bar.padEnd(widths[2])}  ${verdict}`.trimEnd());
}

if (!existsSync(join(root, 'index.html'))) {
  console.error('There is no index.html: npm run build');
  exit(1);
}
// The pages that measure modules use what tsc emits.
await compile('-p', 'tsconfig.bench.json');
rmSync(figuresDirectory, { recursive: true, force: true });
mkdirSync(figuresDirectory, { recursive: true });
const loadBefore = loadavg()[0];
const wanted = argv.slice(2);
if (wanted.length === 0) keepSizes();
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', '-c', join(root, 'bench', 'playwright.config.ts'), ...wanted],
  { stdio: 'inherit', cwd: root, env: { ...env, PARLEY_FIGURES: figuresDirectory } },
);
const figures = readFigures();
const bars = Object.fromEntries(
  rows
    .filter(([name, , bar]) => bar !== undefined && figures[name] !== undefined)
    .map(([name, , bar]) => [name, { bar: bar.text, isMet: bar.isMet(figures[name].value) }]),
);
const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', loadBefore, browser: findBrowser('chromium')?.path ?? null };
printTable(figures);
writeFileSync(join(results, 'latest.json'), `${JSON.stringify({ at: new Date().toISOString(), machine, figures, bars }, null, 2)}\n`);
rmSync(figuresDirectory, { recursive: true, force: true });
console.log(`\n${machine.cores} cores, load ${loadBefore.toFixed(1)} before; bench/results/latest.json has every run`);
if (loadBefore > machine.cores / 2) console.log('The machine was busy with other things: times are longer than they are.');
// What could not be measured is a failure; a bar that was missed is not.
exit(status ?? 1);
