/**
 * Holds package-lock.json against what `npm ci` needs on a machine that is not this one: no registry's address, and an entry for the native parts of
 * every platform.
 *
 * npm writes no entry for a part that the registry in use does not carry (some mirrors have Linux only), and then refuses `npm ci` everywhere.
 * `node scripts/lock-file.mjs --complete` puts such entries back. They have no integrity, since nobody here saw the bytes; an `npm install` against the
 * full registry fills that in. They are parts of tools: nothing of them gets into the page.
 *
 * And against the licences that are taken: what ships has to be as free as Parley, and no tool may ask for more than to be named.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';

const file = join(dirname(import.meta.dirname), 'package-lock.json');
const readLock = () => JSON.parse(readFileSync(file, 'utf8'));

/** `[path, name, version]` of every optional part that a package of the lock names and that has no entry. */
function missingParts({ packages }) {
  return Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies))
    .map(([name, version]) => [`node_modules/${name}`, name, version])
    .filter(([path]) => packages[path] === undefined);
}

/** What a platform's part runs on, read from the end of its name, such as `linux-arm64-musl`. Throws for a name of another form. */
export function platformOf(name) {
  const parts = /(android|darwin|freebsd|linux|openbsd|openharmony|win32)-([a-z0-9]+)(?:-(\w+))?$/u.exec(name);
  if (parts === null) throw new Error(`${name} does not say what platform it is for.`);
  const [, os, cpu, abi] = parts;
  const isLibcNamed = os === 'linux' && abi !== undefined;
  return { cpu: [cpu], ...(isLibcNamed ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {}), os: [os] };
}

/** The same lock with an entry for every platform. */
export function completeLock(lock) {
  const added = missingParts(lock).map(([path, name, version]) => [path, { version, dev: true, optional: true, ...platformOf(name) }]);
  const [[rootPath, rootEntry], ...entries] = Object.entries(lock.packages);
  const sorted = [...entries, ...added].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...lock, packages: { [rootPath]: rootEntry, ...Object.fromEntries(sorted) } };
}

/** Licences of what gets into the page, or is loaded by it; and, besides these, of tools. */
const SHIPPED_LICENCES = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', '(MIT OR Apache-2.0)']);
const TOOL_LICENCES = new Set([...SHIPPED_LICENCES, 'Apache-2.0', 'BlueOak-1.0.0', 'MPL-2.0', '(MIT OR CC0-1.0)']);

/** What packages say of their licence in their Readme alone. */
const README_LICENCES = { 'node_modules/only': 'MIT' };

/** Packages under a licence that is not taken, or under none that is named; parts of a tool for a platform are under the tool's. */
function licenceFaults({ packages }) {
  return Object.entries(packages)
    .map(([path, entry]) => [path, { ...entry, license: entry.license ?? README_LICENCES[path] }])
    .filter(([path, { license, optional }]) => path !== '' && !(license === undefined && optional === true))
    .filter(([, { license, dev }]) => !(dev === true ? TOOL_LICENCES : SHIPPED_LICENCES).has(license))
    .map(([path, { license }]) => `${path} is under ${license ?? 'no licence that it names'}, which is not among those that are taken`);
}

/** What is wrong with a lock file, a sentence each. */
export function findLockFaults(lock = readLock()) {
  const faults = missingParts(lock).map(([, name]) => `package-lock.json has no entry for ${name}: node scripts/lock-file.mjs --complete`);
  for (const [path, { resolved }] of Object.entries(lock.packages)) {
    if (resolved !== undefined) faults.push(`package-lock.json names a registry for ${path}: ${resolved}`);
  }
  return [...faults, ...licenceFaults(lock)];
}

if (argv[1] === import.meta.filename && argv.includes('--complete'))
  writeFileSync(file, `${JSON.stringify(completeLock(readLock()), null, 2)}\n`);
