/**
 * From src/ to one readable module: tsc strips the types, Rollup puts the modules in order. Nothing is minified, shaken out or renamed, so that what
 * ships can be read beside the source. Of the comments the page keeps what an auditor needs to find the way: where each file begins and what it is, and
 * every `SECURITY:` mark. Docstrings are a third of the bytes and stay in src/.
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

/** Identifiers of the bundle that no module contains: Rollup made them, because names of two modules collide. */
export function renamedIn(bundleCode, moduleCodes) {
  const written = new Set(moduleCodes.flatMap((code) => [...identifiersOf(code)]));
  return [...identifiersOf(bundleCode)].filter((name) => !written.has(name)).toSorted();
}

/** The first sentence of a file's header comment, on one line, up to its first colon or semicolon. */
export function subjectOf(source) {
  const header = /^\/\*\*([\s\S]*?)\*\//u.exec(source)?.[1] ?? '';
  const text = header
    .replace(/^\s*\* ?/gmu, '')
    .split(/\n\s*\n/u)[0]
    .replace(/\s+/gu, ' ')
    .trim();
  return /^.*?(?=[.:;](?: |$)|$)/u.exec(text)?.[0] ?? '';
}

/** A module without comments, except runs of `//` lines that begin with `SECURITY:`, and with one space for each level of indentation. */
export function withoutDocstrings(code) {
  const { comments } = parseSync('module.js', code);
  let kept = '';
  let at = 0;
  let isMark = false;
  for (const [i, { type, value, start, end }] of comments.entries()) {
    const isContinued = isMark && type === 'Line' && /^\s*$/u.test(code.slice(comments[i - 1].end, start));
    isMark = type === 'Line' && (isContinued || value.startsWith(' SECURITY:'));
    if (isMark) continue;
    kept += code.slice(at, start);
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
    const path = `src/${inside.replace(/\.js$/u, '.ts')}`;
    return `// ==== ${path}: ${subjectOf(readFileSync(join(root, path), 'utf8'))}\n`;
  }
  const path = relative(join(root, 'node_modules'), id).split(sep).join('/');
  const name = /^(?:@[^/]+\/)?[^/]+/u.exec(path)[0];
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  return `// ==== npm ${name} ${version}, ${path.slice(name.length + 1)}\n${licenceComment(name)}`;
}

function licenceComment(name) {
  const file = readdirSync(join(root, 'node_modules', name)).find((entry) => /^licen[cs]e/iu.test(entry));
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
    transform: (code, id) => ({ code: signpostOf(id, from) + withoutDocstrings(code), map: null }),
  };
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
  const bundle = await rollup({
    input: join(from, 'main.js'),
    external: ['peerjs', 'peerjs-second'],
    treeshake: false,
    plugins: [nodeResolve({ browser: true }), remember, signposts(from)],
    onwarn: (warning) => {
      throw new Error(`Rollup warns: ${warning.message}`);
    },
  });
  const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true, generatedCode: 'es2015', indent: false });
  await bundle.close();
  if (output.length !== 1) throw new Error(`Rollup made ${output.length} files instead of one.`);
  const renamed = renamedIn(output[0].code, [...codes.values()]);
  if (renamed.length > 0) {
    throw new Error(
      `Names in src/ are not unique, so the bundler had to invent others: ${renamed.join(', ')}. Rename one of each pair in src/.`,
    );
  }
  return { code: output[0].code, modules: [...codes.keys()] };
}
