/**
 * Test libraries as one file each. They consist of hundreds of modules, and a browser that fetches them anew for every test file spends most of
 * its time on that. Only libraries of tests: what the app itself imports is never bundled here.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';

const bundledLibraries = ['@open-wc/testing', 'fast-check'];
const prefix = '/__bundled/';

/** Kept between runs, for as long as the same packages are installed. */
const cache = join('node_modules', '.cache', 'parley-tests');
const installed = join('node_modules', '.package-lock.json');

async function bundle(library) {
  const file = join(cache, `${encodeURIComponent(library)}.${statSync(installed).mtimeMs}.js`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const bundled = await rollup({
    input: library,
    treeshake: false,
    plugins: [nodeResolve({ browser: true, preferBuiltins: false })],
    // Their warnings are about themselves; a library that does not work shows in the tests.
    onwarn: () => undefined,
  });
  const { output } = await bundled.generate({ format: 'es', inlineDynamicImports: true });
  await bundled.close();
  mkdirSync(cache, { recursive: true });
  // Written aside first: another run may be reading.
  writeFileSync(`${file}.${process.pid}`, output[0].code);
  renameSync(`${file}.${process.pid}`, file);
  return output[0].code;
}

/** The plugin, for `plugins` in web-test-runner.config.mjs. */
export function bundledTestLibraries() {
  const pending = new Map();
  return {
    name: 'bundled-test-libraries',
    resolveImport({ source }) {
      return bundledLibraries.includes(source) ? prefix + encodeURIComponent(source) + '.js' : undefined;
    },
    async serve(context) {
      if (!context.path.startsWith(prefix)) return undefined;
      const library = decodeURIComponent(context.path.slice(prefix.length, -'.js'.length));
      if (!bundledLibraries.includes(library)) return undefined;
      if (!pending.has(library)) pending.set(library, bundle(library));
      return { body: await pending.get(library), type: 'js' };
    },
  };
}
