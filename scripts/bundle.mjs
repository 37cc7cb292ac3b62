/**
 * From src/ to one readable module: tsc strips the types, Rollup puts the modules in order. Nothing is minified, shaken out or renamed, so that what
 * ships can be read beside the source. Of the comments the page keeps where each file begins, which leads a reader to its docstrings in src/, and every
 * `SECURITY:` mark.
 */
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { parseSync } from 'oxc-parser';
import { rollup } from 'rollup';
import { parseAst } from 'rollup/parseAst';

const root = dirname(import.meta.dirname);
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

/** Compiles a project; throws with the compiler's messages when it finds an error. */
export async function compile(...args) {
  try {
    await promisify(execFile)(process.execPath, [tsc, ...args], { cwd: root });
  } catch (error) {
    throw new Error(`tsc ${args.join(' ')} found errors:\n${error.stdout ?? ''}${error.stderr ?? ''}`, { cause: error });
  }
}

/** Every name that occurs as an identifier anywhere in a module. */
function identifiersOf(code) {
  const names = new Set();
  const visit = (node) => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (node !== null && typeof node === 'object') {
      if (node.type === 'Identifier') names.add(node.name);
      Object.values(node).forEach(visit);
    }
  };
  visit(parseAst(code));
  return names;
}

/**
 * Identifiers of the bundle that no module contains: Rollup made them, because names of two modules collide. What collides only within packages is not told: that is
 * not ours to name.
 */
export function renamedIn(bundleCode, moduleCodes, packageCodes = []) {
  const namesOf = (codes) => new Set(codes.flatMap((code) => [...identifiersOf(code)]));
  const [own, others] = [namesOf(moduleCodes), namesOf(packageCodes)];
  const isOthers = (name) => others.has(name) && !own.has(name);
  const made = [...identifiersOf(bundleCode)].filter((name) => !own.has(name) && !others.has(name));
  return made.filter((name) => !isOthers(name.replace(/\$\d+$/u, ''))).toSorted();
}

const markStart = ' SECURITY:';
/** How a mark names its test: `(entry.test.ts: "…")`, `: dom.test.ts, "…"` or `("…" in peerjs-channel.test.ts)`; nothing follows it. */
const testOfMark = /(?: \(|: (?=[\w.-]+\.ts\b))[^()]*\b(?:test|spec|fixture)\.ts\b.*$/u;

/**
 * A module as it ships: without comments, except `// SECURITY:` marks, each on one line and without the name of its test, which is nothing to a
 * reader of the page; with one space for each level of indentation.
 */
export function asShipped(code) {
  const { comments } = parseSync('module.js', code);
  let kept = '';
  let at = 0;
  for (let i = 0; i < comments.length; i++) {
    const { type, value, start } = comments[i];
    let { end } = comments[i];
    kept += code.slice(at, start);
    if (type === 'Line' && value.startsWith(markStart)) {
      let mark = value;
      while (comments[i + 1]?.type === 'Line' && /^\s*$/u.test(code.slice(end, comments[i + 1].start))) {
        i += 1;
        mark += comments[i].value;
        ({ end } = comments[i]);
      }
      kept += `//${mark.replace(testOfMark, '').replace(/\.$/u, '')}`;
    }
    at = end;
  }
  return (kept + code.slice(at))
    .replace(/^(?: {4})+/gmu, (indent) => ' '.repeat(indent.length / 4))
    .replace(/[ \t]+$/gmu, '')
    .replace(/\n{2,}/gu, '\n')
    .replace(/^\n/u, '');
}

/** What stands in front of a module: where it comes from and, for a package, the licence that asks to be kept with it. */
function signpostOf(id, from) {
  const inside = relative(from, id).split(sep).join('/');
  if (!inside.startsWith('..')) {
    return `// ==== ${inside.replace(/\.js$/u, '.ts')}\n`;
  }
  const path = relative(join(root, 'node_modules'), id).split(sep).join('/');
  const name = /^(?:@[^/]+\/)?[^/]+/u.exec(path)[0];
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  return `// ==== npm ${name} ${version}, ${path.slice(name.length + 1)}\n${licenceComment(name)}`;
}

function licenceComment(name) {
  // Of a choice, the MIT licence, which is the project's own.
  const files = readdirSync(join(root, 'node_modules', name)).filter((entry) => /^licen[cs]e/iu.test(entry));
  const file = files.find((entry) => /mit/iu.test(entry)) ?? files[0];
  if (file === undefined) throw new Error(`The package ${name} ships in the page and has no licence file.`);
  const lines = readFileSync(join(root, 'node_modules', name, file), 'utf8')
    .trim()
    .split(/\r?\n/u);
  return `/*\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

/** Marks where each file begins. */
function signposts(from) {
  return {
    name: 'signposts',
    transform: (code, id) => (id.startsWith('\0') ? null : { code: signpostOf(id, from) + asShipped(code), map: null }),
  };
}

/** From the bottom of the house to its roof, as the page is to be read: every file stands after what it builds on. */
const storeys = ['lib', 'crypto', 'transport', 'link', 'vault', 'log', 'room', 'app', 'i18n', 'ui'];

/** An entry that imports modules storey by storey, `main.js` last; within one, in the order given. */
function entryInOrder(modules, from) {
  const storeyOf = (id) => (storeys.indexOf(relative(from, id).split(sep)[0]) + storeys.length + 1) % (storeys.length + 1);
  const inOrder = modules.toSorted((a, b) => storeyOf(a) - storeyOf(b));
  const name = '\0entry';
  return {
    name: 'entry',
    resolveId: (id) => (id === name ? id : null),
    load: (id) => (id === name ? inOrder.map((module) => `import ${JSON.stringify(module)};`).join('\n') : null),
  };
}

/** Rolls up what an input reaches: Rollup's one chunk. Throws at anything that Rollup warns of. */
async function bundleOf(input, plugins) {
  const bundle = await rollup({
    input,
    external: ['peerjs', 'peerjs-second'],
    treeshake: false,
    plugins: [nodeResolve({ browser: true }), ...plugins],
    onwarn: (warning) => {
      throw new Error(`Rollup warns: ${warning.message}`);
    },
  });
  const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true, generatedCode: 'es2015', indent: false });
  await bundle.close();
  if (output.length !== 1) throw new Error(`Rollup made ${output.length} files instead of one.`);
  return output[0];
}

/**
 * The app as one module.
 * @param {string} from the directory tsc emitted to, with main.js in it; inside the repository, so that packages are found
 */
export async function bundleApp(from) {
  const codes = new Map();
  const remember = {
    name: 'remember',
    transform(code, id) {
      codes.set(id, code);
      return null;
    },
  };
  const { moduleIds } = await bundleOf(join(from, 'main.js'), [remember]);
  const { code } = await bundleOf('\0entry', [entryInOrder(moduleIds, from), signposts(from)]);
  const codesOf = (isOwn) => [...codes].filter(([id]) => id.startsWith(from) === isOwn).map(([, module]) => module);
  const renamed = renamedIn(code, codesOf(true), codesOf(false));
  if (renamed.length > 0) {
    throw new Error(
      `Names in src/ are not unique, so the bundler had to invent others: ${renamed.join(', ')}. Rename one of each pair in src/.`,
    );
  }
  return { code, modules: moduleIds };
}
